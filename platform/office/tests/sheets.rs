//! Tables that hold nothing but text.
#![cfg(test)]

use std::{io::Cursor, io::Read as _, process::Command};

use hikeshi_office::{Sheet, workbook};

const TEXTS: [&str; 7] =
    ["=1+1", "+81-3", "-2", "@SUM(A1)", "\t=1", "http://a.example/", "_x0041_ <&> \"q\""];

fn sample() -> Vec<u8> {
    let rows = TEXTS.iter().enumerate().map(|(number, text)| {
        vec![format!("{number}"), format!("title {number}"), (*text).to_owned()]
    });
    let long = "~ ".repeat(20_000);
    let sheet = Sheet {
        name: "a/b".to_owned(),
        first: "First".to_owned(),
        title: "Title & more".to_owned(),
        notes: vec!["note".to_owned()],
        head: ["No.", "Item", "Text"].map(str::to_owned).to_vec(),
        widths: vec![8, 28, 64],
        rows: rows.chain([vec!["9".to_owned(), "long".to_owned(), long]]).collect(),
        running: "R&D draft".to_owned(),
    };
    workbook(&[sheet.clone(), sheet], "2026-11-21T00:00:00Z".parse().unwrap()).unwrap()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn no_cell_is_a_formula_a_number_or_a_link() {
    let bytes = sample();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>") && !sheet.contains("hyperlink"));
    let cells = sheet.matches("<c ").count();
    let texts = sheet.matches(" t=\"s\"").count();
    let empty = sheet.matches("/></c>").count() + sheet.matches("<c ").count()
        - sheet.matches("</c>").count();
    assert_eq!(cells, texts + empty, "{sheet}");
    assert!(sheet.contains("<oddHeader>&amp;R&amp;9R&amp;&amp;D draft</oddHeader>"));
    assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
}

#[test]
fn the_same_table_makes_the_same_bytes() {
    assert_eq!(sample(), sample());
}

#[test]
fn libreoffice_reads_back_what_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sample.xlsx");
    std::fs::write(&path, sample()).unwrap();
    // A table that any spreadsheet program reads tells whether there is one.
    let plain = folder.path().join("plain.csv");
    std::fs::write(&plain, "a,b\n").unwrap();
    let out = folder.path().join("out");
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("p").display());
    let csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true";
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", csv, "--outdir"])
        .args([&out, &path, &plain])
        .output();
    if let Err(error) = run {
        println!("SKIPPED: soffice is not installed ({error})");
        return;
    }
    if !out.join("plain.csv").is_file() {
        println!("SKIPPED: LibreOffice has no Calc");
        return;
    }
    let text = std::fs::read_to_string(out.join("sample.csv")).unwrap();
    let text = text.replace("\"\"", "\"");
    for word in TEXTS {
        assert!(text.contains(word.trim_start()), "{word} in {text}");
    }
    assert_eq!(text.matches('~').count(), 20_000, "a long text goes on in further rows");
}
