//! Faults in a playbook that a schema cannot see.

use std::collections::{BTreeSet, HashMap, HashSet};

use hikeshi_kernel::LocalText;
use serde::Serialize;
use thiserror::Error;

use crate::model::Playbook;
use crate::parts::{Branch, Step, StepKind, UNKNOWN};

/// A fault of a playbook. `at` is the id of the step (or the part of the head).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Error, Serialize)]
#[serde(tag = "finding", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the message of each variant says what its fields are")]
pub enum Finding {
    #[error("two steps, phases or options are called {id} ({at})")]
    Duplicate { at: String, id: String },
    #[error("{at} names {id}, which does not exist")]
    Dangling { at: String, id: String },
    #[error("{at} branches on {id}, which is a task and has no answer")]
    BranchOnTask { at: String, id: String },
    #[error("these steps wait for each other: {}", steps.join(", "))]
    Cycle { steps: Vec<String> },
    #[error("no answer leads to {at}")]
    Unreachable { at: String },
    #[error("{at} lacks a text: {what}")]
    MissingText { at: String, what: String },
    #[error("{at} needs at least two options")]
    TooFewOptions { at: String },
    #[error("{at} is a {what} that its kind of step does not have")]
    Misplaced { at: String, what: String },
    #[error("the playbook has no steps")]
    Empty,
}

/// All faults of a playbook on board, sorted; none for one that can be shipped.
#[must_use]
pub fn check(playbook: &Playbook) -> Vec<Finding> {
    faults(playbook, Asked::All)
}

/// All faults of a playbook that a company keeps itself; none for one that can be started.
/// Less is asked of it: English is a gift, and so are good and bad sides of an option; any kind
/// of step may say what to look at. It needs at least one step.
#[must_use]
pub fn check_own(playbook: &Playbook) -> Vec<Finding> {
    faults(playbook, Asked::Japanese)
}

/// Which texts must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// Japanese and English, and what speaks for and against every option.
    All,
    /// Japanese only.
    Japanese,
}

fn faults(playbook: &Playbook, asked: Asked) -> Vec<Finding> {
    let mut found = BTreeSet::new();
    let steps: HashMap<&str, &Step> =
        playbook.steps.iter().map(|step| (step.id.as_str(), step)).collect();
    let phases = playbook.phases.iter().map(|phase| phase.id.as_str());
    duplicates("steps", playbook.steps.iter().map(|step| step.id.as_str()), &mut found);
    duplicates("phases", phases.clone(), &mut found);
    let phases: HashSet<&str> = phases.collect();
    text(asked, ("head", "title"), &playbook.title, &mut found);
    text(asked, ("head", "summary"), &playbook.summary, &mut found);
    if asked == Asked::Japanese && playbook.steps.is_empty() {
        found.insert(Finding::Empty);
    }
    for phase in &playbook.phases {
        text(asked, (phase.id.as_str(), "title"), &phase.title, &mut found);
    }
    for step in &playbook.steps {
        if !phases.contains(step.phase.as_str()) {
            found.insert(dangling(step, &step.phase));
        }
        references(step, &steps, &mut found);
        texts(step, asked, &mut found);
        kind(step, asked, &mut found);
    }
    cycles(playbook, &mut found);
    found.into_iter().collect()
}

fn references(step: &Step, steps: &HashMap<&str, &Step>, found: &mut BTreeSet<Finding>) {
    for id in step.after.iter().filter(|id| !steps.contains_key(id.as_str())) {
        found.insert(dangling(step, id));
    }
    if let Some(own) = &step.only_if {
        branch(step, own, steps, found);
        let open = steps.get(own.step.as_str()).is_some_and(|asked| {
            own.answer.iter().any(|answer| asked.allows(answer) || answer == UNKNOWN)
        });
        if !open {
            found.insert(Finding::Unreachable { at: step.id.clone() });
        }
    }
    for rule in &step.advice_rules {
        branch(step, &rule.when, steps, found);
    }
    let advised = step.advice_rules.iter().map(|rule| &rule.option).chain(&step.advice);
    for option in advised.filter(|option| !step.allows(option)) {
        found.insert(dangling(step, option));
    }
}

/// A decision has no `unknown` option, but setting it aside counts as one.
fn branch(
    step: &Step,
    branch: &Branch,
    steps: &HashMap<&str, &Step>,
    found: &mut BTreeSet<Finding>,
) {
    let Some(asked) = steps.get(branch.step.as_str()) else {
        found.insert(dangling(step, &branch.step));
        return;
    };
    if asked.kind == StepKind::Task {
        found.insert(Finding::BranchOnTask { at: step.id.clone(), id: asked.id.clone() });
    }
    for answer in &branch.answer {
        if answer != UNKNOWN && !asked.allows(answer) {
            found.insert(dangling(step, &format!("{}:{answer}", asked.id)));
        }
    }
}

fn kind(step: &Step, asked: Asked, found: &mut BTreeSet<Finding>) {
    let at = || step.id.clone();
    duplicates(&step.id, step.options.iter().map(|option| option.id.as_str()), found);
    if step.kind == StepKind::Task {
        if !step.options.is_empty() {
            found.insert(Finding::Misplaced { at: at(), what: "options".into() });
        }
    } else if step.options.len() < 2 {
        found.insert(Finding::TooFewOptions { at: at() });
    }
    let advises = step.advice.is_some() || !step.advice_rules.is_empty();
    let looks = asked == Asked::All && !step.asks.is_empty();
    let weighs = advises || !step.sources.is_empty() || looks;
    if step.kind != StepKind::Decision && weighs {
        found.insert(Finding::Misplaced { at: at(), what: "advice".into() });
    }
    if step.options.iter().any(|option| option.id == UNKNOWN) {
        found.insert(Finding::Duplicate { at: at(), id: UNKNOWN.into() });
    }
}

fn texts(step: &Step, asked: Asked, found: &mut BTreeSet<Finding>) {
    let at = step.id.as_str();
    text(asked, (at, "title"), &step.title, found);
    let plain = step.detail.iter().chain(&step.how).chain(&step.note).chain(&step.asks);
    let guides = step.sources.iter().map(|guide| &guide.says);
    let reasons = step.advice_rules.iter().map(|rule| &rule.because);
    for part in plain.chain(guides).chain(reasons) {
        text(asked, (at, "part"), part, found);
    }
    for option in &step.options {
        text(asked, (at, option.id.as_str()), &option.title, found);
        let weighed = [&option.good, &option.bad, &option.fits_when];
        for part in weighed.into_iter().chain([&option.leads_to_note]).flatten() {
            text(asked, (at, option.id.as_str()), part, found);
        }
        let must_weigh = asked == Asked::All && step.kind == StepKind::Decision;
        if must_weigh && weighed.iter().any(|part| part.is_none()) {
            let what = format!("{}: good, bad or fits_when", option.id);
            found.insert(Finding::MissingText { at: at.to_owned(), what });
        }
    }
}

/// The languages asked for must be there; none may be empty.
fn text(asked: Asked, (at, what): (&str, &str), text: &LocalText, found: &mut BTreeSet<Finding>) {
    let empty = |text: &String| text.trim().is_empty();
    let faulty = empty(&text.ja)
        || text.en.as_ref().map_or(asked == Asked::All, empty)
        || text.ja_easy.as_ref().is_some_and(empty);
    if faulty {
        found.insert(Finding::MissingText { at: at.to_owned(), what: what.to_owned() });
    }
}

fn duplicates<'a>(at: &str, ids: impl Iterator<Item = &'a str>, found: &mut BTreeSet<Finding>) {
    let mut seen = HashSet::new();
    for id in ids.filter(|id| !seen.insert(*id)) {
        found.insert(Finding::Duplicate { at: at.to_owned(), id: id.to_owned() });
    }
}

fn dangling(step: &Step, id: &str) -> Finding {
    Finding::Dangling { at: step.id.clone(), id: id.to_owned() }
}

/// Takes away steps that wait for nothing, and steps that nothing waits for, until none is
/// left; what remains waits in a circle.
fn cycles(playbook: &Playbook, found: &mut BTreeSet<Finding>) {
    let mut left: Vec<&Step> = playbook.steps.iter().collect();
    loop {
        let count = left.len();
        let ids: HashSet<&str> = left.iter().map(|step| step.id.as_str()).collect();
        left.retain(|step| before(step).any(|id| ids.contains(id)));
        let wanted: HashSet<&str> = left.iter().flat_map(|step| before(step)).collect();
        left.retain(|step| wanted.contains(step.id.as_str()));
        if left.len() == count {
            break;
        }
    }
    if !left.is_empty() {
        let steps = left.iter().map(|step| step.id.clone()).collect();
        found.insert(Finding::Cycle { steps });
    }
}

fn before(step: &Step) -> impl Iterator<Item = &str> {
    let asked = step.only_if.iter().map(|branch| branch.step.as_str());
    step.after.iter().map(String::as_str).chain(asked)
}
