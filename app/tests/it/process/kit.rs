//! `hikeshi kit` as an operator runs it.

use std::{fs, os::unix::fs::PermissionsExt as _};

use super::program::run;

#[test]
fn a_blank_kit_needs_no_data_folder_and_only_its_owner_reads_it() {
    let folder = tempfile::tempdir().unwrap();
    let (file, nothing) = (folder.path().join("kit.pdf"), folder.path().join("no-data"));
    let output = run(&["kit", "--blank", "--lang", "en", "-o", file.to_str().unwrap()], &nothing);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(fs::read(&file).unwrap().starts_with(b"%PDF"));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(!nothing.exists(), "no data folder is made");
}

#[test]
fn a_kit_of_nobody_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let (file, data) = (folder.path().join("kit.pdf"), folder.path().join("data"));
    assert!(run(&["init"], &data).status.success());
    let output = run(&["kit", "--company", "Nobody", "-o", file.to_str().unwrap()], &data);
    assert!(!output.status.success() && !file.exists());
    assert!(!String::from_utf8_lossy(&output.stderr).trim().is_empty());
}
