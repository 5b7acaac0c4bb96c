//! The regular check: every file is read again some days after the last time, so that damage is
//! found while other copies still exist.

use hikeshi_db::Fence;
use hikeshi_directory::company_key;
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use jiff::{SignedDuration, Timestamp};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    QueryTrait as _,
};

use super::{CheckResult, CustodyKind, Occasion, check};
use crate::model::{custody_event, evidence, evidence_check};

/// How long a check is good for.
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Checks files whose last check is more than a week ago, the oldest first, until `files` are
/// checked or they come to more than `bytes`. Returns how many were read and how many differ from
/// their record. Harmless to repeat and to break off.
///
/// # Errors
/// A problem of the database or the disk; what was checked before stays noted.
pub async fn recheck_due(
    platform: &Platform,
    (files, bytes): (u64, i64),
) -> Result<(usize, usize), Problem> {
    let before = platform.clock.now() - GOOD_FOR;
    let (mut read, mut bad, mut left) = (0, 0, bytes);
    for exhibit in due(platform, before, files).await? {
        if left <= 0 {
            break;
        }
        left -= exhibit.size.unwrap_or(0);
        let scope = CompanyScope::of_program(CompanyId(exhibit.company_id), "recheck");
        let tx = platform.db.read(scope.fence()).await?;
        let key = company_key(&tx, platform, &scope).await?;
        drop(tx);
        let result = check(platform, &scope, &key, &exhibit, Occasion::Regular).await?;
        read += 1;
        bad += usize::from(result != Some(CheckResult::Match));
    }
    Ok((read, bad))
}

/// Files that are due, of all companies.
async fn due(
    platform: &Platform,
    before: Timestamp,
    files: u64,
) -> Result<Vec<evidence::Model>, Problem> {
    let before = to_millis(before);
    let tx = platform.db.read(Fence::Open).await?;
    let fresh = evidence_check::Entity::find()
        .select_only()
        .column(evidence_check::Column::EvidenceId)
        .filter(evidence_check::Column::At.gte(before));
    let gone = custody_event::Entity::find()
        .select_only()
        .column(custody_event::Column::EvidenceId)
        .filter(custody_event::Column::Kind.eq(CustodyKind::Disposed.name()));
    Ok(evidence::Entity::find()
        .filter(evidence::Column::BlobId.is_not_null())
        .filter(evidence::Column::AddedAt.lt(before))
        .filter(evidence::Column::Id.not_in_subquery(fresh.into_query()))
        .filter(evidence::Column::Id.not_in_subquery(gone.into_query()))
        .order_by_asc(evidence::Column::AddedAt)
        .order_by_asc(evidence::Column::Id)
        .limit(files)
        .all(tx.conn())
        .await?)
}
