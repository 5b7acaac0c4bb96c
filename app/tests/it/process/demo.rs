//! Sample data and its open links stay in folders of their own.

use std::fs;

use super::program::{Serving, run};

fn names(folder: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_demo_writes_nothing_into_a_folder_with_something_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    assert!(run(&["init"], &data).status.success());
    let before = names(&data);
    let refused = run(&["demo", "--port", "0"], &data);
    assert!(!refused.status.success());
    let why = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(why.contains("is not empty and no demo made it"), "{why}");
    assert_eq!(names(&data), before);
}

#[test]
fn a_link_of_the_demo_signs_in_only_where_a_demo_made_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (demo, link) = Serving::demo(&data);
    assert_eq!(demo.client.get(&link).status, 303);
    let second = run(&["demo", "--port", "0"], &data);
    let why = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(!second.status.success() && why.contains("is served by another hikeshi"), "{why}");
    demo.kill();
    assert!(!run(&["init"], &data).status.success(), "nobody works in a demo for real");

    let serving = Serving::start(&data);
    assert_eq!(serving.client.get(&link).status, 303);
    serving.kill();
    fs::remove_file(data.join("demo")).unwrap();
    let serving = Serving::start(&data);
    assert_eq!(serving.client.get(&link).status, 404);
}
