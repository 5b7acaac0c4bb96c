//! The one thing to do next.

use hikeshi_i18n::plain;
use hikeshi_identity::{CompanyScope, can};
use hikeshi_ui::Shell;

use super::super::shown::plain_text;
use crate::{
    content::{StepKind, Until},
    rungs::{Known, Proposed, RungStanding, StepStanding},
};

/// The dark button.
pub(super) struct NextAct {
    pub(super) label: String,
    pub(super) href: String,
}

/// What to do next: the first step of the next star that is not done. Answers that are all given and not
/// all good lead to the best measure that nobody has taken yet, then to the plan.
pub(super) fn next_act(
    shell: &Shell,
    (home, scope): (&str, &CompanyScope),
    known: &Known,
    next: Option<&RungStanding<'_>>,
    best: &[Proposed<'_>],
) -> Option<NextAct> {
    let next = next?;
    let step = next.steps.iter().find(|one| !one.done)?;
    let act = |key: &str, href: String| Some(NextAct { label: shell.t(key), href });
    match step.step.kind {
        StepKind::Assessment => {
            let may = scope.may::<can::AnswerPosture>();
            match answers(shell, home, step) {
                Some(found) if may => Some(found),
                Some(_) => None,
                None => measures(shell, (home, scope), best),
            }
        }
        StepKind::PolicyApproved => match known.policy {
            Some(id) => act("ladder-act-policy-go-on", format!("{home}/policies/{id}")),
            None => act("ladder-act-policy", format!("{home}/policies/new/basic-policy")),
        },
        StepKind::PolicyPublic => match known.policy {
            Some(id) => act("ladder-act-publish", format!("{home}/policies/{id}/publish")),
            None => act("ladder-act-policy", format!("{home}/policies/new/basic-policy")),
        },
        StepKind::Expert | StepKind::Oath => {
            act("ladder-act-pack", format!("{home}/standing/scs-3"))
        }
        StepKind::Declared => {
            let label = shell.t1("ladder-act-declare", "star", &next.rung.mark);
            Some(NextAct { label, href: declare_href(home, &next.rung.id) })
        }
    }
}

/// Where a declaration or result is noted.
pub(super) fn declare_href(home: &str, star: &str) -> String {
    format!("{home}/standing/action?star={star}")
}

/// Beginning, going on, finishing, or answering again what waits; nothing where all is answered.
fn answers(shell: &Shell, home: &str, step: &StepStanding<'_>) -> Option<NextAct> {
    if let Some(draft) = step.draft {
        let href = format!("{home}/assessments/{draft}");
        let waits = step.told.is_some_and(|told| !told.score.sum.complete);
        let key = if waits { "ladder-act-go-on" } else { "ladder-act-finish" };
        return Some(NextAct { label: shell.t(key), href });
    }
    let waits = step.told.is_none_or(|told| !told.score.sum.complete);
    if waits || (step.step.until == Until::Answered) {
        let href = format!("{home}/assessments/new/{}", step.catalogue);
        let label = match step.told {
            None => shell.t1("ladder-act-begin", "what", plain_text(shell, &step.step.title)),
            Some(_) => shell.t("ladder-act-again"),
        };
        return Some(NextAct { label, href });
    }
    None
}

fn measures(
    shell: &Shell,
    (home, scope): (&str, &CompanyScope),
    best: &[Proposed<'_>],
) -> Option<NextAct> {
    let free = best.iter().find(|one| one.taken.is_none());
    match free.filter(|_| scope.may::<can::EditPlan>()) {
        Some(one) => {
            let title = plain(one.ranked.measure.title.get(shell.words.lang()));
            let label = shell.t1("ladder-act-take", "measure", title);
            let href = format!("{home}/plan/new?measure={}", one.ranked.measure.id);
            Some(NextAct { label, href })
        }
        None => Some(NextAct { label: shell.t("ladder-act-plan"), href: format!("{home}/plan") }),
    }
}
