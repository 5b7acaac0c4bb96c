//! Steps from which the workflow can never end.

use crate::cacao::graph::{Answer, Arm, Flow, Graph};

/// For every node, whether the workflow can come to an end from it.
///
/// A loop is allowed where something can end it: a while-condition does (section 4.9), and so does
/// a branch that leads out. Steps that only lead back to each other have no way out, even if a
/// branch within them ends: after its end the workflow goes on with `on_completion`.
pub fn ways_out(graph: &Graph<'_>) -> Vec<bool> {
    let mut out = vec![false; graph.nodes.len()];
    loop {
        let mut changed = false;
        for index in (0..out.len()).rev() {
            if !out[index] && has_way_out(&graph.nodes[index].flow, &out) {
                out[index] = true;
                changed = true;
            }
        }
        if !changed {
            return out;
        }
    }
}

fn has_way_out(flow: &Flow, out: &[bool]) -> bool {
    let open = |to: Option<usize>| to.is_none_or(|to| out[to]);
    match flow {
        Flow::Stop => true,
        Flow::Straight(next) => open(*next),
        Flow::Fork { arms, next } => {
            let mut ways = arms.iter().map(|arm| open(arm.to));
            let through = if is_together(arms) { ways.all(|way| way) } else { ways.any(|way| way) };
            through && open(*next)
        }
    }
}

/// Of the nodes without a way out, those that go round; the others only lead there.
pub fn going_round(graph: &Graph<'_>, out: &[bool], reached: &[bool]) -> Vec<usize> {
    let mut left: Vec<bool> = (0..out.len()).map(|node| reached[node] && !out[node]).collect();
    let all: Vec<usize> = (0..left.len()).filter(|node| left[*node]).collect();
    loop {
        let mut led_to = vec![false; left.len()];
        for node in (0..left.len()).filter(|node| left[*node]) {
            graph.nodes[node].followers().into_iter().for_each(|to| led_to[to] = true);
        }
        let leads = |node: usize, left: &[bool]| {
            graph.nodes[node].followers().into_iter().any(|to| left[to])
        };
        let leaves: Vec<usize> = (0..left.len())
            .filter(|node| left[*node] && !(led_to[*node] && leads(*node, &left)))
            .collect();
        if leaves.is_empty() {
            let round: Vec<usize> = (0..left.len()).filter(|node| left[*node]).collect();
            return if round.is_empty() { all } else { round };
        }
        leaves.into_iter().for_each(|node| left[node] = false);
    }
}

/// True if all arms are gone: the fork is a parallel step.
pub fn is_together(arms: &[Arm]) -> bool {
    arms.first().is_some_and(|arm| arm.answer == Answer::Together)
}
