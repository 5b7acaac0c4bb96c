//! What is withheld stands nowhere.

use hikeshi_incidents::people::set_commander;
use hikeshi_package::Redaction;
use hikeshi_packages::{Wish, archive::verify_package};
use std::io::Cursor;

use crate::world::{HOSTILE, OFFICER, World, entries, everything, struck, text_of};

#[tokio::test]
async fn nothing_that_is_withheld_stands_anywhere_in_a_redacted_package() {
    for world in World::every_kind().await {
        let incident =
            world.full_incident(&[("FS-01 10.20.30.40.log", b"secret bytes of a log")]).await;
        world.publish_log().await;
        let persons: &[&str] = &[
            "tanabe",
            "satomura",
            "yuiko",
            "03-1234",
            "1234-5678",
            "tanabe@minato",
            "officer@minato",
            "kanzaki",
            "onodera",
        ];
        let technical: &[&str] = &[
            "10.20.30",
            "fs-01",
            "pc-9",
            "dd 9.1",
            "42 s",
            "secret bytes",
            "ftk imager",
            "rack-7",
            "203.0.113",
        ];
        let both: Vec<&str> = [persons, technical].concat();
        for (redactions, gone) in [
            (&[Redaction::Persons][..], persons),
            (&[Redaction::Technical], technical),
            (&[Redaction::Persons, Redaction::Technical], &both),
        ] {
            let (_, zip, _folder) = world.package(&incident, struck(redactions)).await;
            for (path, bytes) in entries(&zip) {
                for word in gone {
                    let text = String::from_utf8_lossy(&bytes).to_lowercase();
                    assert!(!text.contains(word), "{word} in {path} of {redactions:?}:\n{text}");
                    assert!(!path.to_lowercase().contains(word), "{word} in the name {path}");
                }
            }
            let report = verify_package(Cursor::new(&zip), None);
            assert!(report.is_whole(), "{:?}", report.faults);
            let page = text_of(&zip, "index.html");
            assert!(page.contains("withheld") && page.contains("Not in this package"));
            assert!(page.contains("Technical traces"), "the page says that they are left out");
        }
        // The same words are there where nothing is withheld: the search above can find them.
        let (_, zip, _folder) = world.package(&incident, everything()).await;
        let traces =
            ["stix.json", "misp.json", "csv"].map(|form| format!("technical/traces.{form}"));
        for path in traces {
            assert!(text_of(&zip, &path).contains("203.0.113"), "{path}");
        }
        let all: String = entries(&zip)
            .into_iter()
            .map(|(path, bytes)| path + &String::from_utf8_lossy(&bytes).to_lowercase())
            .collect();
        for word in both.iter().filter(|word| !word.starts_with("officer")) {
            assert!(all.contains(word), "{word} would not be found");
        }
    }
}

#[tokio::test]
async fn the_page_says_kind_and_reader_in_words_and_names_who_leads() {
    for world in World::every_kind().await {
        let incident = world.full_incident(&[]).await;
        let scope = world.program();
        let officer = world.account(OFFICER).0;
        let tx = world.platform.db.write(scope.fence()).await.unwrap();
        let chosen = set_commander(&tx, &world.platform, &scope, &incident, (officer, "")).await;
        chosen.unwrap().unwrap();
        tx.commit().await.unwrap();
        let wish = Wish { recipient: "insurer".to_owned(), ..struck(&[]) };
        let (_, zip, _folder) = world.package(&incident, wish).await;
        let page = text_of(&zip, "index.html");
        assert!(page.contains("<bdi>Insurer</bdi>") && !page.contains("<dd>ransomware</dd>"));
        let people: serde_json::Value =
            serde_json::from_str(&text_of(&zip, "people.json")).unwrap();
        let all = people.as_array().unwrap();
        let lead = all.iter().find(|one| one["part"] == "response-lead").unwrap();
        assert_eq!(lead["email"], "officer@minato.example");
        let named = lead["name"].as_str().unwrap();

        let mut wish = struck(&[Redaction::Persons]);
        wish.parts.insert(hikeshi_package::Part::People);
        let (_, zip, _folder) = world.package(&incident, wish).await;
        let people = text_of(&zip, "people.json");
        assert!(!people.contains(named) && !people.contains('@'), "{people}");
    }
}

#[tokio::test]
async fn hostile_words_stay_words_in_every_file_and_the_page_loads_nothing() {
    for world in World::every_kind().await {
        let incident = world.full_incident(&[("../../=cmd|'x'!A1.log", b"x"), ("NUL", b"y")]).await;
        let (_, zip, _folder) = world.package(&incident, everything()).await;
        let page = text_of(&zip, "index.html");
        assert!(!page.contains("<script") && !page.contains("src=") && !page.contains("@import"));
        assert!(page.contains("&#60;script&#62;") || page.contains("&lt;script&gt;"));
        assert!(page.contains("default-src 'none'"));
        let outside = page.split("href=\"").skip(1).filter(|link| link.starts_with("http"));
        assert_eq!(outside.count(), 0);
        for table in ["timeline.csv", "custody.csv"] {
            let text = text_of(&zip, table);
            let cells =
                text.split([',', '\n']).map(|cell| cell.trim_start_matches(['"', '\u{feff}']));
            for cell in cells {
                assert!(!cell.starts_with(['=', '+', '@']), "{table}: {cell}");
            }
        }
        let lines: serde_json::Value =
            serde_json::from_str(&text_of(&zip, "timeline.json")).unwrap();
        let kept = lines.as_array().unwrap().iter().any(|line| line["text"] == HOSTILE);
        assert!(kept, "the words are not changed where they are data");
        for (path, _) in entries(&zip) {
            assert!(hikeshi_package::check_path(&path).is_ok(), "{path}");
            assert!(!path.contains(['=', '|']) || path.starts_with("evidence/E-001_"), "{path}");
        }
    }
}

#[tokio::test]
async fn an_incident_with_next_to_nothing_makes_a_package_that_says_so() {
    for world in World::every_kind().await {
        let incident = world.empty_incident("A letter").await;
        let (_, zip, _folder) = world.package(&incident, everything()).await;
        let report = verify_package(Cursor::new(&zip), None);
        assert!(report.is_whole(), "{:?}", report.faults);
        assert!(text_of(&zip, "index.html").contains("Nothing is recorded."));
        assert!(text_of(&zip, "case.jsonld").contains("case-investigation:Investigation"));
    }
}
