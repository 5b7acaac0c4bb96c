//! How the parts of a CACAO playbook look in ours.

use hikeshi_exchange::About;
use hikeshi_playbook::{Actor, Branch, Step, StepKind, UNKNOWN, check};
use serde_json::{Value, json};

use crate::{around, id, import, small};

fn en(text: &hikeshi_kernel::LocalText) -> &str {
    text.en.as_deref().expect("English")
}

fn how(step: &Step) -> Vec<&str> {
    step.how.iter().map(en).collect()
}

fn with_action(change: impl Fn(&mut Value)) -> Value {
    let mut playbook = small();
    change(&mut playbook["workflow"][id("action", 2)]);
    playbook
}

#[test]
fn an_action_becomes_a_task_with_its_commands_as_lines() {
    let taken = import(&with_action(|action| {
        action["description"] = json!("Because it spreads.\nAsk first.");
        action["commands"] = json!([
            {"type": "manual", "command": "Look\nPull the cable"},
            {"type": "powershell", "command": "Stop-Computer", "description": "Power off"},
            {"type": "bash", "command_b64": "ZWNobyBoaQ=="},
            {"type": "openc2-http", "command": "POST /x", "content_b64": "/w=="},
        ]);
    }));
    let step = &taken.playbook.steps[0];
    assert_eq!((step.kind, en(&step.title)), (StepKind::Task, "Unplug"));
    assert_eq!(step.detail.as_ref().map(en), Some("Because it spreads."));
    let lines = how(step);
    assert_eq!(lines[..3], ["Ask first.", "Look", "Pull the cable"]);
    let programs: Vec<_> =
        lines.iter().filter(|line| line.contains("command for a program")).collect();
    for (line, kind) in programs.iter().zip(["(powershell)", "(bash)", "(openc2-http)"]) {
        assert!(line.contains(kind), "{line}");
    }
    assert!(lines.contains(&"Stop-Computer") && lines.contains(&"echo hi"), "{lines:?}");
    assert!(lines.last().expect("lines").contains("(1 bytes)"), "{lines:?}");
    let automated = |about: &About| matches!(about, About::Automated { .. });
    assert_eq!(taken.remarks.iter().filter(|remark| automated(&remark.about)).count(), 3);
}

#[test]
fn the_head_says_who_took_it_over_and_that_nobody_checked_it() {
    let mut file = small();
    file["valid_until"] = json!("2027-03-31T15:00:00.000Z");
    file["external_references"] = json!([{"name": "A guide", "url": "https://a.example/"}]);
    let book = import(&file).playbook;
    assert_eq!(book.id, id("playbook", 1));
    assert_eq!((book.version.as_str(), book.reviewed_on.as_str()), ("2026.11", "2026-11-21"));
    assert_eq!((book.kind.as_str(), book.reviewer.as_str()), ("ransomware", "A. Reviewer"));
    assert_eq!(book.valid_until.as_deref(), Some("2027-04-01"), "the day in Japan");
    assert_eq!(book.sources.len(), 2);
    assert!(book.steps.iter().all(|step| step.confidence == hikeshi_kernel::Confidence::ToCheck));
    assert_eq!(book.phases.len(), 1);
}

#[test]
fn delay_and_timeout_add_up_to_the_time_a_step_is_due() {
    let file = around(json!({
        id("start", 1): {"type": "start", "on_completion": id("action", 2)},
        id("action", 2): {"type": "action", "timeout": 90_000, "on_completion": id("action", 4)},
        id("action", 4): {"type": "action", "on_completion": id("action", 5)},
        id("action", 5): {"type": "action", "delay": 600_000, "on_completion": id("end", 3)},
        id("end", 3): {"type": "end"},
    }));
    let due: Vec<_> = import(&file).playbook.steps.iter().map(|step| step.due).collect();
    assert_eq!(due, [Some(2), None, Some(12)]);
}

#[test]
fn agents_become_parts_and_keep_their_names_in_the_text() {
    for (kind, actor) in
        [("individual", Actor::Staff), ("organization", Actor::Provider), ("linux", Actor::Staff)]
    {
        let mut file = small();
        file["agent_definitions"] = json!({id("individual", 9): {"type": kind, "name": "Ms A"}});
        let step = import(&file).playbook.steps.remove(0);
        assert_eq!(step.actor, actor, "{kind}: a command for people stays with people");
        assert!(en(step.note.as_ref().expect("a note")).contains("Ms A"));
    }
    let program = with_action(|action| action["commands"][0]["type"] = json!("bash"));
    assert_eq!(import(&program).playbook.steps[0].actor, Actor::SystemAdmin);
}

fn fork() -> Value {
    around(json!({
        id("start", 1): {"type": "start", "on_completion": id("switch-condition", 2)},
        id("switch-condition", 2): {
            "type": "switch-condition", "name": "Which system", "switch": "__os__:value",
            "cases": {"Windows 11": id("action", 4), "unknown": id("action", 5), "default": id("action", 6)},
            "on_completion": id("while-condition", 7),
        },
        id("action", 4): {"type": "action", "on_completion": id("end", 3)},
        id("action", 5): {"type": "action", "on_completion": id("end", 3)},
        id("action", 6): {"type": "action", "on_completion": id("end", 3)},
        id("while-condition", 7): {
            "type": "while-condition", "condition": "__n__:value > 0",
            "on_true": id("playbook-action", 8), "on_completion": id("end", 3),
        },
        id("playbook-action", 8): {
            "type": "playbook-action", "playbook_id": id("playbook", 77), "on_completion": id("end", 3),
        },
        id("end", 3): {"type": "end"},
    }))
}

#[test]
fn a_switch_becomes_a_question_and_unknown_opens_the_default() {
    let book = import(&fork()).playbook;
    assert_eq!(check(&book), []);
    let question = book.step(&id("switch-condition", 2)).expect("the question");
    let options: Vec<&str> = question.options.iter().map(|option| option.id.as_str()).collect();
    assert_eq!(options, ["windows-11", "unknown-2", "default"]);
    assert_eq!(en(&question.options[0].title), "Windows 11");
    assert!(how(question)[0].contains("__os__:value"));
    let hangs = |number| book.step(&id("action", number)).expect("a step").only_if.clone();
    let on = |answer: &[&str]| {
        let answer = answer.iter().map(|answer| (*answer).to_owned()).collect();
        Some(Branch { step: id("switch-condition", 2), answer })
    };
    assert_eq!(hangs(4), on(&["windows-11"]));
    assert_eq!(hangs(6), on(&["default", UNKNOWN]));
}

#[test]
fn a_loop_asks_and_says_to_repeat_and_another_playbook_is_named() {
    let book = import(&fork()).playbook;
    let question = book.step(&id("while-condition", 7)).expect("the question");
    let again = question.options[0].leads_to_note.as_ref().expect("a hint");
    assert!(en(again).contains("again"), "{again:?}");
    let other = book.step(&id("playbook-action", 8)).expect("the other playbook");
    assert!(en(&other.title).contains(&id("playbook", 77)));
    let branch = other.only_if.clone().expect("a branch");
    assert_eq!(branch.answer, ["yes", UNKNOWN]);
}

#[test]
fn a_failure_is_asked_for_and_its_branch_hangs_on_the_answer() {
    let file = around(json!({
        id("start", 1): {"type": "start", "on_completion": id("action", 2)},
        id("action", 2): {
            "type": "action", "name": "Restore", "on_success": id("end", 3), "on_failure": id("action", 4),
        },
        id("action", 4): {"type": "action", "name": "Call the firm", "on_completion": id("end", 3)},
        id("end", 3): {"type": "end"},
    }));
    let book = import(&file).playbook;
    let asked = format!("{}.outcome", id("action", 2));
    let question = book.step(&asked).expect("the question");
    assert!(en(&question.title).contains("Restore"));
    assert_eq!(question.after, [id("action", 2)]);
    let answer = vec!["failed".to_owned(), UNKNOWN.to_owned()];
    let branch = Branch { step: asked, answer };
    assert_eq!(book.step(&id("action", 4)).expect("the task").only_if, Some(branch));
}

#[test]
fn what_to_do_when_the_playbook_fails_is_a_branch_of_its_own() {
    let mut file = small();
    file["workflow"][id("action", 8)] =
        json!({"type": "action", "name": "Call for help", "on_completion": id("end", 3)});
    file["workflow_exception"] = json!(id("action", 8));
    let taken = import(&file);
    let help = taken.playbook.step(&id("action", 8)).expect("the step");
    assert_eq!(help.only_if.as_ref().map(|branch| branch.step.as_str()), Some("exception"));
    assert!(!taken.remarks.iter().any(|remark| remark.about == About::Unreachable));
}

#[test]
fn a_way_back_says_where_to_begin_again_and_a_lost_step_is_left_out_with_a_remark() {
    let file = around(json!({
        id("start", 1): {"type": "start", "on_completion": id("action", 2)},
        id("action", 2): {"type": "action", "name": "Look", "on_completion": id("if-condition", 4)},
        id("if-condition", 4): {
            "type": "if-condition", "condition": "x", "on_true": id("end", 3), "on_false": id("action", 5),
        },
        id("action", 5): {"type": "action", "name": "Wait", "on_completion": id("action", 2)},
        id("action", 6): {"type": "action", "name": "Lost", "on_completion": id("end", 3)},
        id("end", 3): {"type": "end"},
    }));
    let taken = import(&file);
    assert_eq!(check(&taken.playbook), []);
    let wait = taken.playbook.step(&id("action", 5)).expect("the step");
    assert!(en(wait.note.as_ref().expect("a note")).contains("Look"));
    assert!(taken.playbook.step(&id("action", 6)).is_none());
    let about = |wanted: &About| {
        taken.remarks.iter().find(|remark| remark.about == *wanted).and_then(|r| r.step.clone())
    };
    assert_eq!(about(&About::GoesBack), Some(id("action", 5)));
    assert_eq!(about(&About::Unreachable), Some(id("action", 6)));
}

#[test]
fn a_step_that_branches_of_different_questions_lead_to_says_in_which_cases() {
    let file = around(json!({
        id("start", 1): {"type": "start", "on_completion": id("if-condition", 2)},
        id("if-condition", 2): {
            "type": "if-condition", "name": "Encrypted?", "condition": "x",
            "on_true": id("action", 5), "on_false": id("if-condition", 4),
        },
        id("if-condition", 4): {
            "type": "if-condition", "name": "Leaked?", "condition": "y",
            "on_true": id("action", 5), "on_false": id("end", 3),
        },
        id("action", 5): {"type": "action", "name": "Tell the police", "on_completion": id("end", 3)},
        id("end", 3): {"type": "end"},
    }));
    let taken = import(&file);
    let tell = taken.playbook.step(&id("action", 5)).expect("the step");
    assert_eq!(tell.only_if, None);
    let note = en(tell.note.as_ref().expect("a note"));
    assert!(note.contains("Encrypted?: Yes") && note.contains("Leaked?: Yes"), "{note}");
    assert!(taken.remarks.iter().any(|remark| remark.about == About::JoinedBranches));
}
