//! Facts that cannot be true together, named where they are mended.

use hikeshi_deadlines::{Facts, Problem, Reason, contradictions};
use hikeshi_kernel::LocalText;
use hikeshi_ui::{Markup, Shell};
use jiff::Timestamp;

use super::duties::place_of;
use crate::rulebook::Rulebook;

/// One contradiction.
pub(super) struct Fault {
    /// The fact that is to be mended.
    pub title: Markup,
    /// What does not fit.
    pub text: String,
    /// Where it is written.
    pub href: Option<String>,
}

/// What contradicts itself in the facts of an incident.
pub(super) fn faults(
    book: &Rulebook,
    shell: &Shell,
    facts: &Facts,
    (case, profile): (&str, &str),
    now: Timestamp,
) -> Vec<Fault> {
    let fault = |problem: &Problem| Fault {
        title: shell.text(&title(book, &problem.field)),
        text: text(book, shell, &problem.reason),
        href: place_of(book, &problem.field, case, profile),
    };
    contradictions(facts, &book.rules, now).iter().map(fault).collect()
}

fn text(book: &Rulebook, shell: &Shell, reason: &Reason) -> String {
    let key = format!("duties-fault-{}", reason.code());
    let words = &shell.words;
    let name = |fact: &str| hikeshi_i18n::plain(title(book, fact).get(words.lang()));
    match reason {
        Reason::MoreThanTheWhole { number, whole, whole_number } => words.ta(
            &key,
            &[("number", number), ("whole", &name(whole)), ("whole-number", whole_number)],
        ),
        Reason::DeniedAlthough { other } => words.t1(&key, "other", name(other)),
        _ => words.t(&key),
    }
}

fn title(book: &Rulebook, fact: &str) -> LocalText {
    let known = book.rules.fact(fact).map(|fact| fact.title.clone());
    known.unwrap_or_else(|| LocalText { ja: fact.to_owned(), ..LocalText::default() })
}
