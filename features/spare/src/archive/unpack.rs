//! Reading a backup: to check it, or to lay it into a new folder. Blocking.

use std::{
    collections::BTreeMap,
    fs,
    io::{Read, Write},
    path::Path,
};

use sha2::{Digest as _, Sha256};

use super::{FORMAT, HEAD, Head, MANIFEST, Opened, Part, is_known_name};
use crate::SpareError;

/// Head and manifest are read into memory up to this length.
const MOST_JSON: u64 = 512 * 1024 * 1024;

/// What was found in a backup.
#[derive(Debug, Clone)]
pub struct Checked {
    /// What it says of itself; nothing if that cannot be read.
    pub head: Option<Head>,
    /// How many files are inside.
    pub files: usize,
    /// How many bytes they have.
    pub bytes: u64,
    /// What is damaged, missing or too much, each a line for a person. Empty: it is whole.
    pub damaged: Vec<String>,
}

/// Reads the whole backup and compares everything with its manifest.
///
/// # Errors
/// It cannot be opened at all: no such file, sealed for somebody else.
pub fn verify(path: &Path, opened: &Opened) -> Result<Checked, SpareError> {
    walk(path, opened, None)
}

/// Lays a backup into the folder `target`, which exists and is empty.
///
/// # Errors
/// Anything is damaged: then what lies in the folder is not to be used.
pub(crate) fn extract(path: &Path, opened: &Opened, target: &Path) -> Result<Head, SpareError> {
    let checked = walk(path, opened, Some(target))?;
    match checked.head {
        Some(head) if checked.damaged.is_empty() => Ok(head),
        _ => {
            let text = format!(
                "the backup is damaged and was not used:\n  {}",
                checked.damaged.join("\n  ")
            );
            Err(SpareError::refused("damaged", text))
        }
    }
}

#[derive(Default)]
struct Found {
    parts: BTreeMap<String, Part>,
    head: Option<Head>,
    manifest: Option<Vec<Part>>,
    damaged: Vec<String>,
    bytes: u64,
}

fn walk(path: &Path, opened: &Opened, target: Option<&Path>) -> Result<Checked, SpareError> {
    let mut found = Found::default();
    let mut tar = tar::Archive::new(opened.read(path)?);
    let mut last = "the beginning".to_owned();
    match tar.entries() {
        Err(error) => found.damaged.push(format!("the file cannot be read: {error}")),
        Ok(entries) => {
            for entry in entries {
                let read = entry.map_err(Trouble::Unreadable);
                match read.and_then(|entry| take(entry, &mut found, target)) {
                    Ok(name) => last = name,
                    Err(Trouble::Unreadable(error)) => {
                        let text = format!("after {last} nothing can be read: {error}");
                        found.damaged.push(text);
                        break;
                    }
                    Err(Trouble::Stop(error)) => return Err(error),
                }
            }
        }
    }
    compare(&mut found);
    Ok(Checked {
        files: found.parts.len(),
        head: found.head,
        bytes: found.bytes,
        damaged: found.damaged,
    })
}

enum Trouble {
    /// The backup itself.
    Unreadable(std::io::Error),
    /// The disk that it is laid on.
    Stop(SpareError),
}

fn take(
    mut entry: tar::Entry<'_, Box<dyn Read>>,
    found: &mut Found,
    target: Option<&Path>,
) -> Result<String, Trouble> {
    let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
    let known = is_known_name(&name) && entry.header().entry_type().is_file();
    if !known || found.parts.contains_key(&name) {
        found.damaged.push(format!("{} does not belong into a backup", name.escape_debug()));
        return Ok(name);
    }
    if name == HEAD || name == MANIFEST {
        let mut bytes = Vec::new();
        entry.by_ref().take(MOST_JSON).read_to_end(&mut bytes).map_err(Trouble::Unreadable)?;
        if name == MANIFEST {
            found.manifest = serde_json::from_slice(&bytes).ok();
            return Ok(name);
        }
        found.head = serde_json::from_slice(&bytes).ok();
        found.note(&name, &bytes);
        return Ok(name);
    }
    let mut out = target.map(|folder| create(folder, &name)).transpose().map_err(Trouble::Stop)?;
    let (mut hash, mut size) = (Sha256::new(), 0_u64);
    let mut piece = vec![0_u8; 256 * 1024];
    loop {
        let read = entry.read(&mut piece).map_err(Trouble::Unreadable)?;
        if read == 0 {
            break;
        }
        let bytes = &piece[..read];
        hash.update(bytes);
        size += read as u64;
        if let (Some(out), Some(folder)) = (&mut out, target) {
            let failed = |e| Trouble::Stop(SpareError::io("write", &folder.join(&name))(e));
            out.write_all(bytes).map_err(failed)?;
        }
    }
    if let (Some(out), Some(folder)) = (&out, target) {
        let failed = |e| Trouble::Stop(SpareError::io("write", &folder.join(&name))(e));
        out.sync_all().map_err(failed)?;
    }
    let sha256 = hex::encode(hash.finalize());
    found.bytes += size;
    found.parts.insert(name.clone(), Part { name: name.clone(), size, sha256 });
    Ok(name)
}

impl Found {
    fn note(&mut self, name: &str, bytes: &[u8]) {
        let part = Part {
            name: name.to_owned(),
            size: bytes.len() as u64,
            sha256: hex::encode(Sha256::digest(bytes)),
        };
        self.parts.insert(name.to_owned(), part);
    }
}

fn create(folder: &Path, name: &str) -> Result<fs::File, SpareError> {
    let path = folder.join(name);
    if let Some(parent) = path.parent() {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(parent).map_err(SpareError::io("make the folder", parent))?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&path).map_err(SpareError::io("write", &path))
}

/// What was read against what the manifest says.
fn compare(found: &mut Found) {
    let lines = &mut found.damaged;
    match &found.head {
        None => lines.push(format!("{HEAD} is missing or damaged: this is no backup of hikeshi")),
        Some(head) if head.format != FORMAT => lines.push(format!(
            "it has form {}, this program reads {FORMAT}: use the version {} of hikeshi",
            head.format, head.program
        )),
        Some(_) => {}
    }
    let Some(manifest) = &found.manifest else {
        lines.push(format!("{MANIFEST} is missing or damaged: the backup was cut off"));
        return;
    };
    let listed: BTreeMap<&str, &Part> = manifest.iter().map(|p| (p.name.as_str(), p)).collect();
    for part in manifest {
        match found.parts.get(&part.name) {
            None => lines.push(format!("{} is missing", part.name.escape_debug())),
            Some(there) if there != part => lines.push(format!("{} is damaged", part.name)),
            Some(_) => {}
        }
    }
    for name in found.parts.keys().filter(|name| !listed.contains_key(name.as_str())) {
        lines.push(format!("{} is not in the manifest", name.escape_debug()));
    }
}
