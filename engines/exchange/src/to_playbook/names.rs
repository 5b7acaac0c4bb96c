//! Ids of our steps and options: those of the file where ours may look like that.

use std::collections::{BTreeMap, HashSet};

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
        let mut taken = HashSet::new();
        let mut names = Self { nodes: BTreeMap::new(), options: BTreeMap::new() };
        for &node in route.order.iter().filter(|node| is_shown(graph, **node)) {
            let id = graph.ids[graph.nodes[node].step];
            let wanted = match graph.nodes[node].role {
                Role::Step => id.to_owned(),
                Role::Outcome => format!("{id}.outcome"),
                Role::Exception => "exception".to_owned(),
            };
            names.nodes.insert(node, free(&wanted, "step", &mut taken));
            if let Flow::Fork { arms, .. } = &graph.nodes[node].flow {
                let mut taken = HashSet::from([UNKNOWN.to_owned()]);
                let options = arms.iter().map(|arm| free(word(&arm.answer), "option", &mut taken));
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

/// The wanted name in the letters that ids may have, or with a number behind it.
pub fn free(wanted: &str, otherwise: &str, taken: &mut HashSet<String>) -> String {
    let plain: String = wanted
        .to_ascii_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' })
        .take(MAX)
        .collect();
    let plain = plain.trim_matches(['-', '.']);
    let plain = if plain.is_empty() { otherwise } else { plain };
    let stem: String = plain.chars().take(MAX - 8).collect();
    let numbered = (2..).map(|number| format!("{stem}-{number}"));
    let mut names = std::iter::once(plain.to_owned()).chain(numbered);
    let name = names.find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(name.clone());
    name
}
