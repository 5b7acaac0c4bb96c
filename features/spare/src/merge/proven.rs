//! Whether the records of a spare are those of which its own log tells: the log was proved already,
//! the rows beside it were not.

use hikeshi_db::Fence;
use hikeshi_incidents::record::{Claims, RECORDED, Verdict};
use serde_json::Value;

use super::{log::entries_since, open::Spare, read::Taken};
use crate::{
    SpareError,
    records::copied,
    rows::{Row, id_in, key_text},
};

/// The most characters of any text: what a file that is imported may hold.
const LONGEST_TEXT: usize = 100_000;
/// The most characters of a name or a title.
const LONGEST_NAME: usize = 400;
/// The most bytes of a text with JSON: a whole playbook, or its state.
const LONGEST_JSON: usize = 4 * 1024 * 1024;

/// Refuses rows that were changed, deleted or put in past the program, and texts that no page takes.
pub(super) async fn check(spare: &Spare, tables: &[Taken<'_>]) -> Result<(), SpareError> {
    let mut claims = Claims::default();
    let there = spare.db.read(Fence::Open).await?;
    copied(&there, &mut claims).await?;
    drop(there);
    for entry in entries_since(spare, 1).await? {
        // Nothing on a spare erases details, and without them anything could be claimed.
        if entry.detail.is_none() && entry.detail_hash.is_some() {
            let text = format!("the detail of entry {} of the spare's log is missing", entry.seq);
            return Err(SpareError::refused("log", text));
        }
        claims.see(&entry);
    }
    for taken in tables.iter().filter(|taken| is_recorded(taken.table.name)) {
        for row in &taken.rows {
            bounded(taken, row)?;
            let why = match claims.judge(taken.table.name, row) {
                Verdict::Same | Verdict::NotCovered => continue,
                Verdict::Changed(Some(entry)) => format!("is not as entry {entry} of its log says"),
                Verdict::Changed(None) => "was changed, and its log does not tell of it".to_owned(),
                Verdict::Unlogged => "was put in, and its log does not tell of it".to_owned(),
            };
            return Err(tampered(taken.table.name, &key_text(taken.columns, row), &why));
        }
    }
    let gone = claims.missing().into_iter().find_map(|it| Some((it.entry?, it)));
    if let Some((entry, it)) = gone {
        let why = format!("is missing, but entry {entry} of its log tells of it");
        return Err(tampered(it.table, &it.id.to_string(), &why));
    }
    corrected(tables)
}

/// A line that was there at the copy changes with a correction only, which keeps what it said.
fn corrected(tables: &[Taken<'_>]) -> Result<(), SpareError> {
    let of = |name: &str| tables.iter().find(|taken| taken.table.name == name);
    let (Some(lines), Some(corrections)) = (of("timeline_entry"), of("timeline_correction")) else {
        return Ok(());
    };
    let version = |row: &Row| row.get("version").and_then(Value::as_i64).unwrap_or(0);
    for row in &lines.rows {
        let Some(before) = lines.before(row).filter(|_| !lines.is_as_before(row)) else { continue };
        let steps = version(row) - version(before);
        let about = |it: &&Row| id_in(it, "entry_id") == id_in(row, "id");
        let is_new = |it: &&Row| corrections.before(it).is_none();
        let new = corrections.rows.iter().filter(about).filter(is_new).count();
        if steps < 1 || i64::try_from(new) != Ok(steps) {
            let why = "was changed without a correction";
            return Err(tampered("timeline_entry", &key_text(lines.columns, row), why));
        }
    }
    Ok(())
}

fn bounded(taken: &Taken<'_>, row: &Row) -> Result<(), SpareError> {
    if taken.is_as_before(row) {
        return Ok(());
    }
    for (name, value) in row {
        let Value::String(text) = value else { continue };
        let is_name = name.ends_with("_name") || name.ends_with("_by") || name == "title";
        let fits = match name.as_str() {
            name if name.ends_with("_json") => text.len() <= LONGEST_JSON,
            _ if is_name => text.chars().nth(LONGEST_NAME).is_none(),
            _ => text.chars().nth(LONGEST_TEXT).is_none(),
        };
        if !fits {
            let key = key_text(taken.columns, row);
            let why = format!("holds a longer {name} than any page takes");
            return Err(tampered(taken.table.name, &key, &why));
        }
    }
    Ok(())
}

fn is_recorded(table: &str) -> bool {
    RECORDED.iter().any(|(name, _)| *name == table)
}

fn tampered(table: &str, key: &str, why: &str) -> SpareError {
    let text = format!("{table} {key} {why}: the spare was tampered with");
    SpareError::refused("foreign-row", text)
}
