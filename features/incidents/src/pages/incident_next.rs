//! The one next thing, as the incident page shows it.

use hikeshi_identity::{CompanyScope, can};
use hikeshi_playbook::StepKind;
use hikeshi_ui::{Markup, Shell};
use jiff::Timestamp;

use super::{case_head::CaseHead, incident_people::People};
use crate::{
    model::incident,
    runs::{NextAction, NextStep, Run, next_of, next_step_of},
};

/// The next thing.
pub(crate) struct ShownNext {
    /// What to do.
    pub title: Markup,
    /// Why, or what it is about.
    pub detail: Markup,
    /// Who does it; empty where it does not matter.
    pub actor: String,
    /// By when; empty if nobody said.
    pub due: String,
    /// The page on which it is done.
    pub href: String,
    /// The label of the link to that page.
    pub open_label: String,
    /// A task can be ticked off at once: the step's version for the form.
    pub complete: Option<i64>,
    /// How to do it, one line each.
    pub how: Vec<Markup>,
}

impl ShownNext {
    /// The next thing for this person: somebody who cannot decide the level gets the next step.
    pub(crate) fn new(
        shell: &Shell,
        scope: &CompanyScope,
        head: &CaseHead,
        (incident, runs): (&incident::Model, &[Run]),
        people: &People,
        now: Timestamp,
    ) -> Option<Self> {
        let next = match next_of(incident, runs)? {
            NextAction::DecideLevel { .. } if !scope.may::<can::SetLevel>() => {
                next_step_of(runs).map_or(NextAction::StartPlaybook, NextAction::Step)
            }
            next => next,
        };
        let href = next.href(incident);
        Some(match next {
            NextAction::Step(step) => Self::step(shell, head, &step, href, (people, now)),
            other => Self {
                title: shell.rich(shell.words.t(other.key())),
                detail: shell.html(&format!("{}-why", other.key())),
                actor: String::new(),
                due: String::new(),
                href,
                open_label: shell.t(&format!("{}-open", other.key())),
                complete: None,
                how: Vec::new(),
            },
        })
    }

    fn step(
        shell: &Shell,
        head: &CaseHead,
        next: &NextStep,
        href: String,
        (people, now): (&People, Timestamp),
    ) -> Self {
        let step = &next.step;
        let detail = step.detail.as_ref().map(|text| shell.text(text)).unwrap_or_default();
        let open = match step.kind {
            StepKind::Task => "case-next-cannot",
            StepKind::Question => "case-next-answer",
            StepKind::Decision => "case-next-decide",
        };
        let ticked = step.kind == StepKind::Task && head.may_work;
        Self {
            title: shell.text(&step.title),
            detail,
            actor: people.actor(step.actor),
            due: next.due.map(|due| due_text(shell, due, now)).unwrap_or_default(),
            href,
            open_label: shell.t(open),
            complete: ticked.then_some(next.version),
            how: step.how.iter().map(|line| shell.text(line)).collect(),
        }
    }
}

/// By when, or for how long it has been over.
pub(crate) fn due_text(shell: &Shell, due: Timestamp, now: Timestamp) -> String {
    if due < now {
        return shell.words.time_left(due, now);
    }
    shell.t1("case-due", "when", shell.words.brief(due, now))
}
