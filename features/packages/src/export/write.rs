//! Writing a package: a zip that goes out while it is made, encrypted on its way if wanted.
//!
//! Files of the store come first, so that their check stands in the records; the manifest is
//! last. Everything has one order and one time, so that the same records make the same bytes.

use std::io::{self, Read, Write};

use hikeshi_package::{
    FORMAT, FORMAT_VERSION, FileEntry, MANIFEST, Manifest, Part, SIGNATURE, Tool, case_uco,
    custody_table, statement, timeline_table,
};
use hikeshi_seal::Lock;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use zip::{
    CompressionMethod, ZipWriter,
    write::{SimpleFileOptions, StreamWriter},
};

use super::Plan;
use crate::{archive::KEY, index::index_page};

/// Bytes moved at once.
const PIECE: usize = 256 * 1024;
/// Files from this size on get the long form of their sizes.
const LARGE: u64 = 0xF000_0000;

/// Why a package could not be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WriteError {
    /// A file of the store is gone or damaged: make the package again without it.
    #[error("the stored file {0} cannot be read")]
    Unreadable(Uuid),
    /// The place for the package.
    #[error("the package could not be written")]
    Io(#[from] io::Error),
    /// The zip.
    #[error("the zip could not be written")]
    Zip(#[from] zip::result::ZipError),
    /// The records.
    #[error("the records could not be written as JSON")]
    Json(#[from] serde_json::Error),
    /// The page.
    #[error("the page could not be made")]
    Page(#[from] askama::Error),
    /// The signature.
    #[error("the manifest could not be signed")]
    Sign(#[from] hikeshi_tlog::TlogError),
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Made {
    /// Bytes of the file as given out.
    pub size: u64,
    /// Its SHA-256.
    pub sha256: String,
    /// SHA-256 of the manifest in it.
    pub manifest_sha256: String,
}

/// Writes the package. Blocks: for a thread of its own. Memory does not grow with the files.
pub(crate) fn write_package(
    plan: &mut Plan,
    lock: &Lock,
    out: impl Write,
) -> Result<Made, WriteError> {
    let out = lock.around(Counted { out, size: 0, sha256: Sha256::new() })?;
    let mut zip = Zip {
        zip: ZipWriter::new_stream(io::BufWriter::with_capacity(PIECE, out)),
        files: Vec::new(),
    };
    zip.stored(plan)?;
    zip.records(plan)?;
    zip.files.sort_by(|one, other| one.path.cmp(&other.path));
    let manifest = serde_json::to_vec_pretty(&manifest_of(plan, std::mem::take(&mut zip.files)))?;
    let manifest_sha256 = hex::encode(Sha256::digest(&manifest));
    zip.text(MANIFEST, &manifest)?;
    if let Some(signer) = &plan.signer {
        let note = signer.sign(&statement(plan.package, &manifest_sha256))?;
        zip.text(SIGNATURE, note.as_bytes())?;
    }
    let buffered = zip.zip.finish()?.into_inner();
    let sink = buffered.into_inner().map_err(|error| error.into_error())?;
    let mut counted = sink.finish()?;
    counted.flush()?;
    Ok(Made { size: counted.size, sha256: hex::encode(counted.sha256.finalize()), manifest_sha256 })
}

fn manifest_of(plan: &Plan, files: Vec<FileEntry>) -> Manifest {
    Manifest {
        format: FORMAT.to_owned(),
        version: FORMAT_VERSION,
        package: plan.package,
        made_at: plan.made_at,
        program: plan.program.clone(),
        origin: plan.origin.clone(),
        made_for: plan.wish.recipient.clone(),
        lang: plan.wish.lang.code().to_owned(),
        parts: plan.wish.parts.iter().map(|part| part.name().to_owned()).collect(),
        redactions: plan.wish.redactions.iter().copied().collect(),
        files,
        left_out: plan.left_out.clone(),
    }
}

struct Zip<W: Write> {
    zip: ZipWriter<StreamWriter<W>>,
    files: Vec<FileEntry>,
}

impl<W: Write> Zip<W> {
    /// The files of the store, as they are: what is evidence is not compressed, so that a check
    /// and a copy are as fast as the disk.
    fn stored(&mut self, plan: &mut Plan) -> Result<(), WriteError> {
        for file in plan.files.clone() {
            let options = SimpleFileOptions::default()
                .compression_method(CompressionMethod::Stored)
                .large_file(file.size >= LARGE)
                .unix_permissions(0o644);
            self.zip.start_file(&*file.path, options)?;
            let gone = |_| WriteError::Unreadable(file.blob);
            let mut bytes = plan.blobs.open_file(&plan.key, file.blob).map_err(gone)?;
            let (mut sha256, mut size, mut piece) = (Sha256::new(), 0_u64, vec![0; PIECE]);
            loop {
                let read = match bytes.read(&mut piece) {
                    Ok(0) => break,
                    Ok(read) => read,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    Err(_) => return Err(WriteError::Unreadable(file.blob)),
                };
                sha256.update(&piece[..read]);
                size += read as u64;
                self.zip.write_all(&piece[..read])?;
            }
            let sha256 = hex::encode(sha256.finalize());
            let same = sha256 == file.sha256 && size == file.size;
            plan.note_check(&file.path, same);
            self.files.push(FileEntry { path: file.path, size, sha256 });
        }
        Ok(())
    }

    fn records(&mut self, plan: &Plan) -> Result<(), WriteError> {
        let (records, wish) = (&plan.records, &plan.wish);
        self.entry("index.html", index_page(plan)?.as_bytes())?;
        self.json("incident.json", &records.incident)?;
        if wish.has(Part::Timeline) {
            self.json("timeline.json", &records.timeline)?;
            self.entry("timeline.csv", &timeline_table(&records.timeline))?;
        }
        if wish.has(Part::Facts) {
            self.json("facts.json", &records.facts)?;
        }
        if wish.has(Part::Custody) || wish.has(Part::Evidence) {
            self.json("custody.json", &records.exhibits)?;
            self.entry("custody.csv", &custody_table(&records.exhibits))?;
        }
        if wish.has(Part::Decisions) {
            self.json("decisions.json", &records.decisions)?;
            self.json("levels.json", &records.levels)?;
        }
        if wish.has(Part::Measures) {
            self.json("measures.json", &records.measures)?;
        }
        if wish.has(Part::Papers) {
            self.json("papers.json", &records.papers)?;
        }
        if wish.has(Part::People) {
            self.json("people.json", &records.people)?;
        }
        if wish.has(Part::Case) {
            let tool = Tool { name: &plan.program.name, version: &plan.program.version };
            self.json("case.jsonld", &case_uco(records, tool))?;
        }
        if let Some(signer) = &plan.signer {
            self.entry(KEY, format!("{}\n", signer.verifier()).as_bytes())?;
        }
        for (path, bytes) in &plan.proofs {
            self.entry(path, bytes)?;
        }
        for traces in &plan.technical {
            self.entry(&traces.path, traces.text.as_bytes())?;
        }
        Ok(())
    }

    fn json(&mut self, path: &str, value: &impl Serialize) -> Result<(), WriteError> {
        let bytes = serde_json::to_vec_pretty(value)?;
        self.entry(path, &bytes)
    }

    /// A file that the manifest lists.
    fn entry(&mut self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        self.text(path, bytes)?;
        let sha256 = hex::encode(Sha256::digest(bytes));
        self.files.push(FileEntry { path: path.to_owned(), size: bytes.len() as u64, sha256 });
        Ok(())
    }

    fn text(&mut self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .unix_permissions(0o644);
        self.zip.start_file(path, options)?;
        Ok(self.zip.write_all(bytes)?)
    }
}

/// Counts and hashes what goes out.
struct Counted<W: Write> {
    out: W,
    size: u64,
    sha256: Sha256,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.sha256.update(&bytes[..written]);
        self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
