//! `hikeshi package export` as an operator runs it.

use super::program::run;

#[test]
fn a_package_that_everybody_could_read_is_refused_until_that_is_asked_for_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let (data, out) = (folder.path().join("data"), folder.path().join("case.zip"));
    assert!(run(&["init"], &data).status.success());
    let nobody = "00000000-0000-0000-0000-000000000000";
    let export = ["package", "export", "--incident", nobody, "--out", out.to_str().unwrap()];
    let refused = run(&export, &data);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && !out.exists());
    assert!(said.contains("--unencrypted") && said.contains("--passphrase-file"), "{said}");
    // Asked for, it goes on to look for the incident.
    let asked = run(&[&export[..], &["--unencrypted"]].concat(), &data);
    let said = String::from_utf8_lossy(&asked.stderr).into_owned();
    assert!(!asked.status.success() && !said.contains("--passphrase-file"), "{said}");
}
