//! What differs between two versions of a playbook, step by step.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::model::Playbook;
use crate::parts::Step;

/// One difference. Steps are the same where they have the same id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum Change {
    /// Something around the steps.
    Head {
        /// What of it.
        part: HeadPart,
    },
    /// A step that is only in the newer one.
    Added {
        /// Its id.
        step: String,
    },
    /// A step that is only in the older one.
    Removed {
        /// Its id.
        step: String,
    },
    /// A step that stands elsewhere among the others.
    Moved {
        /// Its id.
        step: String,
    },
    /// A step that says something else.
    Changed {
        /// Its id.
        step: String,
        /// What of it.
        parts: Vec<Part>,
    },
}

/// A part around the steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum HeadPart {
    Title,
    Summary,
    Kind,
    Phases,
}

/// A part of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Part {
    Kind,
    Title,
    Detail,
    How,
    Actor,
    Due,
    Phase,
    After,
    OnlyIf,
    Note,
    Asks,
    Options,
    Advice,
}

impl Part {
    /// The name in keys of words and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Title => "title",
            Self::Detail => "detail",
            Self::How => "how",
            Self::Actor => "actor",
            Self::Due => "due",
            Self::Phase => "phase",
            Self::After => "after",
            Self::OnlyIf => "only-if",
            Self::Note => "note",
            Self::Asks => "asks",
            Self::Options => "options",
            Self::Advice => "advice",
        }
    }
}

impl HeadPart {
    /// The name in keys of words and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Kind => "kind",
            Self::Phases => "phases",
        }
    }
}

/// The differences: around the steps first, then in the order of the newer one, what is gone last.
/// Who wrote and checked it, and how sure somebody is, counts for nothing here.
#[must_use]
pub fn compare(old: &Playbook, new: &Playbook) -> Vec<Change> {
    let mut changes = head(old, new);
    let olds: HashMap<&str, &Step> = old.steps.iter().map(|step| (&*step.id, step)).collect();
    let news: HashSet<&str> = new.steps.iter().map(|step| step.id.as_str()).collect();
    let stayed = in_place(old, new);
    for step in &new.steps {
        let id = || step.id.clone();
        let Some(before) = olds.get(step.id.as_str()) else {
            changes.push(Change::Added { step: id() });
            continue;
        };
        let parts = parts_changed(before, step);
        if !parts.is_empty() {
            changes.push(Change::Changed { step: id(), parts });
        }
        if !stayed.contains(step.id.as_str()) {
            changes.push(Change::Moved { step: id() });
        }
    }
    let gone = old.steps.iter().filter(|step| !news.contains(step.id.as_str()));
    changes.extend(gone.map(|step| Change::Removed { step: step.id.clone() }));
    changes
}

/// Which parts of a step differ.
#[must_use]
pub fn parts_changed(old: &Step, new: &Step) -> Vec<Part> {
    let advice = old.advice != new.advice
        || old.advice_rules != new.advice_rules
        || old.sources != new.sources;
    let differs = [
        (Part::Kind, old.kind != new.kind),
        (Part::Title, old.title != new.title),
        (Part::Detail, old.detail != new.detail),
        (Part::How, old.how != new.how),
        (Part::Actor, old.actor != new.actor),
        (Part::Due, old.due != new.due),
        (Part::Phase, old.phase != new.phase),
        (Part::After, old.after != new.after),
        (Part::OnlyIf, old.only_if != new.only_if),
        (Part::Note, old.note != new.note),
        (Part::Asks, old.asks != new.asks),
        (Part::Options, old.options != new.options),
        (Part::Advice, advice),
    ];
    differs.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect()
}

fn head(old: &Playbook, new: &Playbook) -> Vec<Change> {
    let differs = [
        (HeadPart::Title, old.title != new.title),
        (HeadPart::Summary, old.summary != new.summary),
        (HeadPart::Kind, old.kind != new.kind),
        (HeadPart::Phases, old.phases != new.phases),
    ];
    let differing = differs.into_iter().filter(|(_, differs)| *differs);
    differing.map(|(part, _)| Change::Head { part }).collect()
}

/// The largest set of steps that stand in the same order in both; the others were moved.
fn in_place<'a>(old: &Playbook, new: &'a Playbook) -> HashSet<&'a str> {
    let places: HashMap<&str, usize> =
        old.steps.iter().enumerate().map(|(at, step)| (step.id.as_str(), at)).collect();
    let common: Vec<(&str, usize)> = new
        .steps
        .iter()
        .filter_map(|step| Some((step.id.as_str(), *places.get(step.id.as_str())?)))
        .collect();
    // The longest rising sequence of old places: for each length the one that ends lowest.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(common.len());
    for (at, (_, place)) in common.iter().enumerate() {
        let length = ends.partition_point(|end| common[*end].1 < *place);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut kept = HashSet::new();
    let mut at = ends.last().copied();
    while let Some(here) = at {
        kept.insert(common[here].0);
        at = before[here];
    }
    kept
}
