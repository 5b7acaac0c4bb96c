//! `hikeshi playbook` as a process: files in, answers and exit codes out.

use std::{
    path::Path,
    process::{Command, Output},
};

use serde_json::{Value, json};

/// Runs `hikeshi playbook` in a folder, without a data folder.
fn playbook(folder: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hikeshi"));
    command.current_dir(folder).arg("playbook").args(more).output().unwrap()
}

/// What `validate --json` says of one file.
fn validated(bytes: &[u8]) -> (bool, Value) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("file"), bytes).unwrap();
    let output = playbook(folder.path(), &["validate", "file", "--json", "--lang", "en"]);
    let mut answers: Value = serde_json::from_slice(&output.stdout).unwrap();
    (output.status.success(), answers[0].take())
}

const START: &str = "start--00000000-0000-4000-8000-000000000001";
const ACTION: &str = "action--00000000-0000-4000-8000-000000000002";
const END: &str = "end--00000000-0000-4000-8000-000000000003";

fn small() -> Value {
    json!({
        "type": "playbook",
        "spec_version": "cacao-2.0",
        "id": "playbook--00000000-0000-4000-8000-000000000001",
        "name": "Small",
        "created_by": "identity--00000000-0000-4000-8000-000000000002",
        "created": "2026-11-20T16:00:00.000Z",
        "modified": "2026-11-20T16:00:00.000Z",
        "workflow_start": START,
        "workflow": {
            START: {"type": "start", "on_completion": ACTION},
            ACTION: {
                "type": "action",
                "name": "Unplug",
                "commands": [{"type": "manual", "command": "Pull the cable"}],
                "agent": "individual--00000000-0000-4000-8000-000000000009",
                "on_completion": END,
            },
            END: {"type": "end"},
        },
    })
}

/// The small playbook with one thing changed.
fn with(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut value = small();
    change(&mut value);
    value.to_string().into_bytes()
}

/// The only action of the small playbook.
fn action(playbook: &mut Value) -> &mut serde_json::Map<String, Value> {
    playbook["workflow"][ACTION].as_object_mut().unwrap()
}

/// A step that carries out the small playbook.
fn calls_itself() -> serde_json::Map<String, Value> {
    let step = json!({
        "type": "playbook-action",
        "playbook_id": small()["id"],
        "on_completion": END,
    });
    step.as_object().unwrap().clone()
}

/// More steps than are read, one after the other.
fn endless() -> Vec<u8> {
    with(|value| {
        for number in 0..2_100 {
            let id = format!("action--00000000-0000-4000-8000-{number:012x}");
            let next = format!("action--00000000-0000-4000-8000-{:012x}", number + 1);
            value["workflow"][id] = json!({"type": "action", "on_completion": next});
        }
    })
}

fn broken_files() -> Vec<(&'static str, Vec<u8>)> {
    let text = small().to_string();
    let yaml = "id: a\nversion: '1'\n";
    let template = |tasks: Value| json!({"name": "T", "tasks": tasks}).to_string().into_bytes();
    vec![
        ("missing-step", with(|v| v["workflow"][ACTION]["on_completion"] = json!("end--x"))),
        ("missing-step", with(|v| v["workflow_start"] = json!("start--x"))),
        ("missing-step", with(|v| v["workflow"][ACTION]["on_failure"] = json!("action--gone"))),
        ("cycle-without-exit", with(|v| v["workflow"][ACTION]["on_completion"] = json!(ACTION))),
        ("unknown-step-type", with(|v| v["workflow"][ACTION]["type"] = json!("dance"))),
        ("duplicate-step", text.replace(END, ACTION).into_bytes()),
        (
            "duplicate-key",
            text.replacen("\"name\":\"Small\"", "\"name\":\"a\",\"name\":\"b\"", 1).into_bytes(),
        ),
        ("unknown-version", with(|v| v["spec_version"] = json!("cacao-9.9"))),
        ("unknown-version", with(|v| v["spec_version"] = json!("1.1"))),
        ("missing-property", with(|v| drop(v.as_object_mut().unwrap().remove("workflow")))),
        ("missing-property", with(|v| drop(v.as_object_mut().unwrap().remove("workflow_start")))),
        ("not-a-playbook", with(|v| v["type"] = json!("identity"))),
        ("not-a-start", with(|v| v["workflow_start"] = json!(ACTION))),
        ("no-end", with(|v| drop(v["workflow"].as_object_mut().unwrap().remove(END)))),
        ("wrong-type", with(|v| v["workflow"] = json!([1, 2]))),
        ("end-out-of-reach", with(|v| drop(action(v).remove("on_completion")))),
        ("cycle-without-exit", with(|v| *action(v) = calls_itself())),
        ("not-a-time", with(|v| v["created"] = json!("yesterday"))),
        ("not-a-time", with(|v| v["valid_until"] = json!("2026-13-40T00:00:00Z"))),
        (
            "never-valid",
            with(|v| {
                v["valid_from"] = json!("2026-11-20T00:00:00.000Z");
                v["valid_until"] = json!("2025-11-20T00:00:00.000Z");
            }),
        ),
        ("nothing", Vec::new()),
        ("nothing", b"\xEF\xBB\xBF \n".to_vec()),
        ("too-many-values", format!("a: {}", "[".repeat(200_000)).into_bytes()),
        ("too-many-values", format!("{{\"x\":[{}0]}}", "[0],".repeat(1_000_000)).into_bytes()),
        ("wrong-type", with(|v| v["name"] = json!({"a": 1}))),
        ("wrong-type", with(|v| v["workflow"][ACTION]["commands"] = json!("rm -rf /"))),
        ("wrong-type", with(|v| v["workflow"][ACTION]["delay"] = json!("soon"))),
        ("too-many-steps", endless()),
        ("too-large", vec![b' '; 4 * 1024 * 1024 + 1]),
        ("text-too-long", with(|v| v["description"] = json!("x".repeat(300_000)))),
        ("too-deep", [vec![b'['; 100_000], vec![b']'; 100_000]].concat()),
        (
            "too-deep",
            format!("{{\"type\":\"playbook\",\"a\":{}1{}}}", "[".repeat(90), "]".repeat(90))
                .into_bytes(),
        ),
        ("not-json", b"{".to_vec()),
        ("not-json", text.as_bytes()[..text.len() / 2].to_vec()),
        ("not-json", format!("{text}\u{0}").into_bytes()),
        ("not-json", format!("{text}{text}").into_bytes()),
        ("not-text", b"{\"name\":\"\xFF\xFE\"}".to_vec()),
        ("not-text", b"\xFF\xFE{\x00}\x00".to_vec()),
        ("not-text", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3".to_vec()),
        ("not-yaml", b"just words".to_vec()),
        ("not-yaml", yaml.as_bytes().to_vec()),
        ("not-yaml", b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]".to_vec()),
        ("not-yaml", b"id: \"\x00\"".to_vec()),
        ("nothing-to-do", template(json!([]))),
        ("wrong-type", template(json!([1]))),
        ("missing-property", template(json!([{"group": "a"}]))),
        ("not-a-case-template", br#"{"_type": "case", "tasks": [{"title": "a"}]}"#.to_vec()),
    ]
}

#[test]
fn every_broken_file_is_refused_with_its_code_a_sentence_and_exit_code_one() {
    let mut wrong = Vec::new();
    for (at, (code, bytes)) in broken_files().into_iter().enumerate() {
        let (good, answer) = validated(&bytes);
        let faults = answer["faults"].as_array().cloned().unwrap_or_default();
        let named = faults.iter().any(|fault| fault["code"] == code);
        let said = |fault: &Value| {
            let text = fault["text"].as_str().unwrap_or_default();
            !text.is_empty() && !text.contains("playbooks-") && !text.contains('{')
        };
        if good || !named || !faults.iter().all(said) {
            wrong.push(format!("{at} {code}: {good} {answer:.300}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_refusal_names_the_step_and_one_bad_file_among_good_ones_is_exit_code_one() {
    let bytes = with(|v| v["workflow"][ACTION]["on_completion"] = json!("end--x"));
    let (_, answer) = validated(&bytes);
    assert_eq!(answer["faults"][0]["step"], ACTION);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bad.json"), &bytes).unwrap();
    std::fs::write(folder.path().join("good.json"), small().to_string()).unwrap();
    let both = playbook(folder.path(), &["validate", "good.json", "bad.json", "absent.json"]);
    assert_eq!(both.status.code(), Some(1));
    let said = String::from_utf8(both.stdout).unwrap();
    assert!(said.contains("[missing-step]") && said.contains(ACTION) && said.contains("good.json"));
    assert!(said.contains("absent.json") && !said.contains("playbooks-"), "{said}");
    let good = playbook(folder.path(), &["validate", "good.json"]);
    assert!(good.status.success());
}

#[test]
fn a_mark_of_the_byte_order_and_a_broken_signature_do_not_keep_a_playbook_out() {
    let with_mark = [b"\xEF\xBB\xBF".as_slice(), small().to_string().as_bytes()].concat();
    assert!(validated(&with_mark).0);
    let signed = with(|v| v["signatures"] = json!([{"type": "jss", "value": "not a signature"}]));
    let (_, answer) = validated(&signed);
    assert!(answer["valid"].is_boolean(), "it is read or refused, and the program goes on");
}

#[test]
fn every_playbook_on_board_goes_out_and_is_understood_again_and_our_own_form_is_read_too() {
    let folder = tempfile::tempdir().unwrap();
    let listed = playbook(folder.path(), &["list", "--json"]);
    let all: Value = serde_json::from_slice(&listed.stdout).unwrap();
    let all = all.as_array().unwrap();
    assert!(all.len() >= 18);
    for one in all {
        let id = one["id"].as_str().unwrap();
        let out = playbook(folder.path(), &["export", id, "-o", "out.json"]);
        assert!(out.status.success(), "{id}: {out:?}");
        let (good, answer) = validated(&std::fs::read(folder.path().join("out.json")).unwrap());
        assert!(good && answer["steps"] == one["steps"], "{id}: {answer}");
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/playbooks");
        let (good, answer) = validated(&std::fs::read(own.join(format!("{id}.yaml"))).unwrap());
        assert!(good && answer["format"] == "hikeshi", "{id}: {answer}");
    }
    let unknown = playbook(folder.path(), &["export", "no-such"]);
    assert_eq!(unknown.status.code(), Some(1));
}

/// The files of others stand beside the repository; without them this test says so and passes.
#[test]
fn files_of_other_programs_are_taken_over() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = own.ancestors().map(|folder| folder.join("shared/data")).find(|f| f.is_dir());
    let Some(shared) = shared else {
        eprintln!("skipped: no shared/data beside the repository");
        return;
    };
    let mut count = 0;
    for folder in [
        "cacao/official",
        "cacao/soarca",
        "thehive-templates/CERT-SG IRM",
        "thehive-templates/InterCERT-FR_EN",
    ] {
        for entry in std::fs::read_dir(shared.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let is_json = path.extension().is_some_and(|extension| extension == "json");
            // An identity is no playbook, and is refused as such.
            if !is_json || path.ends_with("identity-object.json") {
                continue;
            }
            let (good, answer) = validated(&std::fs::read(&path).unwrap());
            assert!(good, "{}: {answer:.400}", path.display());
            count += 1;
        }
    }
    assert!(count >= 40, "{count} files");
}
