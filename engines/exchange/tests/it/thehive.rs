//! Case templates of TheHive.

use hikeshi_exchange::thehive::{CaseTemplate, read, to_playbook};
use hikeshi_exchange::{About, Remark};
use hikeshi_playbook::{Playbook, check};
use serde_json::{Value, json};

use crate::{intake, place, words};

fn template(value: &Value) -> CaseTemplate {
    read(value.to_string().as_bytes()).unwrap_or_else(|refusals| panic!("{refusals:#?}"))
}

fn book(value: &Value) -> Playbook {
    to_playbook(&template(value), &words(), &intake()).playbook
}

fn sample() -> Value {
    json!({
        "_type": "CaseTemplate", "name": "Defacement", "displayName": "", "titlePrefix": null,
        "description": "# Use\n\nWhen the site **changed**.",
        "severity": 3, "tlp": 2, "tlpLabel": "AMBER+STRICT", "pap": 1, "tags": ["web", "web"],
        "customFields": [],
        "tasks": [
            {"title": "Restore", "group": "Recovery", "order": 1, "description": null},
            {
                "title": "Block", "group": "Containment", "order": 0, "mandatory": true,
                "description": "### Objective\n\nStop it.\n\n---\n\n* **Take it** off\n* See [the sheet](https://a.example/)",
            },
            {"title": "Block", "group": "Containment", "order": 2},
        ],
    })
}

#[test]
fn groups_become_phases_and_tasks_become_steps_in_their_order() {
    let book = book(&sample());
    assert_eq!(check(&book), []);
    let phases: Vec<_> = book.phases.iter().map(|phase| phase.id.as_str()).collect();
    assert_eq!(phases, ["containment", "recovery"]);
    let steps: Vec<_> = book.steps.iter().map(|s| (s.id.as_str(), s.phase.as_str())).collect();
    let expected = [("block", "containment"), ("restore", "recovery"), ("block-2", "containment")];
    assert_eq!(steps, expected);
    let first = &book.steps[0];
    assert_eq!(first.detail.as_ref().map(|text| text.ja.as_str()), Some("Objective: Stop it."));
    let how: Vec<_> = first.how.iter().map(|line| line.ja.as_str()).collect();
    assert_eq!(how, ["Take it off", "See the sheet (https://a.example/)"]);
    assert!(first.note.is_some(), "the template requires it");
    assert_eq!(first.tags, ["web"]);
    let summary = book.summary.en.as_deref().expect("English");
    for part in ["When the site changed.", "HIGH", "AMBER+STRICT", "GREEN"] {
        assert!(summary.contains(part), "{summary}");
    }
}

#[test]
fn an_older_template_without_groups_or_order_is_taken_too() {
    let old = json!({"name": "Old", "tasks": [{"title": "A"}, {"title": "B", "group": "default"}],
        "customFields": {}, "metrics": {}});
    let taken = to_playbook(&template(&old), &words(), &intake());
    assert_eq!(check(&taken.playbook), []);
    assert_eq!(taken.playbook.steps.len(), 2);
    assert_eq!(taken.playbook.phases.len(), 1);
    assert_eq!(taken.remarks.len(), 1);
}

#[test]
fn what_is_no_template_is_refused_with_the_place() {
    let refused = |value: &Value| {
        let refusals = read(value.to_string().as_bytes()).expect_err("refused");
        refusals.iter().map(|refusal| (refusal.code(), refusal.at.clone())).collect::<Vec<_>>()
    };
    let one = |code: &str, at: &str| vec![(code.to_owned(), at.to_owned())];
    assert_eq!(refused(&json!({"_type": "Case", "tasks": []})), one("not-a-case-template", ""));
    assert_eq!(refused(&crate::small()), one("not-a-case-template", ""));
    assert_eq!(refused(&json!({"name": "x", "tasks": []})), one("nothing-to-do", "/tasks"));
    let untitled = json!({"name": "x", "tasks": [{"group": "y"}]});
    assert_eq!(refused(&untitled), one("missing-property", "/tasks/0"));
    let many = json!({"name": "x", "tasks": vec![json!({"title": "y"}); 2_001]});
    assert_eq!(refused(&many), one("too-many-steps", "/tasks"));
}

#[test]
fn a_text_that_no_step_can_show_is_cut_and_said_so() {
    let text = |lines: usize| (0..lines).map(|n| format!("* {n}\n")).collect::<String>();
    let of = |lines| {
        let one = json!({"name": "x", "tasks": [{"title": "y", "group": "z", "description": text(lines)}]});
        to_playbook(&template(&one), &words(), &intake())
    };
    assert_eq!((of(200).playbook.steps[0].how.len(), of(200).remarks), (199, vec![]));
    let cut = About::TextCut;
    assert_eq!(of(201).remarks, [Remark { step: Some("y".into()), about: cut }]);
}

#[test]
fn every_published_template_becomes_a_sound_playbook_with_all_its_tasks() {
    let Some(folder) = place::shared("thehive-templates") else { return };
    let files = place::json_files(&folder);
    assert_eq!(files.len(), 34);
    let mut tasks = 0;
    for (name, bytes) in &files {
        let template = read(bytes).unwrap_or_else(|refusals| panic!("{name}: {refusals:#?}"));
        let source: Value = serde_json::from_slice(bytes).expect("JSON");
        let taken = to_playbook(&template, &words(), &intake());
        assert_eq!(check(&taken.playbook), [], "{name}");
        let count = source["tasks"].as_array().expect("tasks").len();
        assert_eq!(taken.playbook.steps.len(), count, "{name}");
        assert_eq!(taken.remarks, [], "{name}: nothing was cut");
        let shown = serde_json::to_string(&taken.playbook).expect("JSON");
        assert!(!shown.contains("**") && !shown.contains("]("), "{name}: marks are left");
        tasks += count;
    }
    assert_eq!(tasks, 293);
}
