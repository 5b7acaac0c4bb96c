//! `hikeshi proof`: showing others that something stands in the log.

mod told;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, anyhow, bail};
use hikeshi_db::{Fence, Tx};
use hikeshi_tlog::{
    Checkpoint, CosignVerifier, LogProof, LoggedEntry, NoteVerifier, ProofFault, all_entries_about,
    entry_at, follow_rotations, prove, prove_against,
};

use super::{log, say};
use crate::cli::{MakeProof, ProofCommand, VerifyProof};
use crate::{integrity, start};
use told::Told;

/// Runs one of the commands.
pub async fn run(command: ProofCommand) -> anyhow::Result<ExitCode> {
    match command {
        ProofCommand::Make(options) => make(options).await,
        ProofCommand::Verify(options) => verify(&options),
    }
}

async fn make(options: MakeProof) -> anyhow::Result<ExitCode> {
    start::check_folder(&options.data)?;
    let config = start::settings(&options.data)?;
    let db = integrity::open_read_only(&options.data, &config).await?;
    let tx = db.read(Fence::Open).await?;
    let made = make_all(&tx, &options).await;
    drop(tx);
    db.close().await;
    made.map(|()| ExitCode::SUCCESS)
}

async fn make_all(tx: &Tx, options: &MakeProof) -> anyhow::Result<()> {
    let entries = wanted(tx, options).await?;
    let kept = options.checkpoint.as_deref().map(integrity::read_kept).transpose()?;
    let folder = options.data.join("log");
    let several = entries.len() > 1;
    for entry in entries {
        let proof = match &kept {
            Some(kept) => prove_against(tx.conn(), &folder, entry.seq, &kept.note).await?,
            None => prove(tx.conn(), &folder, entry.seq)
                .await
                .context("if the entry is new, start the server once: it publishes the log")?,
        };
        let proof = match (&entry.detail, options.with_detail) {
            (Some(detail), true) => proof.disclose(detail)?,
            _ => proof,
        };
        let file = file_for(&options.output, several.then_some(entry.seq));
        std::fs::write(&file, proof.to_text())
            .with_context(|| format!("cannot write {}", file.display()))?;
        say(&format!("{}: entry {} {}\n", file.display(), entry.seq, entry.action))?;
        if options.short {
            say(&proof.short_text()?)?;
        }
    }
    Ok(())
}

/// The entries that are asked for.
async fn wanted(tx: &Tx, options: &MakeProof) -> anyhow::Result<Vec<LoggedEntry>> {
    if let Some(seq) = options.entry {
        let entry = entry_at(tx.conn(), seq).await?;
        return Ok(vec![entry.with_context(|| format!("there is no entry {seq}"))?]);
    }
    let about = options.about.as_deref().unwrap_or_default();
    let thing = about.split_once(':').and_then(|(kind, id)| Some((kind, id.parse().ok()?)));
    let (kind, id) = thing.with_context(|| {
        format!("\"{about}\" names no thing; it must be kind and id, as in evidence:ID")
    })?;
    let entries = all_entries_about(tx.conn(), kind, id).await?;
    if entries.is_empty() {
        bail!("no entry is about {about}");
    }
    Ok(entries)
}

/// `name.tlog-proof`, or `name-57.tlog-proof` for one of several.
fn file_for(output: &Path, number: Option<u64>) -> PathBuf {
    let Some(number) = number else { return output.to_owned() };
    let stem = output.file_stem().unwrap_or_default().to_string_lossy();
    let name = match output.extension() {
        Some(end) => format!("{stem}-{number}.{}", end.to_string_lossy()),
        None => format!("{stem}-{number}"),
    };
    output.with_file_name(name)
}

fn verify(options: &VerifyProof) -> anyhow::Result<ExitCode> {
    let words = log::words(options.lang)?;
    let proof = read_proof(&options.proof)?;
    let keys = options.key.iter().map(|key| read_keys(key)).collect::<Result<Vec<_>, _>>()?;
    let mut keys = keys.concat();
    let mut kept = Vec::new();
    for file in &options.checkpoint {
        kept.push(Checkpoint::read(&integrity::read_kept(file)?.note)?);
    }
    let rotations: Vec<_> =
        options.rotation.iter().map(|file| read_proof(file)).collect::<Result<_, _>>()?;
    let file = options.file.as_deref().map(|file| Ok::<_, anyhow::Error>((file, sha256(file)?)));
    let file = file.transpose()?;
    let proved = follow_rotations(&keys, &rotations).and_then(|all| {
        keys = all;
        proof.verify(&keys, &kept)
    });
    let told = match proved {
        Ok(proved) => Told::proved(&words, &proved, file),
        Err(fault) => Told::fault(&words, &fault),
    };
    say(&if options.json { told.json()? } else { told.text() })?;
    Ok(if told.holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn read_proof(file: &Path) -> anyhow::Result<LogProof> {
    let shown = file.display();
    let size = std::fs::metadata(file).with_context(|| format!("cannot read {shown}"))?.len();
    if size > 1 << 20 {
        bail!("{shown} is too large for a proof");
    }
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {shown}"))?;
    LogProof::parse(&text).map_err(|_| anyhow!("{shown} is not a proof (C2SP tlog-proof)"))
}

/// Keys as they are given: the text of one, or a file with one a line, such as `/log/keys` has it; keys
/// of witnesses among them are no keys of a log and are passed over.
fn read_keys(given: &str) -> anyhow::Result<Vec<NoteVerifier>> {
    let text = match std::fs::read_to_string(given) {
        Ok(text) => text,
        Err(_) => given.to_owned(),
    };
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let wrong = || anyhow!("\"{given}\" is not a public key of a log");
    let keys: Vec<NoteVerifier> = lines
        .filter(|line| line.parse::<CosignVerifier>().is_err())
        .map(|line| line.parse().map_err(|_| wrong()))
        .collect::<anyhow::Result<_>>()?;
    if keys.is_empty() { Err(wrong()) } else { Ok(keys) }
}

/// The hash of a file, in hexadecimal.
fn sha256(file: &Path) -> anyhow::Result<String> {
    use sha2::Digest as _;
    let reading = || format!("cannot read {}", file.display());
    let mut opened = std::fs::File::open(file).with_context(reading)?;
    let mut hash = HashWriter(sha2::Sha256::new());
    std::io::copy(&mut opened, &mut hash).with_context(reading)?;
    Ok(hex::encode(hash.0.finalize()))
}

/// Feeds what is written into a hash.
struct HashWriter(sha2::Sha256);

impl std::io::Write for HashWriter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        sha2::Digest::update(&mut self.0, bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The key of the words for a fault.
const fn fault_key(fault: &ProofFault) -> &'static str {
    match fault {
        ProofFault::NoEntry => "log-unproved-no-entry",
        ProofFault::UnreadableEntry => "log-unproved-unreadable",
        ProofFault::OtherPlace { .. } => "log-unproved-other-place",
        ProofFault::NotInTree => "log-unproved-not-in-tree",
        ProofFault::DetailChanged => "log-unproved-detail",
        ProofFault::BadSignature => "log-unproved-signature",
        ProofFault::OtherLog { .. } => "log-unproved-other-log",
        ProofFault::Forked { .. } => "log-unproved-forked",
        ProofFault::NotVouched { .. } => "log-unproved-not-vouched",
    }
}
