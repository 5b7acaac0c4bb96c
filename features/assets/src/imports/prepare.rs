//! What would come of a file: assets, rows to correct, things that are already kept.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_inventory::{
    BadRow, Kind, Known, Match, Plan, Record, Skipped, find_duplicates, identity_of, read_rows,
};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::{Contents, ImportPlan, bring::bytes_of, read_contents};
use crate::{
    ledger::{kind_of, values_of},
    model::{asset, asset_import},
};

/// What would come of a file.
#[derive(Debug, Clone, Default)]
pub struct Prepared {
    /// Rows or things of the file, all of them.
    pub rows: usize,
    /// Headings of a table.
    pub headings: Vec<String>,
    /// Those that are assets.
    pub records: Vec<Record>,
    /// Rows that hold none.
    pub skipped: Vec<Skipped>,
    /// Rows that a person has to correct.
    pub bad: Vec<BadRow>,
    /// Things that are no assets, and programs that were left out: what and how many.
    pub passed_over: Vec<(String, usize)>,
    /// Assets that were described before.
    pub matches: Vec<Match<Uuid>>,
}

/// Reads a file that waits, as its plan says, and compares it with the ledger.
///
/// # Errors
/// A problem of the database or of the disk.
pub async fn prepare(
    platform: &Platform,
    scope: &CompanyScope,
    row: &asset_import::Model,
) -> Result<Prepared, Problem> {
    let plan: ImportPlan = serde_json::from_str(&row.plan_json)?;
    let bytes = bytes_of(platform, scope, row).await?;
    let tx = platform.db.read(scope.fence()).await?;
    let kept = known(&tx, scope).await?;
    drop(tx);
    let prepared = tokio::task::spawn_blocking(move || compare(&bytes, &plan, &kept)).await?;
    prepared.ok_or_else(|| Problem::internal("a kept file cannot be read any more"))
}

/// What makes the assets of the company recognisable. Retired ones count: they may come back.
pub(super) async fn known(tx: &Tx, scope: &CompanyScope) -> Result<Vec<Known<Uuid>>, Problem> {
    let rows = asset::Entity::find()
        .filter(asset::Column::CompanyId.eq(scope.company().0))
        .all(tx.conn())
        .await?;
    let known = rows.iter().map(|row| {
        let identity = identity_of(kind_of(row), &values_of(row)?).numbered(Some(row.number));
        Ok(Known { id: row.id, identity })
    });
    known.collect()
}

fn compare(bytes: &[u8], plan: &ImportPlan, known: &[Known<Uuid>]) -> Option<Prepared> {
    let mut prepared = match read_contents(bytes, plan.sheet).ok()? {
        Contents::Table(table, _) => {
            let (header, _) = plan.columns(&table);
            let table = plan.without_left_out(table);
            let how = Plan { fields: plan.fields.clone(), kind: plan.kind };
            let reading = read_rows(&table, &header, &how);
            Prepared {
                rows: reading.rows,
                headings: header.headings,
                records: reading.taken,
                skipped: reading.skipped,
                bad: reading.bad,
                ..Prepared::default()
            }
        }
        Contents::Inventory(inventory) => Prepared {
            rows: inventory.things,
            records: inventory.records,
            passed_over: inventory.passed_over,
            ..Prepared::default()
        },
    };
    if plan.without_programs {
        let before = prepared.records.len();
        prepared.records.retain(|record| record.kind != Kind::Software);
        let left = before - prepared.records.len();
        if left > 0 {
            prepared.passed_over.push(("software".to_owned(), left));
        }
    }
    prepared.matches = find_duplicates(&prepared.records, known);
    Some(prepared)
}
