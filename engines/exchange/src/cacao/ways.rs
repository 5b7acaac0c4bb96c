//! The ways from step to step, as steps name them.

use std::collections::{HashMap, HashSet};

use crate::cacao::graph::{Answer, Arm, Flow, Node, Role};
use crate::cacao::steps::{CacaoStep, StepBody};

/// Reads the ways out of each step.
pub struct Ways<'a> {
    /// Indexes of steps by id.
    pub known: HashMap<&'a str, usize>,
    /// Nodes that are not steps; they come after all steps.
    pub extra: Vec<Node>,
    /// References to steps that do not exist: the step, the property, the id.
    pub dangling: Vec<(usize, String, String)>,
}

impl Ways<'_> {
    /// What follows a step; `count` is the number of steps.
    pub fn flow(&mut self, index: usize, step: &CacaoStep, count: usize) -> Flow {
        let completion = self.find(index, "on_completion", step.on_completion.as_deref());
        let success = self.find(index, "on_success", step.on_success.as_deref());
        let failure = self.find(index, "on_failure", step.on_failure.as_deref());
        let mut next = completion.or(success);
        if let Some(failure) = failure.filter(|failure| Some(*failure) != next) {
            let arms = two((Answer::Worked, next), (Answer::Failed, Some(failure)));
            let flow = Flow::Fork { arms, next: None };
            next = Some(count + self.extra.len());
            self.extra.push(Node { step: index, role: Role::Outcome, flow });
        }
        let arms = match &step.body {
            StepBody::End => return Flow::Stop,
            StepBody::Start | StepBody::Action { .. } | StepBody::PlaybookAction { .. } => {
                return Flow::Straight(next);
            }
            StepBody::Parallel { next_steps } => {
                let mut seen = HashSet::new();
                let once = next_steps.iter().enumerate().filter(|(_, id)| seen.insert(*id));
                once.map(|(place, id)| Arm {
                    answer: Answer::Together,
                    to: self.find(index, &format!("next_steps/{place}"), Some(id)),
                })
                .collect()
            }
            StepBody::IfCondition { on_true, on_false, .. } => {
                let yes = self.find(index, "on_true", Some(on_true));
                two(
                    (Answer::Yes, yes),
                    (Answer::No, self.find(index, "on_false", on_false.as_deref())),
                )
            }
            StepBody::WhileCondition { on_true, .. } => {
                two((Answer::Yes, self.find(index, "on_true", Some(on_true))), (Answer::No, None))
            }
            StepBody::SwitchCondition { cases, .. } => {
                let mut arms: Vec<Arm> = cases
                    .iter()
                    .map(|(case, id)| Arm {
                        answer: match case.as_str() {
                            "default" => Answer::Default,
                            _ => Answer::Case(case.clone()),
                        },
                        to: self.find(index, &format!("cases/{case}"), Some(id)),
                    })
                    .collect();
                if !cases.contains_key("default") || arms.len() < 2 {
                    arms.push(Arm { answer: Answer::Other, to: None });
                }
                arms
            }
        };
        Flow::Fork { arms, next }
    }

    fn find(&mut self, index: usize, property: &str, id: Option<&str>) -> Option<usize> {
        let id = id?;
        let found = self.known.get(id).copied();
        if found.is_none() {
            self.dangling.push((index, property.to_owned(), id.to_owned()));
        }
        found
    }
}

/// A fork of two ways.
pub fn two(first: (Answer, Option<usize>), second: (Answer, Option<usize>)) -> Vec<Arm> {
    [first, second].into_iter().map(|(answer, to)| Arm { answer, to }).collect()
}
