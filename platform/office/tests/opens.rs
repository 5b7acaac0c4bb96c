//! Another office program opens what we write.
#![cfg(test)]

use std::process::Command;

use hikeshi_office::Document;

fn sample() -> (Vec<&'static str>, Vec<u8>) {
    let words: Vec<&str> = include_str!("fixtures/words.txt").lines().collect();
    let [title, heading, text, name] = words[..] else { panic!("four lines") };
    let file = Document::new(title)
        .heading(1, heading)
        .paragraph(&format!("{text}\u{0}\u{B}\nend of line"))
        .list([name, "second"])
        .table(&[1, 3], &["A", "B"], &[vec!["cell one", name], vec!["short row"]])
        .finish()
        .unwrap();
    (words, file)
}

#[test]
fn the_same_document_makes_the_same_bytes() {
    assert_eq!(sample().1, sample().1);
}

#[test]
fn libreoffice_opens_the_document_and_finds_every_text() {
    let (words, file) = sample();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sample.docx");
    std::fs::write(&path, file).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("p").display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir"])
        .args([folder.path(), &path])
        .output();
    if let Err(error) = run {
        println!("SKIPPED: soffice is not installed ({error})");
        return;
    }
    let text = std::fs::read_to_string(folder.path().join("sample.txt")).unwrap();
    for word in words.into_iter().chain(["end of line", "second", "cell one", "short row"]) {
        assert!(text.contains(word), "{word} in {text}");
    }
}
