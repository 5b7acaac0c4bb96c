//! The entries of the log about an incident, its exhibits and its approved papers, each with a
//! proof that needs neither us nor a database.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::model::incident;
use hikeshi_package::Records;
use hikeshi_tlog::{LoggedEntry, TlogError, entries_about, prove};
use hikeshi_web::{Platform, Problem};
use serde_json::{Value, json};
use uuid::Uuid;

/// What gets a proof of its own: that the incident, an exhibit or an approval was there then.
const PROVED: [&str; 6] = [
    "incident.opened",
    "incident.imported",
    "evidence.added",
    "evidence.imported",
    "paper.approved",
    "evidence.disposed",
];
/// So many proofs at most.
const MOST_PROOFS: usize = 2_000;

/// Files of the part: entries, proofs, the last checkpoint. Of a redacted package the entries keep the
/// hash of their details and nothing more. What is not signed yet is listed without a proof.
pub(super) async fn proofs(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (records, papers, redacted): (&Records, &[Uuid], bool),
) -> Result<Vec<(String, Vec<u8>)>, Problem> {
    let folder = platform.data_folder.join("log");
    let things = records.exhibits.iter().map(|exhibit| ("evidence", exhibit.id));
    let papers = papers.iter().map(|paper| ("paper", *paper));
    let mut entries = Vec::new();
    for (kind, id) in std::iter::once(("incident", incident.id)).chain(things).chain(papers) {
        entries.extend(entries_about(tx.conn(), scope.company().0, kind, id).await?);
    }
    entries.sort_by_key(|entry| entry.seq);
    let (mut told, mut files) = (Vec::with_capacity(entries.len()), Vec::new());
    for entry in &entries {
        let mut line = told_of(entry, redacted)?;
        let wanted = files.len() < MOST_PROOFS && PROVED.contains(&entry.action.as_str());
        if wanted && let Some(proof) = proof_of(tx, &folder, entry, redacted).await? {
            let path = format!("proofs/{:09}.tlog-proof", entry.seq);
            line["proof"] = json!(path);
            files.push((path, proof.into_bytes()));
        }
        told.push(line);
    }
    files.push(("proofs/log-entries.json".to_owned(), serde_json::to_vec_pretty(&told)?));
    if let Ok(note) = tokio::fs::read(folder.join("checkpoint")).await {
        files.push(("proofs/checkpoint".to_owned(), note));
    }
    files.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(files)
}

/// The proof as a file; `None` while no checkpoint covers the entry.
async fn proof_of(
    tx: &Tx,
    folder: &std::path::Path,
    entry: &LoggedEntry,
    redacted: bool,
) -> Result<Option<String>, Problem> {
    let proof = match prove(tx.conn(), folder, entry.seq).await {
        Ok(proof) => proof,
        Err(TlogError::NotPublished { .. }) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let proof = match (&entry.detail, redacted) {
        (Some(detail), false) => proof.disclose(detail)?,
        _ => proof,
    };
    Ok(Some(proof.to_text()))
}

/// The hashed bytes as they stand in the log, the leaf, and the detail that its hash stands for.
fn told_of(entry: &LoggedEntry, redacted: bool) -> Result<Value, Problem> {
    let bytes = String::from_utf8(entry.bytes()?)?;
    let mut told = json!({ "seq": entry.seq, "leaf": bytes, "leaf_hash": entry.leaf_hash });
    if let (Some(detail), false) = (&entry.detail, redacted) {
        told["detail"] = json!(detail);
    }
    Ok(told)
}
