//! The differences between two versions, in words.

use hikeshi_i18n::Words;
use hikeshi_playbook::{Change, Part, Playbook, Step, compare};

use super::step_name;

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidChange {
    /// The step, or the part around the steps.
    pub name: String,
    /// What was done with it, in a few words.
    pub what: String,
    /// Texts before and after, where a text was changed.
    pub texts: Vec<SaidText>,
}

/// A text before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidText {
    /// Which part of the step.
    pub part: String,
    /// Before; empty if there was none.
    pub before: String,
    /// After; empty if there is none.
    pub after: String,
}

/// What differs between two versions, in the reader's language.
#[must_use]
pub fn said_changes(words: &Words, old: &Playbook, new: &Playbook) -> Vec<SaidChange> {
    let one = |change: &Change| match change {
        Change::Head { part } => SaidChange {
            name: words.t("playbooks-place-head"),
            what: words.t(&format!("playbooks-changed-head-{}", part.name())),
            texts: Vec::new(),
        },
        Change::Added { step } => simple(words, new, step, "playbooks-changed-added"),
        Change::Removed { step } => simple(words, old, step, "playbooks-changed-removed"),
        Change::Moved { step } => simple(words, new, step, "playbooks-changed-moved"),
        Change::Changed { step, parts } => SaidChange {
            name: step_name(words, new, step),
            what: said_parts(words, parts),
            texts: match (old.step(step), new.step(step)) {
                (Some(before), Some(after)) => {
                    parts.iter().map(|part| said_text(words, *part, before, after)).collect()
                }
                _ => Vec::new(),
            },
        },
    };
    compare(old, new).iter().map(one).collect()
}

/// The parts of a step in one line.
pub(crate) fn said_parts(words: &Words, parts: &[Part]) -> String {
    let names: Vec<String> = parts.iter().map(|part| part_name(words, *part)).collect();
    words.t1("playbooks-changed-parts", "parts", names.join(&words.t("playbooks-comma")))
}

fn part_name(words: &Words, part: Part) -> String {
    words.t(&format!("playbooks-part-{}", part.name()))
}

fn simple(words: &Words, playbook: &Playbook, step: &str, key: &str) -> SaidChange {
    let name = step_name(words, playbook, step);
    SaidChange { name, what: words.t(key), texts: Vec::new() }
}

/// The texts of a part in all languages that changed; other parts are named only.
fn said_text(words: &Words, part: Part, before: &Step, after: &Step) -> SaidText {
    let text = |step: &Step| -> String {
        match part {
            Part::Title => all(&[&step.title]),
            Part::Detail => all(&step.detail.iter().collect::<Vec<_>>()),
            Part::How => all(&step.how.iter().collect::<Vec<_>>()),
            Part::Note => all(&step.note.iter().collect::<Vec<_>>()),
            Part::Asks => all(&step.asks.iter().collect::<Vec<_>>()),
            Part::Actor => words.t(crate::shown::actor_key(step.actor)),
            Part::Due => step.due.map(|due| crate::shown::due_text(words, due)).unwrap_or_default(),
            Part::Kind => words.t(crate::shown::kind_key(step.kind)),
            Part::Options => options(step),
            Part::Phase | Part::After | Part::OnlyIf | Part::Advice => String::new(),
        }
    };
    SaidText { part: part_name(words, part), before: text(before), after: text(after) }
}

fn options(step: &Step) -> String {
    let titles: Vec<&hikeshi_kernel::LocalText> =
        step.options.iter().map(|option| &option.title).collect();
    all(&titles)
}

/// Every language on a line of its own, so that a changed translation is seen too.
fn all(texts: &[&hikeshi_kernel::LocalText]) -> String {
    let mut lines = Vec::new();
    for text in texts {
        lines.push(text.ja.as_str());
        lines.extend(text.ja_easy.as_deref());
        lines.extend(text.en.as_deref());
    }
    lines.join("\n")
}
