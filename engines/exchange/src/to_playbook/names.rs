//! Ids of our steps and options: those of the file where ours may look like that.

use std::collections::{BTreeMap, HashMap, HashSet};

use hikeshi_playbook::UNKNOWN;

use crate::cacao::{Answer, Flow, Graph, Role};
use crate::to_playbook::route::{Route, is_shown};

/// The longest id.
const MAX: usize = 64;

/// Ids by node, and ids of options by question.
pub struct Names {
    nodes: BTreeMap<usize, String>,
    options: BTreeMap<usize, Vec<String>>,
}

impl Names {
    /// Names for every node that is shown.
    pub fn of(graph: &Graph<'_>, route: &Route) -> Self {
        let mut taken = Taken::default();
        let mut names = Self { nodes: BTreeMap::new(), options: BTreeMap::new() };
        for &node in route.order.iter().filter(|node| is_shown(graph, **node)) {
            let id = graph.ids[graph.nodes[node].step];
            let wanted = match graph.nodes[node].role {
                Role::Step => id.to_owned(),
                Role::Outcome => format!("{id}.outcome"),
                Role::Exception => "exception".to_owned(),
            };
            names.nodes.insert(node, taken.free(&wanted, "step"));
            if let Flow::Fork { arms, .. } = &graph.nodes[node].flow {
                let mut taken = Taken::default();
                taken.free(UNKNOWN, UNKNOWN);
                let options = arms.iter().map(|arm| taken.free(word(&arm.answer), "option"));
                names.options.insert(node, options.collect());
            }
        }
        names
    }

    /// The id of a node that is shown.
    pub fn of_node(&self, node: usize) -> String {
        self.nodes.get(&node).cloned().unwrap_or_default()
    }

    /// The ids of a question's options, by arm.
    pub fn options(&self, node: usize) -> &[String] {
        self.options.get(&node).map_or(&[], Vec::as_slice)
    }
}

fn word(answer: &Answer) -> &str {
    match answer {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::Case(case) => case,
        Answer::Default => "default",
        Answer::Other => "other",
        Answer::Worked => "worked",
        Answer::Failed => "failed",
        Answer::Together => "together",
    }
}

/// Names that are given out already.
#[derive(Default)]
pub struct Taken {
    names: HashSet<String>,
    /// The last number given to names that would be alike.
    numbers: HashMap<String, usize>,
}

impl Taken {
    /// The wanted name in the letters that ids may have, or with a number behind it.
    pub fn free(&mut self, wanted: &str, otherwise: &str) -> String {
        let plain: String = wanted
            .to_ascii_lowercase()
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' })
            .take(MAX)
            .collect();
        let plain = plain.trim_matches(['-', '.']);
        let plain = if plain.is_empty() { otherwise } else { plain };
        let mut name = plain.to_owned();
        let stem: String = plain.chars().take(MAX - 8).collect();
        while !self.names.insert(name.clone()) {
            let number = self.numbers.entry(stem.clone()).or_insert(1);
            *number += 1;
            name = format!("{stem}-{number}");
        }
        name
    }
}
