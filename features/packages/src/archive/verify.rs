//! Checking a package without a database: every hash, what is missing, what is too much, who
//! signed it, what the proofs say.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::{Read, Seek};

use hikeshi_package::{Exhibit, MANIFEST, Manifest, SIGNATURE, statement};
use hikeshi_tlog::{LogProof, NoteVerifier};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Fault, Package};

/// Where the package says with which key it was signed.
pub(crate) const KEY: &str = "proofs/log-key.txt";

/// Who signed the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum Signed {
    /// Nobody.
    No,
    /// The key that was given to the check.
    ByGivenKey {
        /// The key.
        key: String,
    },
    /// The key that the package names itself: it shows that nothing changed since, not by whom it
    /// was made. Compare the key with what the sender tells.
    ByItsOwnKey {
        /// The key.
        key: String,
    },
    /// There is a signature, and no key to check it with.
    KeyUnknown,
    /// The signature does not fit.
    Wrong,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The faults; none: everything is as the manifest says.
    pub faults: Vec<Fault>,
    /// The manifest, if it could be read.
    pub manifest: Option<Manifest>,
    /// SHA-256 of the manifest.
    pub manifest_sha256: String,
    /// Files that were read and hashed.
    pub checked: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Who signed it.
    pub signed: Signed,
    /// Proofs of the log that hold.
    pub proofs: usize,
}

impl Report {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.faults.is_empty()
    }

    fn refused(faults: Vec<Fault>) -> Self {
        Self {
            faults,
            manifest: None,
            manifest_sha256: String::new(),
            checked: 0,
            bytes: 0,
            signed: Signed::No,
            proofs: 0,
        }
    }
}

/// Checks the plain zip of a package. `key` is the key of the sender's log, if it is known.
/// Blocks; memory does not grow with the files.
pub fn verify_package(file: impl Read + Seek, key: Option<&NoteVerifier>) -> Report {
    let mut package = match Package::open(file) {
        Ok(package) => package,
        Err(faults) => return Report::refused(faults),
    };
    let mut report = Report::refused(Vec::new());
    report.manifest_sha256.clone_from(&package.manifest_sha256);
    report.manifest = Some(package.manifest.clone());
    compare(&package, &mut report.faults);
    hashes(&mut package, &mut report);
    report.signed = signed(&mut package, key, &mut report.faults);
    report.proofs = proofs(&mut package, key, &mut report.faults);
    exhibits(&mut package, &mut report.faults);
    report
}

/// What the manifest lists and the zip lacks, and the other way round.
fn compare<R: Read + Seek>(package: &Package<R>, faults: &mut Vec<Fault>) {
    let there: BTreeMap<&str, u64> =
        package.paths().iter().map(|(path, size)| (path.as_str(), *size)).collect();
    let listed: BTreeSet<&str> =
        package.manifest.files.iter().map(|file| file.path.as_str()).collect();
    for file in &package.manifest.files {
        match there.get(file.path.as_str()) {
            None => faults.push(Fault::of_file(&file.path, "file-missing", "")),
            Some(size) if *size != file.size => {
                let detail = format!("{} {size}", file.size);
                faults.push(Fault::of_file(&file.path, "size-differs", detail));
            }
            Some(_) => {}
        }
    }
    let extra = there.keys().filter(|path| !listed.contains(**path));
    for path in extra.filter(|path| ![MANIFEST, SIGNATURE].contains(path)) {
        faults.push(Fault::of_file(path, "file-not-listed", ""));
    }
}

fn hashes<R: Read + Seek>(package: &mut Package<R>, report: &mut Report) {
    let broken: BTreeSet<String> =
        report.faults.iter().map(|fault| fault.path().to_owned()).collect();
    for file in package.manifest.files.clone() {
        if broken.contains(&file.path) {
            continue;
        }
        let (mut sha256, mut size) = (Sha256::new(), 0_u64);
        let read = package.pieces(&file.path, |piece| {
            size += piece.len() as u64;
            if size > file.size {
                return Err(std::io::Error::other("longer than listed"));
            }
            sha256.update(piece);
            Ok(())
        });
        let found = hex::encode(sha256.finalize());
        match read {
            Err(fault) => report.faults.push(fault),
            Ok(()) if found != file.sha256 || size != file.size => {
                let detail = format!("sha256 {found}, listed {}", file.sha256);
                report.faults.push(Fault::of_file(&file.path, "hash-differs", detail));
            }
            Ok(()) => {
                report.checked += 1;
                report.bytes += size;
            }
        }
    }
}

fn signed<R: Read + Seek>(
    package: &mut Package<R>,
    key: Option<&NoteVerifier>,
    faults: &mut Vec<Fault>,
) -> Signed {
    let Some(note) = package.note.clone() else {
        if key.is_some() {
            faults.push(Fault::of_file(SIGNATURE, "signature-missing", ""));
        }
        return Signed::No;
    };
    let said = statement(package.manifest.package, &package.manifest_sha256);
    let own = own_key(package);
    let Some(verifier) = key.cloned().or(own) else {
        // What was signed is readable without the key.
        if !note.strip_prefix(&said).is_some_and(|rest| rest.starts_with('\n')) {
            faults.push(Fault::of_file(SIGNATURE, "signature-of-another", ""));
        }
        return Signed::KeyUnknown;
    };
    match verifier.verify(&note) {
        Ok(text) if text == said => match key {
            Some(key) => Signed::ByGivenKey { key: key.to_string() },
            None => Signed::ByItsOwnKey { key: verifier.to_string() },
        },
        Ok(_) => {
            faults.push(Fault::of_file(SIGNATURE, "signature-of-another", ""));
            Signed::Wrong
        }
        Err(error) => {
            faults.push(Fault::of_file(SIGNATURE, "signature-wrong", error.to_string()));
            Signed::Wrong
        }
    }
}

fn own_key<R: Read + Seek>(package: &mut Package<R>) -> Option<NoteVerifier> {
    package.manifest.file(KEY)?;
    let bytes = package.bytes(KEY).ok()?;
    std::str::from_utf8(&bytes).ok()?.trim().parse().ok()
}

/// Proofs of the log that hold against the checkpoint inside them.
fn proofs<R: Read + Seek>(
    package: &mut Package<R>,
    key: Option<&NoteVerifier>,
    faults: &mut Vec<Fault>,
) -> usize {
    let Some(verifier) = key.cloned().or_else(|| own_key(package)) else { return 0 };
    let all = package.manifest.files.clone();
    let mut held = 0;
    for file in all.iter().filter(|file| file.path.ends_with(".tlog-proof")) {
        let Ok(bytes) = package.bytes(&file.path) else { continue };
        let text = String::from_utf8_lossy(&bytes);
        let checked = LogProof::parse(&text).map_err(|error| error.to_string()).and_then(|proof| {
            let keys = std::slice::from_ref(&verifier);
            proof.verify(keys, &[]).map_err(|fault| fault.to_string())
        });
        match checked {
            Ok(_) => held += 1,
            Err(why) => faults.push(Fault::of_file(&file.path, "proof-wrong", why)),
        }
    }
    held
}

/// A file of evidence whose hash in the manifest is another than in its own record.
fn exhibits<R: Read + Seek>(package: &mut Package<R>, faults: &mut Vec<Fault>) {
    let read = package.record::<Vec<Exhibit>>("custody.json");
    let exhibits = match read {
        Ok(exhibits) => exhibits.unwrap_or_default(),
        Err(fault) => {
            faults.push(fault);
            return;
        }
    };
    if let Some(number) = circle_of_copies(&exhibits) {
        faults.push(Fault::of_file("custody.json", "copies-circle", number));
    }
    for exhibit in exhibits {
        let number = exhibit.number();
        let own = (&exhibit.path, exhibit.checked, &exhibit.sha256);
        let photos = exhibit.custody.iter().flat_map(|event| &event.photos);
        let photos = photos.map(|photo| (&photo.path, photo.checked, &photo.sha256));
        for (path, checked, sha256) in std::iter::once(own).chain(photos) {
            let Some(path) = path else { continue };
            let listed = package.manifest.file(path).map(|file| file.sha256.clone());
            // The package says itself that the file had changed before it was made.
            if checked != Some(false) && listed.as_ref() != Some(sha256) {
                faults.push(Fault::of_file(path, "exhibit-differs", number.clone()));
            }
        }
    }
}

/// An exhibit that is a copy of a copy … of itself.
fn circle_of_copies(exhibits: &[Exhibit]) -> Option<String> {
    let source: HashMap<_, _> =
        exhibits.iter().filter_map(|exhibit| Some((exhibit.id, exhibit.copy_of?))).collect();
    let mut sound = HashSet::new();
    exhibits.iter().find_map(|exhibit| {
        let mut way = HashSet::new();
        let mut at = exhibit.id;
        while !sound.contains(&at) {
            if !way.insert(at) {
                return Some(exhibit.number());
            }
            match source.get(&at) {
                Some(next) => at = *next,
                None => break,
            }
        }
        sound.extend(way);
        None
    })
}
