//! Taking back what was done on a spare.
//!
//! First the spare is proved to be what it says (`open`), then all its rows are read and checked
//! (`read`) and held against the spare's own log (`proven`), then its files are brought over (`files`), and then one transaction writes everything
//! (`apply`): rows, items for people to see, and the spare's log entries. Cut off anywhere before
//! its end, nothing is changed but files that no row names, which go away by themselves.

mod after;
mod apply;
mod files;
mod items;
mod log;
mod numbers;
mod open;
mod proven;
mod read;
mod refs;
mod revised;
mod sides;

use std::{collections::BTreeMap, path::Path};

use hikeshi_db::Fence;
use hikeshi_identity::{CompanyId, CompanyScope, audit};
use hikeshi_incidents::{
    case::{hold_company, renew_notice},
    record::tell_rows,
};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::Platform;
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use crate::{Shape, SpareError, origin::origin};
pub(crate) use items::Kind as ItemKind;
pub(crate) use sides::put;

/// What is to be taken back.
#[derive(Debug)]
pub struct MergeOrder<'a> {
    /// The tables.
    pub shape: &'a Shape,
    /// The data folder of the spare. Nobody works on it meanwhile.
    pub from: &'a Path,
    /// Only say what would be done.
    pub dry_run: bool,
}

/// What was taken back.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Merged {
    /// The merge, if there was something to take back.
    pub merge: Option<Uuid>,
    /// The company.
    pub company: Uuid,
    /// The spare.
    pub spare: Uuid,
    /// Whether everything of the spare was here already.
    pub nothing_new: bool,
    /// Whether nothing was written because it was only asked for.
    pub dry_run: bool,
    /// New rows by table.
    pub added: BTreeMap<String, usize>,
    /// Rows that took over changes of the spare, by table.
    pub changed: BTreeMap<String, usize>,
    /// Things that both sides changed: somebody has to choose.
    pub conflicts: usize,
    /// Numbers that both sides had given, as (what, on the spare, now).
    pub renumbered: Vec<(String, String, String)>,
    /// Rows deleted on the spare or on this side, which were left as they are.
    pub not_taken: usize,
    /// Files of evidence and papers that came over.
    pub files: usize,
    /// Entries of the spare's log that stand in this log now.
    pub log_entries: usize,
}

/// Takes back what was done on a spare since it was made or last taken back. Harmless to repeat,
/// and after being cut off.
///
/// # Errors
/// [`SpareError::Refused`] when the spare is not one of this installation, is damaged, was made by
/// another version, or holds what cannot be the company's own; any failure of the database or disk.
pub async fn merge(platform: &Platform, order: MergeOrder<'_>) -> Result<Merged, SpareError> {
    let tx = platform.db.read(Fence::Open).await?;
    if origin(&tx).await?.is_some() {
        let text = "this data folder is a spare itself: name the installation's with --data";
        return Err(SpareError::refused("spare", text));
    }
    drop(tx);
    let spare = open::open(platform, &order).await?;
    let done = take_back(platform, &order, &spare).await;
    spare.close(done.as_ref().ok()).await?;
    done
}

async fn take_back(
    platform: &Platform,
    order: &MergeOrder<'_>,
    spare: &open::Spare,
) -> Result<Merged, SpareError> {
    let (clock, rng) = platform.chance();
    let company = spare.origin.company;
    let scope = CompanyScope::of_program(CompanyId(company), "merge");
    let tables = read::read(platform, spare).await?;
    proven::check(spare, &tables).await?;
    let files = files::bring(platform, &scope, order, (spare, &tables)).await?;
    let tx = platform.db.write(scope.fence()).await?;
    hold_company(&tx, &scope).await?;
    let merge = new_uuid(clock, rng);
    let now = to_millis(clock.now());
    log::begin(&tx, spare, (merge, now)).await?;
    let mut work = apply::Work::new(&tx, platform, spare, (merge, now));
    work.tables(&tables).await?;
    let (mut merged, written) = work.finish(&scope).await?;
    merged.files = files;
    merged.log_entries = log::carry(&tx, platform, spare, merge).await?;
    for (incident, rows) in written {
        tell_rows(&tx, platform, &scope, incident, rows).await?;
    }
    merged.dry_run = order.dry_run;
    (merged.company, merged.spare) = (company, spare.origin.spare);
    let anything = merged.log_entries + merged.added.len() + merged.changed.len();
    if anything + merged.conflicts + merged.not_taken == 0 {
        merged.nothing_new = true;
        return Ok(merged);
    }
    merged.merge = (!order.dry_run).then_some(merge);
    renew_notice(&tx, &scope).await?;
    let rows_sha256 = log::end(&tx, merge, &merged).await?;
    let detail = json!({
        "spare": merged.spare, "spare_log_size": spare.log_size, "rows_sha256": rows_sha256,
        "conflicts": merged.conflicts, "entries": merged.log_entries,
    });
    audit(&tx, platform, &scope, "merge.done", ("merge", merge), detail).await?;
    if !order.dry_run {
        tx.commit().await?;
    }
    Ok(merged)
}
