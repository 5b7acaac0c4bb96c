//! On which answer each step hangs. Ours has one question for a step, so that a step that several
//! branches lead to hangs on what these have in common.

use std::collections::{BTreeMap, BTreeSet};

use crate::cacao::{Answer, Flow, Graph};
use crate::to_playbook::route::Route;

/// The answers to a question that lead to a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The node of the question.
    pub question: usize,
    /// Indexes of its arms.
    pub answers: BTreeSet<usize>,
}

/// The condition of every node.
pub struct Conditions {
    known: Vec<Option<Condition>>,
    /// The branches that lead to a node, where they say more than its condition.
    joined: BTreeMap<usize, Vec<Condition>>,
}

impl Conditions {
    /// Follows the order once: a node hangs on what all ways to it have in common.
    pub fn of(graph: &Graph<'_>, route: &Route) -> Self {
        let count = graph.nodes.len();
        let mut arriving: Vec<Vec<Option<Condition>>> = vec![Vec::new(); count];
        let mut found = Self { known: vec![None; count], joined: BTreeMap::new() };
        for &node in &route.order {
            found.settle(graph, node, std::mem::take(&mut arriving[node]));
            let own = found.known[node].clone();
            let mut arrive = |to: usize, condition: Option<Condition>| {
                if route.is_forward(node, to) {
                    arriving[to].push(condition);
                }
            };
            match &graph.nodes[node].flow {
                Flow::Stop => {}
                Flow::Straight(next) => next.iter().for_each(|next| arrive(*next, own.clone())),
                Flow::Fork { arms, next } => {
                    for (index, arm) in arms.iter().enumerate() {
                        let answers = BTreeSet::from([index]);
                        let condition = match arm.answer {
                            Answer::Together => own.clone(),
                            _ => Some(Condition { question: node, answers }),
                        };
                        arm.to.into_iter().for_each(|to| arrive(to, condition.clone()));
                    }
                    next.iter().for_each(|next| arrive(*next, own.clone()));
                }
            }
        }
        found
    }

    /// What the node hangs on; nothing if it is always reached.
    pub fn of_node(&self, node: usize) -> Option<&Condition> {
        self.known[node].as_ref()
    }

    /// The branches that lead to the node, where its condition says less than they do.
    pub fn joined(&self, node: usize) -> Option<&[Condition]> {
        self.joined.get(&node).map(Vec::as_slice)
    }

    fn settle(&mut self, graph: &Graph<'_>, node: usize, arriving: Vec<Option<Condition>>) {
        let Some(conditions) = arriving.into_iter().collect::<Option<Vec<_>>>() else { return };
        let Some(left) = self.unite(graph, &conditions) else { return };
        if let [only] = left.as_slice() {
            self.known[node] = Some(only.clone());
        } else if !left.is_empty() {
            self.known[node] = self.in_common(graph, &left);
            self.joined.insert(node, left);
        }
    }

    /// Unites answers to the same question, from the innermost outwards; a question all of whose
    /// answers lead here does not matter. Nothing if the node is always reached.
    fn unite(&self, graph: &Graph<'_>, conditions: &[Condition]) -> Option<Vec<Condition>> {
        let mut left: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        let mut add = conditions.to_vec();
        while let Some(next) = add.pop() {
            let answers = left.entry(next.question).or_default();
            answers.extend(next.answers);
            if answers.len() == graph.arms(next.question).len() {
                left.remove(&next.question);
                add.push(self.known[next.question].clone()?);
            }
        }
        let within = |question: usize| {
            self.path(question).iter().any(|outer| {
                left.get(&outer.question).is_some_and(|open| outer.answers.is_subset(open))
            })
        };
        let open = left.iter().filter(|(question, _)| !within(**question));
        Some(
            open.map(|(q, answers)| Condition { question: *q, answers: answers.clone() }).collect(),
        )
    }

    /// The conditions around a question, the innermost first.
    fn path(&self, question: usize) -> Vec<&Condition> {
        std::iter::successors(self.known[question].as_ref(), |outer| {
            self.known[outer.question].as_ref()
        })
        .collect()
    }

    /// What all these have in common: the outer conditions that they share, and, where they part
    /// on one question, the answers to it.
    fn in_common(&self, graph: &Graph<'_>, conditions: &[Condition]) -> Option<Condition> {
        let paths: Vec<Vec<&Condition>> = conditions
            .iter()
            .map(|inner| {
                let outer = self.path(inner.question).into_iter();
                let mut path: Vec<_> = std::iter::once(inner).chain(outer).collect();
                path.reverse();
                path
            })
            .collect();
        let first = paths.first()?;
        let mut shared = None;
        for (depth, condition) in first.iter().enumerate() {
            let level: Option<Vec<&Condition>> =
                paths.iter().map(|path| path.get(depth).copied()).collect();
            let Some(level) = level else { break };
            if level.iter().any(|other| other.question != condition.question) {
                break;
            }
            let answers: BTreeSet<usize> =
                level.iter().flat_map(|other| other.answers.iter().copied()).collect();
            if answers.len() == graph.arms(condition.question).len() {
                break;
            }
            let same = level.iter().all(|other| other.answers == answers);
            shared = Some(Condition { question: condition.question, answers });
            if !same {
                break;
            }
        }
        shared
    }
}
