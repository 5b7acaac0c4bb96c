//! The first administrator's link, and the way back in.

use std::process::Output;

use super::program::{Serving, link, run};

fn text(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_second_init_says_so_and_gives_a_link_only_while_there_is_no_administrator() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let first = run(&["init"], &data);
    assert!(text(&first).contains("is ready"), "{}", text(&first));
    std::fs::write(data.join("hikeshi.toml"), "[limits]\nupload_mib = 7\n").unwrap();
    let second = run(&["init"], &data);
    assert!(text(&second).contains("is initialised already"), "{}", text(&second));
    assert!(text(&second).contains("no longer works"), "{}", text(&second));
    let (older, newer) = (link(&first, "/setup/").unwrap(), link(&second, "/setup/").unwrap());
    let settings = std::fs::read_to_string(data.join("hikeshi.toml")).unwrap();
    assert!(settings.contains("= 7"), "the settings stay");

    let mut serving = Serving::start(&data);
    assert_eq!(serving.client.get(&older).status, 404);
    serving.set_up(&newer);
    let third = run(&["init"], &data);
    assert_eq!(link(&third, "/setup/"), None, "{}", text(&third));
    assert!(text(&third).contains("administrator already"), "{}", text(&third));
    assert!(text(&third).contains("admin-link --email"), "{}", text(&third));
}

#[test]
fn a_link_for_a_new_password_is_printed_for_a_known_address_only() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let made = run(&["init"], &data);
    let mut serving = Serving::start(&data);
    serving.set_up(&link(&made, "/setup/").unwrap());
    let unknown = run(&["admin-link", "--email", "nobody@minato.example"], &data);
    assert!(!unknown.status.success());
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("no account has the address"));
    let printed = run(&["admin-link", "--email", "SATO@minato.example"], &data);
    let new_password = link(&printed, "/new-password/").expect("a link");
    let form = "password=nine+kettles+under+a+slow+bridge";
    assert_eq!(serving.client.form(&new_password, form).status, 303);
    assert_eq!(serving.client.get(&new_password).status, 404, "it works once");
}
