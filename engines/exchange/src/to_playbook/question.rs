//! Conditions as questions that a person answers.

use hikeshi_kernel::LocalText;
use hikeshi_playbook::{Actor, Choice, Step, StepKind};

use super::Steps;
use crate::cacao::{Answer, Arm, Role, StepBody};
use crate::plain;
use crate::wording::{fill, fill_local, foreign};

impl Steps<'_> {
    /// The question of a fork.
    pub(super) fn question(&self, node: usize, arms: &[Arm]) -> Step {
        let from = self.graph.step(node);
        let own = self.graph.nodes[node].role == Role::Step;
        let mut step = self.blank(node, StepKind::Question, self.title(node), Actor::Staff);
        if own {
            self.describe(from, &mut step);
            if let Some(condition) = condition(&from.body) {
                let text = plain::with_values(condition, &[&from.step_variables, self.variables()]);
                let text = plain::one_line(&text, plain::LINE - 100);
                step.how.push(fill(&self.words.condition, "{text}", &text));
            }
        }
        let repeats = own && matches!(from.body, StepBody::WhileCondition { .. });
        let names = self.names.options(node);
        let options = arms.iter().zip(names).map(|(arm, id)| {
            let again = repeats && arm.answer == Answer::Yes;
            Choice {
                id: id.clone(),
                title: self.answer(&arm.answer),
                leads_to_note: again.then(|| self.words.repeat.clone()),
                good: None,
                bad: None,
                fits_when: None,
            }
        });
        step.options = options.collect();
        step
    }

    /// What a node is called on the page.
    pub(super) fn title(&self, node: usize) -> LocalText {
        let step = self.graph.step(node);
        match self.graph.nodes[node].role {
            Role::Exception => return self.words.exception.clone(),
            Role::Outcome => {
                return fill_local(&self.words.outcome, "{title}", &self.step_title(step));
            }
            Role::Step => {}
        }
        self.step_title(step)
    }

    /// An answer in words.
    pub(super) fn answer(&self, answer: &Answer) -> LocalText {
        match answer {
            Answer::Yes | Answer::Together => self.words.yes.clone(),
            Answer::No => self.words.no.clone(),
            Answer::Default => self.words.default.clone(),
            Answer::Other => self.words.other.clone(),
            Answer::Worked => self.words.worked.clone(),
            Answer::Failed => self.words.failed.clone(),
            Answer::Case(case) => match plain::one_line(case, plain::TITLE) {
                case if case.is_empty() => self.words.unnamed.clone(),
                case => foreign(&case),
            },
        }
    }
}

fn condition(body: &StepBody) -> Option<&str> {
    match body {
        StepBody::IfCondition { condition, .. } | StepBody::WhileCondition { condition, .. } => {
            condition.as_deref()
        }
        StepBody::SwitchCondition { switch, .. } => switch.as_deref(),
        _ => None,
    }
}
