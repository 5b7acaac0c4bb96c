//! The beginning of a procedure, as the emergency manual prints it: what is done until help is called.

use hikeshi_playbook::{Actor, Step, StepKind};

/// The picture beside a step in which somebody telephones.
const CALL: &str = "phone";
/// At most so many.
const MOST: usize = 8;

/// Tasks up to the first call for help, which is one that everybody comes to and that is not the word
/// of the finder to whoever is in charge. What comes after a decision depends on it: the list ends
/// before. Questions are left out, since paper does not branch.
pub(super) fn first_steps(steps: &[Step]) -> Vec<&Step> {
    let mut first = Vec::new();
    for step in steps {
        match step.kind {
            StepKind::Question => continue,
            StepKind::Decision => break,
            StepKind::Task => first.push(step),
        }
        let calls = step.icon.as_deref() == Some(CALL) && step.actor != Actor::Finder;
        if (calls && step.only_if.is_none()) || first.len() == MOST {
            break;
        }
    }
    first
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn step(id: &str, kind: &str, actor: &str) -> Value {
        json!({ "id": id, "phase": "p", "kind": kind, "actor": actor, "confidence": "own",
                "title": { "ja": id, "en": id } })
    }

    fn call(id: &str, actor: &str) -> Value {
        let mut step = step(id, "task", actor);
        step["icon"] = json!(CALL);
        step
    }

    fn ids(steps: &[Value]) -> Vec<String> {
        let steps: Vec<Step> = serde_json::from_value(Value::from(steps.to_vec())).unwrap();
        first_steps(&steps).into_iter().map(|step| step.id.clone()).collect()
    }

    #[test]
    fn tasks_are_named_up_to_the_first_call_for_help_without_questions() {
        let steps = [
            call("tell", "finder"),
            step("unplug", "task", "finder"),
            step("spread", "question", "staff"),
            call("help", "officer"),
            step("later", "task", "staff"),
        ];
        assert_eq!(ids(&steps), ["tell", "unplug", "help"]);
    }

    #[test]
    fn a_call_that_not_everybody_makes_does_not_end_it_and_a_decision_does() {
        let mut bank = call("bank", "officer");
        bank["only_if"] = json!({ "step": "paid", "answer": ["yes"] });
        let steps = [
            bank,
            step("stop", "task", "officer"),
            step("power", "decision", "officer"),
            step("off", "task", "staff"),
        ];
        assert_eq!(ids(&steps), ["bank", "stop"]);
        let many: Vec<Value> = (0..20).map(|at| step(&format!("s{at}"), "task", "staff")).collect();
        assert_eq!(ids(&many).len(), MOST);
    }
}
