//! A whole playbook on one page, every step as a responder sees it.

use hikeshi_i18n::plain;
use hikeshi_kernel::Confidence;
use hikeshi_playbook::{Playbook, Step, UNKNOWN};
use hikeshi_ui::{Markup, Shell};

use crate::shown::{ShownStep, actor_key, due_text, edition_key, kind_key};

/// The playbook.
pub(super) struct Whole {
    /// What is shown as the heading.
    pub title: Markup,
    /// When to use it.
    pub summary: Markup,
    /// Who wrote it, and which version it is.
    pub edition: String,
    /// The headings with their steps.
    pub phases: Vec<WholePhase>,
}

/// A heading with its steps.
pub(super) struct WholePhase {
    pub title: Markup,
    pub steps: Vec<WholeStep>,
}

/// A step with its place among the others.
pub(super) struct WholeStep {
    /// What ids in the page begin with.
    pub at: String,
    pub step: ShownStep,
    pub kind: String,
    pub actor: String,
    /// By when; empty if it does not matter.
    pub due: String,
    /// On which answer; empty if always.
    pub only_if: String,
    /// What comes before; empty if nothing.
    pub after: String,
    pub to_check: bool,
}

impl Whole {
    pub(super) fn new(shell: &Shell, playbook: &Playbook) -> Self {
        let edition = shell.t(edition_key(playbook.edition));
        let steps = playbook.steps.iter().enumerate();
        let steps: Vec<_> =
            steps.map(|(at, step)| (step, WholeStep::new(shell, playbook, (at, step)))).collect();
        let mut phases: Vec<WholePhase> = Vec::new();
        let mut left = steps;
        for phase in &playbook.phases {
            let (mine, rest) = left.into_iter().partition(|(step, _)| step.phase == phase.id);
            left = rest;
            let steps: Vec<(&Step, WholeStep)> = mine;
            let steps: Vec<WholeStep> = steps.into_iter().map(|(_, shown)| shown).collect();
            if !steps.is_empty() {
                phases.push(WholePhase { title: shell.text(&phase.title), steps });
            }
        }
        Self {
            title: shell.text(&playbook.title),
            summary: shell.text(&playbook.summary),
            edition: shell.t2(
                "playbooks-version-of",
                "edition",
                edition,
                "version",
                &playbook.version,
            ),
            phases,
        }
    }
}

impl WholeStep {
    fn new(shell: &Shell, playbook: &Playbook, (at, step): (usize, &Step)) -> Self {
        let lang = shell.words.lang();
        let name = |id: &String| {
            playbook.step(id).map_or_else(|| id.clone(), |step| plain(step.title.get(lang)))
        };
        let comma = shell.t("playbooks-comma");
        let after: Vec<String> = step.after.iter().map(name).collect();
        Self {
            at: format!("s{at}-"),
            step: ShownStep::new(shell, step, None),
            kind: shell.t(kind_key(step.kind)),
            actor: shell.t(actor_key(step.actor)),
            due: step.due.map(|due| due_text(&shell.words, due)).unwrap_or_default(),
            only_if: only_if(shell, playbook, step),
            after: match after.as_slice() {
                [] => String::new(),
                some => shell.t1("playbooks-after", "steps", some.join(&comma)),
            },
            to_check: step.confidence == Confidence::ToCheck,
        }
    }
}

/// "Only if “Is it spreading” is “Yes”".
pub(super) fn only_if(shell: &Shell, playbook: &Playbook, step: &Step) -> String {
    let Some(branch) = &step.only_if else { return String::new() };
    let lang = shell.words.lang();
    let asked = playbook.step(&branch.step);
    let answer =
        |id: &String| match asked.and_then(|asked| asked.options.iter().find(|o| o.id == *id)) {
            Some(option) => plain(option.title.get(lang)),
            None if id == UNKNOWN => shell.t("playbooks-unknown"),
            None => id.clone(),
        };
    let answers: Vec<String> = branch.answer.iter().map(answer).collect();
    let question = asked.map_or_else(|| branch.step.clone(), |asked| plain(asked.title.get(lang)));
    let answers = answers.join(&shell.t("playbooks-or"));
    shell.t2("playbooks-only-if", "question", question, "answer", answers)
}
