//! By when steps are due: `delay` and `timeout` (section 4.1) along the longest way to a step.

use crate::cacao::{Graph, Role};
use crate::to_playbook::route::Route;

const MINUTE: u64 = 60_000;
/// A year: more than that is no plan.
const MOST: u64 = 525_600;

/// Minutes after the start by node, where the step itself says something about time.
pub fn due(graph: &Graph<'_>, route: &Route) -> Vec<Option<u32>> {
    let mut elapsed = vec![0_u64; graph.nodes.len()];
    let mut due = vec![None; graph.nodes.len()];
    for &node in &route.order {
        let before = route.before[node].iter().map(|before| elapsed[*before]).max();
        let step = graph.step(node);
        let own = match graph.nodes[node].role {
            Role::Step => (step.delay, step.timeout),
            Role::Outcome | Role::Exception => (None, None),
        };
        let spent = own.0.unwrap_or(0).saturating_add(own.1.unwrap_or(0));
        elapsed[node] = before.unwrap_or(0).saturating_add(spent);
        if own.0.is_some() || own.1.is_some() {
            let minutes = elapsed[node].div_ceil(MINUTE).min(MOST);
            due[node] = u32::try_from(minutes).ok();
        }
    }
    due
}
