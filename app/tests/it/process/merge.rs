//! The spare machine from the command line, and a kill in the middle of a merge.

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
    time::Duration,
};

use super::program::{Serving, link, run};

fn hikeshi(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hikeshi"));
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn told(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// Signs in with the password of the world's first person.
fn sign_in(serving: &mut Serving) {
    let form = "email=sato%40minato.example&password=seven+lanterns+over+the+harbour&next=%2F";
    let done = serving.client.form("/sign-in", form);
    assert_eq!(done.status, 303, "{}", done.text);
    let cookie = done.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
    serving.client.cookie = format!("hikeshi_lang=en; {cookie}");
}

fn add_file(serving: &Serving, evidence: &str, name: &str) {
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n\
         bytes of {name}\r\n--x--\r\n"
    );
    let kind = "multipart/form-data; boundary=x";
    let done = serving.client.post(&format!("{evidence}/add-file"), kind, body.as_bytes());
    assert_eq!(done.status, 303, "{}", done.text);
}

#[test]
fn a_merge_that_is_killed_again_and_again_brings_everything_once_in_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let (data, spare) = (folder.path().join("main"), folder.path().join("spare"));
    let made = run(&["init"], &data);
    let mut serving = Serving::start(&data);
    let home = serving.set_up(&link(&made, "/setup/").unwrap());
    let opened = format!("{home}/incidents/open");
    serving.client.form(&opened, "title=Ransom+note&kinds=ransomware&purpose=real");
    let company = home.trim_start_matches("/c/").to_owned();
    let list = serving.client.get(&format!("/api/v1/companies/{company}/incidents")).text;
    let incident = list.split("\"id\":\"").nth(1).map(|rest| &rest[..36]).unwrap().to_owned();
    let evidence = format!("{home}/incidents/{incident}/evidence");

    // While it is served.
    let (phrase, out) = (folder.path().join("phrase"), folder.path().join("spare.age"));
    fs::write(&phrase, "five paper cranes\n").unwrap();
    let sealed = ["--passphrase-file", text(&phrase)];
    let unsealed = run(&["backup", "create", "--out", text(&out), "--company", &company], &data);
    assert!(!unsealed.status.success() && !out.exists(), "{}", told(&unsealed));
    let arguments =
        [&["backup", "create", "--out", text(&out), "--company", &company][..], &sealed].concat();
    let made = run(&arguments, &data);
    assert!(made.status.success(), "{}", told(&made));
    let arguments = [&["backup", "verify", text(&out)][..], &sealed].concat();
    let checked = hikeshi(&arguments).output().unwrap();
    assert!(told(&checked).contains("Whole:"), "{}", told(&checked));
    let arguments = [&["backup", "restore", text(&out)][..], &sealed].concat();
    let restored = run(&arguments, &spare);
    assert!(restored.status.success(), "{}", told(&restored));

    let mut away = Serving::start(&spare);
    sign_in(&mut away);
    for nth in 0..12 {
        add_file(&away, &evidence, &format!("spare-{nth}.log"));
    }
    assert!(away.client.get(&evidence).text.contains("spare machine"));
    let busy = hikeshi(&["merge", text(&spare), "--data", text(&data)]).output().unwrap();
    assert!(told(&busy).contains("stop the spare"), "{}", told(&busy));
    away.stop();

    for nth in 0..12_u64 {
        let arguments = ["merge", text(&spare), "--data", text(&data), "--json"];
        let mut merging = hikeshi(&arguments).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(30 + 40 * nth));
        merging.kill().unwrap();
        merging.wait().unwrap();
    }
    let merged =
        hikeshi(&["merge", text(&spare), "--data", text(&data), "--json"]).output().unwrap();
    assert!(merged.status.success(), "{}", told(&merged));
    let shown = serving.client.get(&evidence).text;
    for nth in 0..12 {
        let name = format!("spare-{nth}.log");
        assert!(shown.contains(&name), "{name}: {shown}");
    }
    let again = hikeshi(&["merge", text(&spare), "--data", text(&data)]).output().unwrap();
    assert!(told(&again).contains("nothing was changed"), "{}", told(&again));
    let api = format!("/api/v1/companies/{company}/incidents/{incident}/evidence");
    let list = serving.client.get(&api).text;
    assert_eq!(list.matches("\"sha256\":").count(), 12, "{list}");
}
