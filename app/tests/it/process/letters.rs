//! Letters on their way when the program ends: told to, or killed.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use serde_json::Value;

use super::program::{Serving, run};

const PERSONS: usize = 1_500;
/// Letters that go out side by side when a program is killed.
const UNKNOWN: usize = 20;
/// The forms of a run with the versions that they name: the approved paper, the list, its columns.
const BEGIN: &str = "seen=2";
const COLUMNS: &str = "role=name&role=email&act=settle&seen=2";
const CONFIRM: &str = "seen=3";

/// Begins a run of the approved mail with a list of its own.
fn begin_run(serving: &mut Serving, filled: &Value) {
    let text = |name: &str| filled[name].as_str().expect("a text").to_owned();
    let mut act = |person: &str, path: &str, kind: &str, body: &str| {
        serving.client.cookie = format!("hikeshi_session={}", text(person));
        let done = serving.client.post(path, kind, body.as_bytes());
        assert_eq!(done.status, 303, "{path}: {}", done.text);
        done.header("location").to_owned()
    };
    let form = "application/x-www-form-urlencoded";
    let run = act("officer", &format!("{}/letters", text("email")), form, BEGIN);
    let row = |nth: usize| format!("Person {nth},p{nth}@example.jp\n");
    let rows: String = (0..PERSONS).map(row).collect();
    let list = format!(
        "--x\r\nContent-Disposition: form-data; name=\"list\"; filename=\"list.csv\"\r\n\r\n\
         name,email\n{rows}\r\n--x--\r\n"
    );
    act("officer", &format!("{run}/list"), "multipart/form-data; boundary=x", &list);
    act("officer", &format!("{run}/columns"), form, COLUMNS);
    for person in ["officer", "president"] {
        act(person, &format!("{run}/confirm"), form, CONFIRM);
    }
}

/// The letters that went out.
fn sent(data: &Path) -> usize {
    let mails = fs::read_dir(data.join("mail")).expect("the folder of mails");
    let is_mail = |name: String| name.ends_with(".eml");
    mails.filter(|mail| is_mail(mail.as_ref().unwrap().file_name().display().to_string())).count()
}

fn wait_until(data: &Path, wanted: usize) {
    let begin = Instant::now();
    while sent(data) < wanted {
        let so_far = sent(data);
        assert!(begin.elapsed() < Duration::from_secs(50), "{so_far} of {wanted} letters");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn letters_stop_with_the_program_and_go_on_at_once_with_the_next_one() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    run(&["init"], &data);
    let filled = run(&["bench-letters"], &data);
    let filled: Value = serde_json::from_slice(&filled.stdout).expect("what was filled in");
    let mut serving = Serving::start(&data);
    begin_run(&mut serving, &filled);
    wait_until(&data, 50);
    let told = Instant::now();
    serving.stop();
    assert!(told.elapsed() < Duration::from_secs(8), "{:?}", told.elapsed());
    let after_stop = sent(&data);
    assert!(after_stop < PERSONS, "it did not stop");

    let serving = Serving::start(&data);
    wait_until(&data, after_stop + 50);
    serving.kill();
    assert!(sent(&data) < PERSONS, "killed too late");
    // Within less time than any lock lasts.
    let _serving = Serving::start(&data);
    wait_until(&data, PERSONS - UNKNOWN);
}
