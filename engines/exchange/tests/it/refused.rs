//! What is refused, at which step, with which code.

use hikeshi_exchange::{MAX_BYTES, MAX_STEPS, Reason, read};
use serde_json::{Value, json};

use crate::{around, id, small};

/// The code and the step of every refusal.
fn refused(value: &Value) -> Vec<(String, Option<String>)> {
    refused_text(&value.to_string())
}

fn refused_text(text: &str) -> Vec<(String, Option<String>)> {
    let refusals = read(text.as_bytes()).expect_err("this should be refused");
    refusals.iter().map(|refusal| (refusal.code(), refusal.step.clone())).collect()
}

fn at(code: &str, step: String) -> Vec<(String, Option<String>)> {
    vec![(code.to_owned(), Some(step))]
}

fn whole(code: &str) -> Vec<(String, Option<String>)> {
    vec![(code.to_owned(), None)]
}

fn with(path: &str, value: Value) -> Value {
    let mut changed = small();
    let (parent, key) = path.rsplit_once('/').expect("a path");
    let parent = changed.pointer_mut(parent).expect("it exists");
    match value {
        Value::Null => {
            parent.as_object_mut().expect("an object").shift_remove(key);
        }
        value => parent[key] = value,
    }
    changed
}

#[test]
fn a_small_playbook_is_not_refused() {
    crate::read_value(&small());
}

#[test]
fn a_step_that_is_named_but_missing_is_refused_where_it_is_named() {
    let action = format!("/workflow/{}", id("action", 2));
    let gone = with(&format!("{action}/on_completion"), json!(id("end", 4)));
    assert_eq!(refused(&gone), at("missing-step", id("action", 2)));
    let refusals = read(gone.to_string().as_bytes()).expect_err("refused");
    assert_eq!(refusals[0].at, format!("{action}/on_completion"));
    assert_eq!(refusals[0].reason, Reason::MissingStep { id: id("end", 4) });
    let text = refusals[0].to_string();
    assert!(text.contains(&id("end", 4)) && text.contains("does not exist"), "{text}");
    let every = json!([
        {"type": "if-condition", "condition": "x", "on_true": id("end", 8), "on_false": id("end", 9)},
        {"type": "switch-condition", "switch": "x", "cases": {"a": id("end", 8), "b": id("end", 9)}},
        {"type": "parallel", "next_steps": [id("end", 8), id("end", 9)]},
        {"type": "action", "on_success": id("end", 8), "on_failure": id("end", 9)},
    ]);
    for step in every.as_array().expect("a list") {
        let broken = with(&format!("/workflow/{}", id("action", 2)), step.clone());
        assert_eq!(refused(&broken).len(), 2, "{step}");
    }
    assert_eq!(refused(&with("/workflow_exception", json!(id("end", 9)))), whole("missing-step"));
}

#[test]
fn two_steps_of_one_id_are_refused_although_json_readers_lose_one() {
    let text = small().to_string();
    let end = format!("\"{}\":{{\"type\":\"end\"}}", id("end", 3));
    let twice = text.replace(&end, &format!("{end},{end}"));
    assert_eq!(refused_text(&twice), at("duplicate-step", id("end", 3)));
    let named = text.replace("\"name\":\"Unplug\"", "\"name\":\"Unplug\",\"name\":\"Burn\"");
    assert_eq!(refused_text(&named), at("duplicate-key", id("action", 2)));
}

#[test]
fn steps_that_go_round_without_a_way_out_are_refused_with_their_names() {
    let round = around(json!({
        id("start", 1): {"type": "start", "on_completion": id("action", 2)},
        id("action", 2): {"type": "action", "on_completion": id("action", 4)},
        id("action", 4): {"type": "action", "on_completion": id("action", 5)},
        id("action", 5): {"type": "action", "on_completion": id("action", 4)},
        id("end", 3): {"type": "end"},
    }));
    let refusals = read(round.to_string().as_bytes()).expect_err("refused");
    let steps = vec![id("action", 4), id("action", 5)];
    assert_eq!(refusals[0].reason, Reason::CycleWithoutExit { steps });
    assert_eq!(refusals[0].step, Some(id("action", 4)));
}

#[test]
fn a_branch_that_ends_does_not_excuse_a_step_that_follows_itself() {
    let round = around(json!({
        id("start", 1): {"type": "start", "on_completion": id("if-condition", 2)},
        id("if-condition", 2): {
            "type": "if-condition", "condition": "x", "on_true": id("end", 3),
            "on_completion": id("if-condition", 2),
        },
        id("end", 3): {"type": "end"},
    }));
    assert_eq!(refused(&round), at("cycle-without-exit", id("if-condition", 2)));
    let one_branch = around(json!({
        id("start", 1): {"type": "start", "on_completion": id("if-condition", 2)},
        id("if-condition", 2): {
            "type": "if-condition", "condition": "x", "on_true": id("action", 4),
            "on_false": id("end", 3),
        },
        id("action", 4): {"type": "action", "on_completion": id("action", 4)},
        id("end", 3): {"type": "end"},
    }));
    assert_eq!(refused(&one_branch), at("cycle-without-exit", id("action", 4)));
}

#[test]
fn loops_that_something_can_end_are_taken() {
    let way_back = around(json!({
        id("start", 1): {"type": "start", "on_completion": id("action", 2)},
        id("action", 2): {"type": "action", "on_completion": id("if-condition", 4)},
        id("if-condition", 4): {
            "type": "if-condition", "condition": "x", "on_true": id("end", 3),
            "on_false": id("action", 2),
        },
        id("end", 3): {"type": "end"},
    }));
    crate::read_value(&way_back);
    let repeated = around(json!({
        id("start", 1): {"type": "start", "on_completion": id("while-condition", 4)},
        id("while-condition", 4): {
            "type": "while-condition", "condition": "x", "on_true": id("action", 2),
            "on_completion": id("end", 3),
        },
        id("action", 2): {"type": "action", "on_completion": id("while-condition", 4)},
        id("end", 3): {"type": "end"},
    }));
    crate::read_value(&repeated);
}

#[test]
fn what_is_no_cacao_two_playbook_is_refused_by_name() {
    assert_eq!(refused(&with("/type", json!("identity"))), whole("not-a-playbook"));
    assert_eq!(refused(&with("/spec_version", json!("cacao-1.1"))), whole("unknown-version"));
    assert_eq!(refused(&json!([])), whole("wrong-type"));
    assert_eq!(refused_text("{"), whole("not-json"));
    assert_eq!(refused_text(""), whole("not-json"));
    let step = format!("/workflow/{}/type", id("action", 2));
    assert_eq!(refused(&with(&step, json!("single"))), at("unknown-step-type", id("action", 2)));
}

#[test]
fn a_workflow_needs_a_start_and_an_end() {
    let start = format!("/workflow/{}", id("start", 1));
    assert_eq!(refused(&with(&start, Value::Null)), whole("no-start"));
    assert_eq!(refused(&with("/workflow_start", json!(id("end", 3)))), whole("not-a-start"));
    assert_eq!(refused(&with("/workflow_start", json!(id("start", 7)))), whole("missing-step"));
    assert_eq!(refused(&with("/workflow_start", Value::Null)), whole("missing-property"));
    assert_eq!(refused(&with("/workflow", Value::Null)), whole("missing-property"));
    let end = format!("/workflow/{}/type", id("end", 3));
    assert!(refused(&with(&end, json!("action"))).contains(&("no-end".to_owned(), None)));
}

#[test]
fn a_value_of_the_wrong_form_is_refused_where_it_stands() {
    let action = format!("/workflow/{}", id("action", 2));
    for (property, value) in [
        ("name", json!(5)),
        ("timeout", json!("soon")),
        ("timeout", json!(-1)),
        ("commands", json!("rm")),
        ("commands", json!([1])),
        ("on_completion", json!(["x"])),
        ("step_variables", json!([1])),
    ] {
        let wrong = with(&format!("{action}/{property}"), value);
        assert_eq!(refused(&wrong), at("wrong-type", id("action", 2)), "{property}");
    }
    let huge = small().to_string().replace("\"type\":\"end\"", "\"type\":\"end\",\"x\":1e300");
    assert_eq!(refused_text(&huge), at("number-out-of-range", id("end", 3)));
}

#[test]
fn what_is_empty_says_nothing_and_is_kept() {
    let mut sparse = small();
    sparse["labels"] = json!([]);
    sparse["description"] = Value::Null;
    sparse["playbook_variables"] = json!({});
    sparse["workflow"][id("action", 2)]["timeout"] = Value::Null;
    sparse["workflow"][id("action", 2)]["x_own"] = json!({"kept": [1, null]});
    assert_eq!(crate::read_value(&sparse).playbook.to_value(), sparse);
    sparse["name"] = Value::Null;
    assert_eq!(refused(&sparse), whole("missing-property"));
}

#[test]
fn absurd_sizes_are_refused_with_the_limit() {
    assert_eq!(refused_text(&" ".repeat(MAX_BYTES + 1)), whole("too-large"));
    let steps = (0..=MAX_STEPS).map(|n| (id("end", n), json!({"type": "end"}))).collect();
    assert_eq!(refused(&around(Value::Object(steps))), whole("too-many-steps"));
    let text = format!("[{}1]", "1,".repeat(300_000));
    assert_eq!(refused_text(&text), whole("too-many-values"));
    let long = with("/description", json!("x".repeat(300_000)));
    assert_eq!(refused(&long), whole("text-too-long"));
    let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    let deep = small().to_string().replacen('{', &format!("{{\"x\":{deep},"), 1);
    assert_eq!(refused_text(&deep), whole("too-deep"));
    let deepest = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    assert!(["too-deep", "not-json"].contains(&refused_text(&deepest)[0].0.as_str()));
}

#[test]
fn branches_within_branches_have_an_end() {
    let nested = |depth: usize| {
        let mut workflow = json!({
            id("start", 1): {"type": "start", "on_completion": id("if-condition", 10)},
            id("end", 3): {"type": "end"},
            id("action", 10 + depth): {"type": "action", "on_completion": id("end", 3)},
        });
        for level in 10..10 + depth {
            let kind = if level + 1 < 10 + depth { "if-condition" } else { "action" };
            workflow[id("if-condition", level)] = json!({
                "type": "if-condition", "condition": "x", "on_true": id(kind, level + 1),
                "on_completion": id("end", 3),
            });
        }
        around(workflow)
    };
    crate::read_value(&nested(60));
    let codes = refused(&nested(70));
    assert_eq!(codes[0].0, "branches-too-deep");
}
