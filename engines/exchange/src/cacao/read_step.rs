//! Reads one workflow step (section 4) and its commands (section 5).

use indexmap::IndexMap;
use serde_json::Value;

use crate::cacao::commands::Command;
use crate::cacao::read::{reference, variable};
use crate::cacao::steps::{CacaoStep, StepBody};
use crate::object::Object;
use crate::refusal::{Reason, Wanted};

pub(super) fn step(mut from: Object<'_>) -> Option<CacaoStep> {
    let kind = from.required("type");
    let body = match kind.as_str() {
        "start" => StepBody::Start,
        "end" => StepBody::End,
        "action" => StepBody::Action {
            commands: from.objects("commands", command),
            agent: from.name("agent"),
            targets: from.names("targets"),
            in_args: from.names("in_args"),
            out_args: from.names("out_args"),
        },
        "playbook-action" => StepBody::PlaybookAction {
            playbook_id: from.required("playbook_id"),
            playbook_version: from.name("playbook_version"),
            in_args: from.names("in_args"),
            out_args: from.names("out_args"),
        },
        "parallel" => StepBody::Parallel { next_steps: next_steps(&mut from) },
        "if-condition" => StepBody::IfCondition {
            condition: from.text("condition"),
            on_true: from.required("on_true"),
            on_false: from.name("on_false"),
        },
        "while-condition" => StepBody::WhileCondition {
            condition: from.text("condition"),
            on_true: from.required("on_true"),
        },
        "switch-condition" => {
            StepBody::SwitchCondition { switch: from.text("switch"), cases: cases(&mut from) }
        }
        "" => return None,
        _ => {
            from.refuse("type", Reason::UnknownStepType { found: kind });
            return None;
        }
    };
    Some(CacaoStep {
        body,
        name: from.name("name"),
        description: from.text("description"),
        external_references: from.objects("external_references", reference),
        delay: from.whole("delay"),
        timeout: from.whole("timeout"),
        step_variables: from.entries("step_variables", variable),
        owner: from.name("owner"),
        on_completion: from.name("on_completion"),
        on_success: from.name("on_success"),
        on_failure: from.name("on_failure"),
        step_extensions: from.map_of("step_extensions"),
        rest: from.rest(),
    })
}

fn next_steps(from: &mut Object<'_>) -> Vec<String> {
    let steps = from.names("next_steps");
    if steps.is_empty() {
        from.refuse("", Reason::MissingProperty { property: "next_steps".into() });
    }
    steps
}

fn cases(from: &mut Object<'_>) -> IndexMap<String, String> {
    let cases = from.map_of("cases");
    if cases.is_empty() {
        from.refuse("", Reason::MissingProperty { property: "cases".into() });
    }
    let mut named = IndexMap::new();
    for (value, to) in cases {
        match to {
            Value::String(to) => {
                named.insert(value, to);
            }
            _ => from.refuse("cases", Reason::WrongType { wanted: Wanted::Text }),
        }
    }
    named
}

fn command(mut from: Object<'_>) -> Command {
    Command {
        kind: from.required("type"),
        description: from.text("description"),
        command: from.text("command"),
        command_b64: from.text("command_b64"),
        content: from.text("content"),
        content_b64: from.text("content_b64"),
        version: from.name("version"),
        playbook_activity: from.name("playbook_activity"),
        external_references: from.objects("external_references", reference),
        rest: from.rest(),
    }
}
