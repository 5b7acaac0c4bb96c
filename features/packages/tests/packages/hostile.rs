//! Packages that were changed, and zips that are none.

use std::io::{Cursor, Write as _};

use hikeshi_packages::archive::{Report, Signed, verify_package};
use hikeshi_tlog::NoteVerifier;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::world::{World, entries, everything};

fn check(zip: &[u8]) -> Report {
    verify_package(Cursor::new(zip), None)
}

fn packed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(path.as_str(), options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[tokio::test]
async fn a_changed_missing_or_added_file_of_every_kind_is_named() {
    for world in World::every_kind().await {
        let incident = world.full_incident(&[("vpn.log", b"a line of the log")]).await;
        world.publish_log().await;
        let (_, whole, _folder) = world.package(&incident, everything()).await;
        let files = entries(&whole);
        assert!(check(&packed(&files)).is_whole(), "packing it again changes nothing");
        for (nth, (path, bytes)) in files.iter().enumerate() {
            let mut changed = files.clone();
            let last = bytes.len() - 2;
            changed[nth].1[last] ^= 1;
            let report = check(&packed(&changed));
            let named = match path.as_str() {
                // Whoever changes the list breaks its signature.
                "manifest.json" => !report.is_whole(),
                path => report.faults.iter().any(|fault| fault.path() == path),
            };
            assert!(named, "{path}: {:?}", report.faults);
            let mut without = files.clone();
            without.remove(nth);
            let report = check(&packed(&without));
            match path.as_str() {
                "manifest.sig" => assert_eq!(report.signed, Signed::No),
                path => {
                    assert!(report.faults.iter().any(|f| f.path() == path), "{path} is missing")
                }
            }
        }
        let mut more = files.clone();
        more.push(("evidence/E-9_planted.log".to_owned(), b"x".to_vec()));
        let report = check(&packed(&more));
        assert_eq!(report.faults[0].code, "file-not-listed");
        for cut in [0, 1, 21, whole.len() / 2, whole.len() - 1] {
            assert!(!check(&whole[..cut]).is_whole(), "cut at {cut}");
        }
    }
}

/// The package with another content of one file, and a list that fits it; nobody signed it.
fn forged(files: &[(String, Vec<u8>)], path: &str, content: &Value) -> Vec<u8> {
    let bytes = serde_json::to_vec(content).unwrap();
    let mut files: Vec<_> =
        files.iter().filter(|(name, _)| name != "manifest.sig").cloned().collect();
    let manifest = files.iter_mut().find(|(name, _)| name == "manifest.json").unwrap();
    let mut list: Value = serde_json::from_slice(&manifest.1).unwrap();
    for file in list["files"].as_array_mut().unwrap() {
        if file["path"] == path {
            file["size"] = bytes.len().into();
            file["sha256"] = hex::encode(Sha256::digest(&bytes)).into();
        }
    }
    manifest.1 = serde_json::to_vec(&list).unwrap();
    files.iter_mut().find(|(name, _)| name == path).unwrap().1 = bytes;
    packed(&files)
}

#[tokio::test]
async fn who_forges_the_list_too_is_found_by_the_key_and_a_circle_of_copies_is_refused() {
    let world = World::every_kind().await.remove(0);
    let incident = world.full_incident(&[("vpn.log", b"a line of the log")]).await;
    world.publish_log().await;
    let (_, whole, _folder) = world.package(&incident, everything()).await;
    let files = entries(&whole);
    let json = |path: &str| -> Value {
        let (_, bytes) = files.iter().find(|(name, _)| name == path).unwrap();
        serde_json::from_slice(bytes).unwrap()
    };
    let Signed::ByItsOwnKey { key } = check(&whole).signed else { panic!("it is signed") };
    let key: NoteVerifier = key.parse().unwrap();
    let known = |zip: &[u8]| verify_package(Cursor::new(zip), Some(&key));
    assert!(known(&whole).is_whole());
    let other = forged(&files, "facts.json", &json("facts.json"));
    assert!(check(&other).is_whole(), "without a key, the list is all there is");
    assert_eq!(known(&other).faults[0].code, "signature-missing");

    let mut custody = json("custody.json");
    custody[0]["copy_of"] = custody[0]["id"].clone();
    let circle = check(&forged(&files, "custody.json", &custody));
    assert_eq!(circle.faults[0].code, "copies-circle");
}

#[test]
fn zips_that_lead_out_hide_link_or_explode_are_refused_with_the_reason() {
    let one = |path: &str| {
        packed(&[(path.to_owned(), b"x".to_vec()), ("manifest.json".to_owned(), b"{}".to_vec())])
    };
    // Same lengths, so that a name can be written over in both of its places.
    let renamed = |from: &str, to: &str| {
        let mut zip = one(from);
        assert_eq!(from.len(), to.len());
        for at in 0..zip.len() - from.len() {
            if zip[at..].starts_with(from.as_bytes()) {
                zip[at..at + to.len()].copy_from_slice(to.as_bytes());
            }
        }
        zip
    };
    let code =
        |zip: &[u8]| check(zip).faults.first().map(|fault| fault.code.clone()).unwrap_or_default();
    assert_eq!(code(&renamed("aaaaaaaaa.txt", "../../xx/.txt")), "path-refused");
    assert_eq!(code(&renamed("aaaaaaaaa.txt", "/etc/passwd__")), "path-refused");
    assert_eq!(code(&renamed("aaaaaaaaa.txt", "C:\\windows\\x.")), "path-refused");
    assert_eq!(code(&renamed("aaaaaaaa.json", "manifest.json")), "entry-twice");
    let mut link = ZipWriter::new(Cursor::new(Vec::new()));
    link.add_symlink("evidence/E-1", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    assert_eq!(code(&link.finish().unwrap().into_inner()), "entry-not-a-file");
    let bomb = packed(&[("timeline.json".to_owned(), vec![b' '; 40_000_000])]);
    assert!(bomb.len() < 100_000);
    assert_eq!(code(&bomb), "entry-bomb");
    assert_eq!(code(b"PK\x03\x04 and nothing else"), "not-a-zip");
    assert_eq!(code(&one("a.txt")), "manifest-unreadable");
    let newer = br#"{"format":"hikeshi-case-package","version":2}"#.to_vec();
    assert_eq!(code(&packed(&[("manifest.json".to_owned(), newer)])), "manifest-unreadable");
}
