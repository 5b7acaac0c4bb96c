//! The order of an import: which steps are shown, in what sequence, and what waits for what.

use std::collections::BTreeSet;

use crate::cacao::{Answer, Flow, Graph, Role, StepBody};
use crate::limits::MAX_EDGES;

/// The order of all nodes that can be reached.
pub struct Route {
    /// Nodes in the order in which they are shown: a branch before what comes after it.
    pub order: Vec<usize>,
    /// Place in `order` by node.
    place: Vec<Option<usize>>,
    /// Nodes directly before each node, shown or not, all of them earlier in `order`.
    pub before: Vec<BTreeSet<usize>>,
    /// Shown nodes that each node waits for.
    pub after: Vec<BTreeSet<usize>>,
    /// Where the workflow goes back to from each node, other than to a while-condition.
    pub back: Vec<Vec<usize>>,
    /// The parallel step that each node is directly a branch of.
    pub together: Vec<Option<usize>>,
}

/// True if a node becomes a step: starts, ends and parallel steps do not.
pub fn is_shown(graph: &Graph<'_>, node: usize) -> bool {
    let silent = matches!(
        graph.step(node).body,
        StepBody::Start | StepBody::End | StepBody::Parallel { .. }
    );
    graph.nodes[node].role != Role::Step || !silent
}

impl Route {
    /// The order; nothing if the steps wait for each other in too many ways.
    pub fn of(graph: &Graph<'_>) -> Option<Self> {
        let count = graph.nodes.len();
        let order = reverse_postorder(graph);
        let mut place = vec![None; count];
        order.iter().enumerate().for_each(|(at, node)| place[*node] = Some(at));
        let empty = vec![BTreeSet::new(); count];
        let mut route = Self {
            order,
            place,
            before: empty.clone(),
            after: empty,
            back: vec![Vec::new(); count],
            together: vec![None; count],
        };
        let through = route.through(graph)?;
        route.link(graph, &through);
        route.wait(graph)?;
        Some(route)
    }

    /// True if `to` comes later than `from`.
    pub fn is_forward(&self, from: usize, to: usize) -> bool {
        self.place[to] > self.place[from]
    }

    /// For each fork, the nodes with which its arms end; the fork itself where an arm is empty.
    fn through(&self, graph: &Graph<'_>) -> Option<Vec<BTreeSet<usize>>> {
        let mut ends: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); graph.nodes.len()];
        let mut through = ends.clone();
        let mut size = 0;
        for &node in self.order.iter().rev() {
            let goes_on = |to: usize| {
                self.is_forward(node, to) && !matches!(graph.nodes[to].flow, Flow::Stop)
            };
            let here = || BTreeSet::from([node]);
            let ends_of = |to: Option<usize>, ends: &[BTreeSet<usize>]| {
                to.filter(|to| goes_on(*to)).map_or_else(here, |to| ends[to].clone())
            };
            match &graph.nodes[node].flow {
                Flow::Stop => {}
                Flow::Straight(next) => ends[node] = ends_of(*next, &ends),
                Flow::Fork { arms, next } => {
                    for arm in arms {
                        let inner = ends_of(arm.to, &ends);
                        through[node].extend(inner);
                        if through[node].len() > MAX_EDGES {
                            return None;
                        }
                    }
                    ends[node] = match next.filter(|next| goes_on(*next)) {
                        Some(next) => ends[next].clone(),
                        None => through[node].clone(),
                    };
                }
            }
            size += ends[node].len() + through[node].len();
            if size > 20 * MAX_EDGES {
                return None;
            }
        }
        Some(through)
    }

    fn link(&mut self, graph: &Graph<'_>, through: &[BTreeSet<usize>]) {
        for node in self.order.clone() {
            match &graph.nodes[node].flow {
                Flow::Stop => {}
                Flow::Straight(next) => {
                    next.iter().for_each(|next| self.edge(graph, node, *next));
                }
                Flow::Fork { arms, next } => {
                    for arm in arms {
                        let Some(to) = arm.to else { continue };
                        self.edge(graph, node, to);
                        if arm.answer == Answer::Together {
                            self.together[to] = Some(node);
                        }
                    }
                    let Some(next) = *next else { continue };
                    if !self.is_forward(node, next) {
                        self.edge(graph, node, next);
                        continue;
                    }
                    let ends = through[node].iter().filter(|end| self.is_forward(**end, next));
                    let ends: Vec<usize> = ends.copied().collect();
                    self.before[next].extend(ends);
                }
            }
        }
    }

    fn edge(&mut self, graph: &Graph<'_>, from: usize, to: usize) {
        if self.is_forward(from, to) {
            self.before[to].insert(from);
        } else if !matches!(graph.step(to).body, StepBody::WhileCondition { .. })
            && !self.back[from].contains(&to)
        {
            self.back[from].push(to);
        }
    }

    /// Waiting for a node that is not shown is waiting for what that node waits for.
    fn wait(&mut self, graph: &Graph<'_>) -> Option<()> {
        let mut size = 0;
        for &node in &self.order {
            let mut waits = BTreeSet::new();
            for before in &self.before[node] {
                if is_shown(graph, *before) {
                    waits.insert(*before);
                } else {
                    waits.extend(self.after[*before].iter().copied());
                }
            }
            size += waits.len();
            if size > MAX_EDGES {
                return None;
            }
            self.after[node] = waits;
        }
        Some(())
    }
}

/// Every node after all that lead to it, ways back aside; arms in the author's order, then what
/// follows the fork.
fn reverse_postorder(graph: &Graph<'_>) -> Vec<usize> {
    let mut seen = vec![false; graph.nodes.len()];
    let mut order = Vec::new();
    for &root in graph.roots.iter().rev() {
        let mut stack = vec![(root, false)];
        while let Some((node, left)) = stack.pop() {
            if left {
                order.push(node);
            } else if !seen[node] {
                seen[node] = true;
                stack.push((node, true));
                stack.extend(graph.nodes[node].followers().into_iter().map(|to| (to, false)));
            }
        }
    }
    order.reverse();
    order
}
