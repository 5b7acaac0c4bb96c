//! The commands as an operator and an outsider type them, and an independent program that must
//! agree about every proof.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;
use uuid::Uuid;

use super::world::Spoiled;

fn hikeshi(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hikeshi")).args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The exit code and the JSON of `hikeshi … --json`.
fn json(arguments: &[&str]) -> (Option<i32>, Value) {
    let output = hikeshi(&[arguments, &["--json"]].concat());
    let value = serde_json::from_slice(&output.stdout);
    (output.status.code(), value.unwrap_or_else(|_| panic!("{output:?}")))
}

/// Whether the verifier that uses nothing of ours holds a proof for proved.
fn independent(arguments: &[&str]) -> Option<i32> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/verify_proof.py");
    let run = Command::new("python3").arg(script).args(arguments).output();
    run.expect("python3 is installed").status.code()
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_says_in_words_what_is_broken_and_tells_it_from_what_cannot_be_read() {
    let folder = Spoiled::copy().await;
    let data = folder.data.to_str().unwrap();
    let clean = hikeshi(&["log", "verify", "--data", data]);
    assert_eq!(clean.status.code(), Some(0), "{clean:?}");
    folder.sql("DELETE FROM tlog_entry WHERE seq = 7").await;
    for lang in ["ja", "ja-easy", "en"] {
        let broken = hikeshi(&["log", "verify", "--data", data, "--lang", lang]);
        assert_eq!(broken.status.code(), Some(1), "{broken:?}");
        let words = said(&broken);
        assert!(words.contains('7') && !words.contains("[log-"), "{words}");
    }
    let (code, report) = json(&["log", "verify", "--data", data]);
    assert_eq!((code, &report["clean"]), (Some(1), &Value::Bool(false)));
    let missing = &report["findings"][0];
    assert!(
        report["findings"].as_array().unwrap().iter().any(|it| {
            it["fault"] == "entry-missing" && it["entry"] == 7 && it["means"].as_str() > Some("")
        }),
        "{missing}"
    );
    for unreadable in [
        hikeshi(&["log", "verify", "--data", "/nowhere"]),
        hikeshi(&["log", "verify", "--data", data, "--checkpoint", "/nowhere"]),
        hikeshi(&["proof", "verify", "/nowhere"]),
    ] {
        assert_eq!(unreadable.status.code(), Some(2), "{unreadable:?}");
        assert!(!unreadable.stderr.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_is_checked_without_the_data_by_us_and_by_an_independent_program() {
    let (folder, outside) = (Spoiled::copy().await, tempfile::tempdir().unwrap());
    let data = folder.data.to_str().unwrap();
    let place = |name: &str| outside.path().join(name).to_str().unwrap().to_owned();
    let (open, closed, kept) =
        (place("open.tlog-proof"), place("closed.tlog-proof"), place("kept"));
    let document: Uuid = folder.value("SELECT id FROM document LIMIT 1").await;
    let about = format!("document:{document}");
    let made =
        hikeshi(&["proof", "make", "--data", data, "--about", &about, "-o", &closed, "--short"]);
    assert!(made.status.success(), "{made:?}");
    let made = hikeshi(&[
        "proof",
        "make",
        "--data",
        data,
        "--about",
        &about,
        "-o",
        &open,
        "--with-detail",
    ]);
    assert!(made.status.success(), "{made:?}");
    let key = said(&hikeshi(&["log", "key", "--data", data])).trim().to_owned();
    fs::write(&kept, said(&hikeshi(&["log", "checkpoint", "--data", data]))).unwrap();
    let (right, wrong) = (place("right.pdf"), place("wrong.pdf"));
    fs::write(&right, "%PDF").unwrap();
    fs::write(&wrong, "%PDG").unwrap();
    folder.go_on(3).await;
    let later = place("later");
    fs::write(&later, said(&hikeshi(&["log", "checkpoint", "--data", data]))).unwrap();
    drop(folder);

    let text = fs::read_to_string(&open).unwrap();
    let spoiled = place("spoiled.tlog-proof");
    fs::write(&spoiled, text.replacen("index ", "index 1", 1)).unwrap();
    let forged = place("forged");
    let note = fs::read_to_string(&kept).unwrap();
    fs::write(
        &forged,
        note.lines().take(2).map(|line| format!("{line}\n")).collect::<String>()
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
    )
    .unwrap();
    for (wanted, arguments) in [
        (0, vec![&*open, "--key", &key]),
        (0, vec![&closed, "--key", &key]),
        (0, vec![&closed, "--checkpoint", &kept]),
        (0, vec![&open, "--checkpoint", &kept, "--file", &right]),
        (0, vec![&open, "--key", &key, "--checkpoint", &later]),
        (1, vec![&open, "--checkpoint", &kept, "--file", &wrong]),
        (1, vec![&closed, "--checkpoint", &kept, "--file", &right]),
        (1, vec![&open]),
        (1, vec![&open, "--checkpoint", &later]),
        (1, vec![&open, "--checkpoint", &forged]),
        (1, vec![&spoiled, "--key", &key]),
        (2, vec![&kept, "--key", &key]),
        (2, vec![&open, "--key", "no key"]),
    ] {
        let ours = hikeshi(&[&["proof", "verify"], &*arguments].concat());
        assert_eq!(ours.status.code(), Some(wanted), "{arguments:?}: {ours:?}");
        assert_eq!(independent(&arguments), Some(wanted), "{arguments:?}");
    }
    let (_, told) = json(&["proof", "verify", &open, "--key", &key, "--file", &right]);
    assert_eq!((&told["action"], &told["file_in_entry"]), (&"document.made".into(), &true.into()));
    assert_eq!(told["about"]["id"], document.to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_is_changed_by_one_command_and_older_proofs_still_hold() {
    let (folder, outside) = (Spoiled::copy().await, tempfile::tempdir().unwrap());
    let data = folder.data.to_str().unwrap();
    let proof = outside.path().join("p.tlog-proof");
    let proof = proof.to_str().unwrap();
    let first = said(&hikeshi(&["log", "key", "--data", data])).trim().to_owned();
    let changed = hikeshi(&["log", "rotate-key", "--data", data]);
    assert!(changed.status.success(), "{changed:?}");
    let keys = said(&hikeshi(&["log", "key", "--data", data]));
    assert_eq!((keys.lines().count(), keys.lines().next()), (2, Some(&*first)));
    folder.go_on(2).await;
    assert_eq!(json(&["log", "verify", "--data", data]).0, Some(0));
    hikeshi(&["proof", "make", "--data", data, "--entry", "3", "-o", proof]);
    let with_old = ["proof", "verify", proof, "--key", &first];
    assert_eq!(hikeshi(&with_old).status.code(), Some(1));
    let told = fs::read_dir(folder.path("log/rotations")).unwrap().next().unwrap().unwrap().path();
    let told = ["--rotation", told.to_str().unwrap()];
    let across = hikeshi(&[&with_old[..], &told].concat());
    assert_eq!(across.status.code(), Some(0), "{across:?}");
}
