//! The sentences that a run writes into the timeline, and why an act was refused.
//!
//! The timeline is part of the record, so its lines are Japanese whatever the person reads.

use hikeshi_i18n::{Words, plain};
use hikeshi_kernel::Lang;
use hikeshi_playbook::{Action, Refusal, Step, UNKNOWN};
use hikeshi_web::Platform;

use crate::runs::Run;

/// The name of an act in the database and in keys of words (`run-line-…`, `run-act-…`).
pub(super) const fn name(action: &Action) -> &'static str {
    match action {
        Action::Begin => "begin",
        Action::Complete => "complete",
        Action::Answer { .. } => "answer",
        Action::Decide { .. } => "decide",
        Action::NotApplicable { .. } => "not-applicable",
        Action::Reopen { .. } => "reopen",
    }
}

/// The option chosen and the reason given; empty where an act has none.
pub(super) fn outcome_and_reason(action: &Action) -> (&str, &str) {
    match action {
        Action::Begin | Action::Complete => ("", ""),
        Action::Answer { option } => (option, ""),
        Action::Decide { option, reason } => (option, reason),
        Action::NotApplicable { reason } | Action::Reopen { reason } => ("", reason),
    }
}

/// The timeline line of an act.
pub(super) fn line(platform: &Platform, step: &Step, action: &Action) -> String {
    let words = platform.words(Lang::Ja);
    let (option, reason) = outcome_and_reason(action);
    let chosen = step.options.iter().find(|choice| choice.id == option);
    let option = match chosen {
        Some(choice) => plain(&choice.title.ja),
        None if option == UNKNOWN => words.t("run-unknown"),
        None => String::new(),
    };
    let title = plain(&step.title.ja);
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("title", &title), ("option", &option), ("reason", &reason.trim())];
    words.ta(&format!("run-line-{}", name(action)), &values)
}

/// Why the playbook did not allow an act, and what to do, in the reader's language.
#[must_use]
pub fn refusal_text(words: &Words, run: &Run, refusal: &Refusal) -> String {
    let titles = |ids: &[String]| {
        let steps = ids.iter().filter_map(|id| run.playbook.step(id));
        let titles: Vec<_> = steps.map(|step| plain(step.title.get(words.lang()))).collect();
        titles.join(&words.t("run-list-comma"))
    };
    match refusal {
        Refusal::Blocked { by } => words.t1("run-refused-blocked", "steps", titles(by)),
        Refusal::Skipped { because } => {
            words.t1("run-refused-skipped", "steps", titles(std::slice::from_ref(because)))
        }
        Refusal::AlreadyDone => words.t("run-refused-done"),
        Refusal::AlreadyBegun => words.t("run-refused-begun"),
        Refusal::SetAside => words.t("run-refused-set-aside"),
        Refusal::NotSettled => words.t("run-refused-not-settled"),
        Refusal::ReasonMissing => words.t("run-refused-reason"),
        Refusal::UnknownOption { .. } => words.t("run-refused-option"),
        Refusal::UnknownStep { .. } | Refusal::WrongKind { .. } => words.t("run-refused-kind"),
    }
}
