//! A kill in the middle of an upload: nothing half shows, nothing stays.

use std::{
    fs,
    io::Write as _,
    path::Path,
    time::{Duration, Instant},
};

use super::program::{Serving, link, run};

const HEAD: &str =
    "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.log\"\r\n\r\n";

/// The files in a folder and below.
fn files(folder: &Path) -> usize {
    let below = |path: &Path| if path.is_dir() { files(path) } else { 1 };
    fs::read_dir(folder).unwrap().map(|entry| below(&entry.unwrap().path())).sum()
}

fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begin = Instant::now();
    while !is_so() {
        assert!(begin.elapsed() < Duration::from_secs(30), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_kill_in_the_middle_of_an_upload_leaves_nothing_that_anybody_sees() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let made = run(&["init"], &data);
    let mut serving = Serving::start(&data);
    let home = serving.set_up(&link(&made, "/setup/").unwrap());
    let call = format!("/api/v1/companies/{}/incidents", home.trim_start_matches("/c/"));
    let opened = format!("{home}/incidents/open");
    let form = "title=Ransom+note&kinds=ransomware&purpose=real";
    let opened = serving.client.form(&opened, form);
    let list = serving.client.get(&call).text;
    let id = list.split("\"id\":\"").nth(1).map(|rest| &rest[..36]);
    let id = id.unwrap_or_else(|| panic!("no incident: {} {}", opened.text, list)).to_owned();
    let evidence = format!("{home}/incidents/{id}/evidence");

    let length = 64 * 1024 * 1024;
    let kind = "multipart/form-data; boundary=x";
    let mut upload = serving.client.begin("POST", &format!("{evidence}/add-file"), kind, length);
    upload.write_all(HEAD.as_bytes()).unwrap();
    upload.write_all(&vec![b'x'; 8 * 1024 * 1024]).unwrap();
    let blobs = data.join("blobs");
    wait_until("the upload is on its way", || files(&blobs.join("tmp")) == 1);
    let cookie = serving.client.cookie.clone();
    serving.kill();
    assert_eq!(files(&blobs), 1, "the kill left a part");

    let mut serving = Serving::start(&data);
    serving.client.cookie = cookie;
    wait_until("the part is swept away", || files(&blobs) == 0);
    let shown = serving.client.get(&evidence);
    assert_eq!(shown.status, 200, "{}", shown.text);
    assert!(!shown.text.contains("a.log"), "{}", shown.text);
    let add = serving.client.get(&format!("{evidence}/add-file"));
    assert!(!add.text.contains("a.log"), "{}", add.text);

    let whole = [HEAD.as_bytes(), b"whole\r\n--x--\r\n"].concat();
    let done = serving.client.post(&format!("{evidence}/add-file"), kind, &whole);
    assert_eq!(done.status, 303, "{}", done.text);
    assert!(serving.client.get(&evidence).text.contains("a.log"));
}
