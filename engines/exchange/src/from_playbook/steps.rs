//! The workflow of an exported playbook (section 4).

use std::collections::HashMap;

use hikeshi_kernel::Lang;
use hikeshi_playbook::{Branch, Playbook, Step, StepKind, UNKNOWN};
use indexmap::IndexMap;
use serde_json::{Map, json};

use super::actors;
use super::sequence::Item;
use crate::cacao::{CacaoStep, Command, StepBody, Variable, identifier};
use crate::extension;
use crate::to_playbook::Taken;

/// What the steps of a playbook became.
pub struct Written {
    /// Id of the start step.
    pub start: String,
    /// All steps, in the order in which they are gone through.
    pub workflow: IndexMap<String, CacaoStep>,
    /// One variable for each question.
    pub variables: IndexMap<String, Variable>,
}

/// Writes the sequence.
pub fn steps(playbook: &Playbook, items: &[Item<'_>]) -> Written {
    let mut writer = Writer {
        playbook,
        places: playbook.steps.iter().enumerate().map(|(at, s)| (s.id.as_str(), at)).collect(),
        variables: variables(playbook),
        workflow: IndexMap::new(),
        blocks: 0,
    };
    let start = writer.id("start", "start");
    let end = writer.id("end", "end");
    writer.workflow.insert(start.clone(), CacaoStep::of(StepBody::Start));
    let first = writer.items(items, end.clone());
    writer.workflow[&start].on_completion = Some(first);
    writer.workflow.insert(end, CacaoStep::of(StepBody::End));
    let of = |step: &Step| {
        let name = writer.variables.get(step.id.as_str()).cloned()?;
        Some((name, variable(step)))
    };
    let variables = playbook.steps.iter().filter_map(of).collect();
    Written { start, workflow: writer.workflow, variables }
}

struct Writer<'a> {
    playbook: &'a Playbook,
    places: HashMap<&'a str, usize>,
    /// Names of variables by question.
    variables: HashMap<&'a str, String>,
    workflow: IndexMap<String, CacaoStep>,
    blocks: usize,
}

impl Writer<'_> {
    /// Writes items that go on with `then`, and answers the id of the first.
    fn items(&mut self, items: &[Item<'_>], then: String) -> String {
        let numbers = items.iter().map(|item| self.item_id(item)).collect::<Vec<_>>();
        let nexts = numbers.iter().skip(1).cloned().chain([then.clone()]).collect::<Vec<_>>();
        for ((item, id), next) in items.iter().zip(&numbers).zip(nexts) {
            let mut step = match item {
                Item::Step(step) => self.action(step),
                Item::Block(branch, _) => self.block(branch),
            };
            step.on_completion = Some(next);
            self.workflow.insert(id.clone(), step);
            if let Item::Block(_, inner) = item {
                let end = id.replacen("if-condition", "end", 1);
                let first = self.items(inner, end.clone());
                if let StepBody::IfCondition { on_true, .. } = &mut self.workflow[id].body {
                    *on_true = first;
                }
                self.workflow.insert(end, CacaoStep::of(StepBody::End));
            }
        }
        numbers.into_iter().next().unwrap_or(then)
    }

    fn item_id(&mut self, item: &Item<'_>) -> String {
        match item {
            Item::Step(step) => self.id("action", &format!("step/{}", step.id)),
            Item::Block(..) => {
                self.blocks += 1;
                self.id("if-condition", &format!("block/{}", self.blocks))
            }
        }
    }

    fn id(&self, kind: &str, name: &str) -> String {
        identifier::made(kind, &format!("{}/{name}", self.playbook.id))
    }

    fn action(&self, step: &Step) -> CacaoStep {
        let out_args = self.variables.get(step.id.as_str()).cloned().into_iter().collect();
        let mut action = CacaoStep::of(StepBody::Action {
            commands: commands(step),
            agent: Some(actors::id(step.actor)),
            targets: Vec::new(),
            in_args: Vec::new(),
            out_args,
        });
        action.name = Some(step.title.get(Lang::En).to_owned());
        action.description = step.detail.as_ref().map(|detail| detail.get(Lang::En).to_owned());
        action.step_extensions = extension::under_id(json!({
            "type": extension::OF_STEP,
            "place": self.places.get(step.id.as_str()),
            "step": step,
        }));
        action
    }

    /// The condition is a pattern of STIX 2.1 on the variable of the question (section 4.8).
    fn block(&self, branch: &Branch) -> CacaoStep {
        let quoted =
            |answer: &String| format!("'{}'", answer.replace('\\', "\\\\").replace('\'', "\\'"));
        let answers: Vec<String> = branch.answer.iter().map(quoted).collect();
        let variable = self.variables.get(branch.step.as_str()).map_or("", String::as_str);
        let condition = match answers.as_slice() {
            [only] => format!("{variable}:value = {only}"),
            _ => format!("{variable}:value IN ({})", answers.join(", ")),
        };
        CacaoStep::of(StepBody::IfCondition {
            condition: Some(condition),
            on_true: String::new(),
            on_false: None,
        })
    }
}

/// A line of how to do it is a command for people; a question lists its answers.
pub(crate) fn commands(step: &Step) -> Vec<Command> {
    let manual = |text: String| Command {
        kind: "manual".to_owned(),
        command: Some(text),
        ..Command::default()
    };
    let mut lines: Vec<String> =
        step.how.iter().map(|line| line.get(Lang::En).to_owned()).collect();
    if lines.is_empty() || step.kind != StepKind::Task {
        let options = step.options.iter();
        let options =
            options.map(|option| format!("{}: {}", option.id, option.title.get(Lang::En)));
        let unknown = (step.kind == StepKind::Question).then(|| UNKNOWN.to_owned());
        let title = step.title.get(Lang::En).to_owned();
        let asked: Vec<String> = std::iter::once(title).chain(options).chain(unknown).collect();
        lines.push(asked.join("\n"));
    }
    lines.into_iter().map(manual).collect()
}

fn variable(step: &Step) -> Variable {
    Variable {
        kind: "string".to_owned(),
        description: Some(step.title.get(Lang::En).to_owned()),
        value: None,
        rest: Map::from_iter([
            ("constant".to_owned(), json!(false)),
            ("external".to_owned(), json!(false)),
        ]),
    }
}

/// A name for the answer to each question, in the letters that section 10.18 allows.
fn variables(playbook: &Playbook) -> HashMap<&str, String> {
    let mut taken = Taken::default();
    let questions = playbook.steps.iter().filter(|step| step.kind != StepKind::Task);
    questions
        .map(|step| {
            let name = taken.free(&step.id, "question");
            (step.id.as_str(), format!("__answer_{}__", name.replace('.', "_")))
        })
        .collect()
}
