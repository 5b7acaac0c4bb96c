//! The zip container, read within bounds.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _, Write as _},
};

use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{
    FormFault,
    foreign::{refuse, refuse_types},
};

/// The most bytes of a form as it comes.
pub const MOST_FORM_BYTES: usize = 10 * 1024 * 1024;
/// The most bytes of all its parts together, unpacked.
const MOST_UNPACKED: u64 = 64 * 1024 * 1024;
/// The most parts.
const MOST_PARTS: usize = 2_000;
/// How the old format and protected files begin.
const COMPOUND_FILE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// Where the types of all parts stand.
const TYPES: &str = "[Content_Types].xml";

/// A package whose parts have all been unpacked once, so that their sizes are known to be bounded.
#[derive(Debug)]
pub(super) struct Package(ZipArchive<Cursor<Vec<u8>>>);

impl Package {
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, FormFault> {
        if bytes.len() > MOST_FORM_BYTES {
            return Err(FormFault::TooLarge);
        }
        if bytes.starts_with(&COMPOUND_FILE) {
            return Err(FormFault::OldOrProtected);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        if archive.len() > MOST_PARTS {
            return Err(FormFault::Bomb);
        }
        let mut package = Self(archive);
        package.check()?;
        Ok(package)
    }

    /// Unpacks everything once, counting: sizes that a file states about itself are not believed.
    fn check(&mut self) -> Result<(), FormFault> {
        let mut left = MOST_UNPACKED;
        let mut telling = vec![TYPES.to_owned()];
        for index in 0..self.0.len() {
            let part = self.0.by_index(index).map_err(broken)?;
            let name = part.name().map_err(broken)?.into_owned();
            refuse(&name)?;
            if name.to_lowercase().ends_with(".rels") {
                telling.push(name);
            }
            let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
            left = left.checked_sub(unpacked.map_err(broken)?).ok_or(FormFault::Bomb)?;
        }
        telling.iter().try_for_each(|part| refuse_types(&self.text(part)?))
    }

    /// Whether there is a part of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.index_for_name(name).is_some()
    }

    /// A part that is text.
    pub(super) fn text(&mut self, name: &str) -> Result<String, FormFault> {
        let part = self.0.by_name(name).map_err(broken)?;
        let mut bytes = Vec::new();
        part.take(MOST_UNPACKED).read_to_end(&mut bytes).map_err(broken)?;
        let text = String::from_utf8(bytes).map_err(broken)?;
        let text = text.strip_prefix('\u{FEFF}').map_or(text.as_str(), |text| text);
        // A document type could define entities; no xlsx has one.
        if text.contains("<!DOCTYPE") {
            return Err(FormFault::Broken("a document type".to_owned()));
        }
        Ok(text.to_owned())
    }

    /// The whole package with some parts changed; the others keep their packed bytes.
    pub(super) fn with(mut self, changed: &BTreeMap<String, String>) -> Result<Vec<u8>, FormFault> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.0.len() {
            let part = self.0.by_index_raw(index).map_err(broken)?;
            let name = part.name().map_err(broken)?.into_owned();
            match changed.get(&name) {
                None => out.raw_copy_file(part).map_err(broken)?,
                Some(text) => {
                    let modified = part.last_modified().unwrap_or_default();
                    let options = SimpleFileOptions::default()
                        .compression_method(CompressionMethod::Deflated)
                        .last_modified_time(modified);
                    out.start_file(name, options).map_err(broken)?;
                    out.write_all(text.as_bytes()).map_err(broken)?;
                }
            }
        }
        Ok(out.finish().map_err(broken)?.into_inner())
    }
}

pub(super) fn broken(error: impl std::fmt::Display) -> FormFault {
    FormFault::Broken(error.to_string())
}
