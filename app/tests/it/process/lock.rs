//! One data folder, one server.

use std::fs;

use super::program::{Serving, link, run};

#[test]
fn a_second_server_is_refused_touches_nothing_and_commands_go_on_working() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let made = run(&["init"], &data);
    let mut serving = Serving::start(&data);
    serving.set_up(&link(&made, "/setup/").unwrap());
    let part = data.join("blobs/tmp/part");
    fs::create_dir_all(part.parent().unwrap()).unwrap();
    fs::write(&part, b"an upload on its way").unwrap();

    let second = run(&["serve"], &data);
    assert!(!second.status.success());
    let why = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(why.contains("is served by another hikeshi already. Stop that one first"), "{why}");
    assert!(part.exists());
    let beside = run(&["admin-link", "--email", "sato@minato.example"], &data);
    assert!(link(&beside, "/new-password/").is_some(), "a command beside the server");

    serving.kill();
    drop(Serving::start(&data));
}
