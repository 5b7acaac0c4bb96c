//! The entries of the log about an incident and its things, with what is needed to check them.

use std::collections::BTreeSet;

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::model::incident;
use hikeshi_package::Records;
use hikeshi_tlog::{LoggedEntry, NoteKey, list_for_tenant};
use hikeshi_web::{Platform, Problem};
use serde_json::{Value, json};
use uuid::Uuid;

/// Entries read at once.
const AT_ONCE: u32 = 1_000;

/// Files of the part: entries, the last signed checkpoint, the public key. Of a redacted package
/// the entries keep the hash of their details and nothing more.
pub(super) async fn proofs(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    records: &Records,
    redacted: bool,
) -> Result<Vec<(String, Vec<u8>)>, Problem> {
    let mut about: BTreeSet<Uuid> = [incident.id].into();
    about.extend(records.exhibits.iter().map(|exhibit| exhibit.id));
    let mut entries = Vec::new();
    let mut before = None;
    loop {
        let page = list_for_tenant(tx.conn(), scope.company().0, before, AT_ONCE).await?;
        before = page.last().map(|entry| entry.seq);
        let whole = page.len() == AT_ONCE as usize;
        let ours = page.into_iter().filter(|entry| is_about(entry, &about));
        entries.extend(ours);
        if !whole {
            break;
        }
    }
    entries.reverse();
    let mut told = Vec::with_capacity(entries.len());
    for entry in &entries {
        told.push(told_of(entry, redacted)?);
    }
    let mut files =
        vec![("proofs/log-entries.json".to_owned(), serde_json::to_vec_pretty(&told)?)];
    if let Ok(key) = NoteKey::load(&platform.data_folder.join("keys/log.key")) {
        files.push(("proofs/log-key.txt".to_owned(), format!("{}\n", key.verifier()).into_bytes()));
    }
    let path = platform.data_folder.join("log/checkpoint");
    if let Ok(note) = tokio::fs::read(&path).await {
        files.push(("proofs/checkpoint".to_owned(), note));
    }
    files.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(files)
}

fn is_about(entry: &LoggedEntry, about: &BTreeSet<Uuid>) -> bool {
    matches!(&entry.target, Some((_, Some(id))) if about.contains(id))
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
