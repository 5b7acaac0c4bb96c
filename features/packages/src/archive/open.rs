//! An opened package: its entries are known, nothing of their content is believed.

use std::io::{Read, Seek};

use hikeshi_package::{MANIFEST, Manifest, SIGNATURE};
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use zip::ZipArchive;

use super::{Fault, directory};

/// A record larger than this is none of ours.
const LARGEST_RECORD: u64 = 128 * 1024 * 1024;
/// Deflated records that become so much larger are bombs.
const RECORD_RATIO: u64 = 400;
/// Below this size a ratio says nothing.
const SMALL: u64 = 1024 * 1024;

/// A package whose zip is well-formed.
pub struct Package<R: Read + Seek> {
    zip: ZipArchive<R>,
    /// The manifest.
    pub manifest: Manifest,
    /// SHA-256 of the manifest.
    pub manifest_sha256: String,
    /// The signed statement about the manifest, if there is one.
    pub note: Option<String>,
    paths: Vec<(String, u64)>,
}

impl<R: Read + Seek> Package<R> {
    /// Opens the plain zip of a package.
    ///
    /// # Errors
    /// What is wrong with the zip or with its manifest.
    pub fn open(mut file: R) -> Result<Self, Vec<Fault>> {
        let entries = directory::entries(&mut file)?;
        for entry in entries.iter().filter(|entry| is_record(&entry.path)) {
            let bomb = entry.size > SMALL && entry.size / RECORD_RATIO > entry.compressed;
            if entry.size > LARGEST_RECORD || bomb {
                let detail = format!("{} {}", entry.compressed, entry.size);
                return Err(vec![Fault::of_file(&entry.path, "entry-bomb", detail)]);
            }
        }
        let one = |fault| vec![fault];
        let mut zip = ZipArchive::new(file)
            .map_err(|error| one(Fault::of_package("not-a-zip", error.to_string())))?;
        if zip.len() != entries.len() {
            return Err(one(Fault::of_package("not-a-zip", "entries hide each other")));
        }
        let bytes = content(&mut zip, MANIFEST, LARGEST_RECORD).map_err(one)?;
        let manifest = Manifest::parse(&bytes).map_err(|error| {
            one(Fault::of_file(MANIFEST, "manifest-unreadable", error.to_string()))
        })?;
        let has_note = entries.iter().any(|entry| entry.path == SIGNATURE);
        let note = match has_note {
            true => {
                let bytes = content(&mut zip, SIGNATURE, 64 * 1024).map_err(one)?;
                let text = String::from_utf8(bytes);
                Some(text.map_err(|_| one(Fault::of_file(SIGNATURE, "signature-unreadable", "")))?)
            }
            false => None,
        };
        Ok(Self {
            zip,
            manifest,
            manifest_sha256: hex::encode(Sha256::digest(&bytes)),
            note,
            paths: entries.into_iter().map(|entry| (entry.path, entry.size)).collect(),
        })
    }

    /// The paths and sizes of all files, as the zip tells of them.
    #[must_use]
    pub fn paths(&self) -> &[(String, u64)] {
        &self.paths
    }

    /// A small file as it is.
    ///
    /// # Errors
    /// It is not there, damaged or too large.
    pub fn bytes(&mut self, path: &str) -> Result<Vec<u8>, Fault> {
        content(&mut self.zip, path, LARGEST_RECORD)
    }

    /// A record of the package; `None` where the package does not have the file.
    ///
    /// # Errors
    /// It is damaged, or not what it is called.
    pub fn record<T: DeserializeOwned>(&mut self, path: &str) -> Result<Option<T>, Fault> {
        if self.manifest.file(path).is_none() {
            return Ok(None);
        }
        let bytes = self.bytes(path)?;
        let read = serde_json::from_slice(&bytes);
        read.map(Some).map_err(|error| Fault::of_file(path, "record-unreadable", error.to_string()))
    }

    /// Reads a file in pieces.
    ///
    /// # Errors
    /// It is not there or damaged; what `take` says.
    pub fn pieces(
        &mut self,
        path: &str,
        mut take: impl FnMut(&[u8]) -> std::io::Result<()>,
    ) -> Result<(), Fault> {
        let damaged =
            |error: std::io::Error| Fault::of_file(path, "file-damaged", error.to_string());
        let mut file = self
            .zip
            .by_name(path)
            .map_err(|error| Fault::of_file(path, "file-damaged", error.to_string()))?;
        let mut piece = vec![0; 256 * 1024];
        loop {
            match file.read(&mut piece).map_err(damaged)? {
                0 => return Ok(()),
                read => take(&piece[..read]).map_err(damaged)?,
            }
        }
    }
}

/// Whether a file is one that is read into memory.
fn is_record(path: &str) -> bool {
    !path.starts_with("evidence/") && !path.starts_with("papers/")
}

fn content<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    path: &str,
    most: u64,
) -> Result<Vec<u8>, Fault> {
    let found = zip.by_name(path);
    let mut file = found.map_err(|error| match error {
        zip::result::ZipError::FileNotFound => Fault::of_file(path, "file-missing", ""),
        other => Fault::of_file(path, "file-damaged", other.to_string()),
    })?;
    let mut bytes = Vec::new();
    let read = file.by_ref().take(most + 1).read_to_end(&mut bytes);
    read.map_err(|error| Fault::of_file(path, "file-damaged", error.to_string()))?;
    match bytes.len() as u64 > most {
        true => Err(Fault::of_file(path, "entry-bomb", "")),
        false => Ok(bytes),
    }
}
