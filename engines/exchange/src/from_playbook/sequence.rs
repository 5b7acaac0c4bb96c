//! Our steps as one sequence in which branches are blocks.

use std::collections::{BTreeSet, HashMap};

use hikeshi_playbook::{Branch, Playbook, Step};

use crate::limits::MAX_BRANCHING;

/// How deep blocks stand within each other at most.
const DEEPEST: usize = MAX_BRANCHING / 2;

/// One place in the sequence.
pub enum Item<'a> {
    /// A step.
    Step(&'a Step),
    /// Steps that hang on an answer.
    Block(&'a Branch, Vec<Item<'a>>),
}

/// The sequence: the playbook's own order, except where a step waits for a later one. Steps that
/// hang on an answer to a question that itself hangs on an answer stand in blocks within blocks.
pub fn sequence(playbook: &Playbook) -> Vec<Item<'_>> {
    let by_id: HashMap<&str, &Step> =
        playbook.steps.iter().map(|step| (step.id.as_str(), step)).collect();
    let mut open: Vec<(Option<&Branch>, Vec<Item<'_>>)> = vec![(None, Vec::new())];
    for step in in_order(playbook) {
        let mut wanted: Vec<&Branch> = std::iter::successors(step.only_if.as_ref(), |branch| {
            by_id.get(branch.step.as_str())?.only_if.as_ref()
        })
        .collect();
        // Deeper than readers go, the innermost condition says it all: the variable of a question
        // that was not asked has no value.
        wanted.truncate(if wanted.len() > DEEPEST { 1 } else { DEEPEST });
        wanted.reverse();
        let blocks = open.iter().skip(1).filter_map(|(branch, _)| *branch);
        let shared = blocks.zip(&wanted).take_while(|(open, wanted)| open == *wanted).count();
        close(&mut open, shared + 1);
        for branch in wanted.into_iter().skip(shared) {
            open.push((Some(branch), Vec::new()));
        }
        if let Some((_, items)) = open.last_mut() {
            items.push(Item::Step(step));
        }
    }
    close(&mut open, 1);
    open.pop().map(|(_, items)| items).unwrap_or_default()
}

fn close<'a>(open: &mut Vec<(Option<&'a Branch>, Vec<Item<'a>>)>, until: usize) {
    while open.len() > until {
        let Some((branch, items)) = open.pop() else { return };
        if let (Some(branch), Some((_, outer))) = (branch, open.last_mut()) {
            outer.push(Item::Block(branch, items));
        }
    }
}

/// Always the first step that waits for none of those that are left.
fn in_order(playbook: &Playbook) -> Vec<&Step> {
    let place: HashMap<&str, usize> =
        playbook.steps.iter().enumerate().map(|(at, step)| (step.id.as_str(), at)).collect();
    let mut waits = vec![0_usize; playbook.steps.len()];
    let mut frees: Vec<Vec<usize>> = vec![Vec::new(); playbook.steps.len()];
    for (at, step) in playbook.steps.iter().enumerate() {
        let asked = step.only_if.iter().map(|branch| &branch.step);
        let before: BTreeSet<&str> = step.after.iter().chain(asked).map(String::as_str).collect();
        for before in before.into_iter().filter_map(|id| place.get(id)) {
            waits[at] += 1;
            frees[*before].push(at);
        }
    }
    let mut ready: BTreeSet<usize> = (0..waits.len()).filter(|at| waits[*at] == 0).collect();
    let mut order = Vec::with_capacity(waits.len());
    while let Some(at) = ready.pop_first() {
        order.push(&playbook.steps[at]);
        for freed in &frees[at] {
            waits[*freed] -= 1;
            if waits[*freed] == 0 {
                ready.insert(*freed);
            }
        }
    }
    order
}
