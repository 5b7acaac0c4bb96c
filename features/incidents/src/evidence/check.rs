//! Computing the hashes again and comparing them with the record.

use hikeshi_blobs::{BlobError, TenantKey};
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::Lang;
use hikeshi_web::{Platform, Problem};
use tokio::task::JoinHandle;

use super::{CustodyKind, NewCustodyEvent, add_custody_event};
use crate::{
    case::{EntryKind, IncidentId, NewEntry, add_entry, find_incident},
    model::{custody_event, evidence},
};

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckResult {
    /// Both hashes and the size are as recorded.
    Match,
    /// The content differs from the record.
    Mismatch,
    /// The file is gone, damaged or not for this key.
    Unreadable,
}

impl CheckResult {
    /// The name in the database and in keys of words (`evidence-outcome-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Match => "match",
            Self::Mismatch => "mismatch",
            Self::Unreadable => "unreadable",
        }
    }
}

/// The result of the last check in a chain; `None` if nobody checked.
#[must_use]
pub fn last_check(chain: &[custody_event::Model]) -> Option<CheckResult> {
    let verified = |event: &&custody_event::Model| event.kind == CustodyKind::Verified.name();
    let outcome = &chain.iter().rev().find(verified)?.outcome;
    [CheckResult::Match, CheckResult::Mismatch, CheckResult::Unreadable]
        .into_iter()
        .find(|result| result.name() == outcome)
}

/// Starts a check that goes on when the request ends, and writes its result into the chain.
/// A bad result also gets a line in the timeline. No transaction is open while it reads.
pub fn check_in_background(
    platform: Platform,
    scope: CompanyScope,
    key: TenantKey,
    exhibit: evidence::Model,
) -> JoinHandle<Result<Option<CheckResult>, Problem>> {
    tokio::spawn(async move {
        let checked = check(&platform, &scope, &key, &exhibit).await;
        if let Err(problem) = &checked {
            tracing::error!(evidence = %exhibit.id, cause = problem.cause, "a check failed");
        }
        checked
    })
}

async fn check(
    platform: &Platform,
    scope: &CompanyScope,
    key: &TenantKey,
    exhibit: &evidence::Model,
) -> Result<Option<CheckResult>, Problem> {
    let Some(blob) = exhibit.blob_id else { return Ok(None) };
    let result = match platform.blobs.verify(key, blob).await {
        Ok(now) => {
            let same = now.sha256 == exhibit.sha256
                && now.blake3 == exhibit.blake3
                && i64::try_from(now.size).ok() == exhibit.size;
            if same { CheckResult::Match } else { CheckResult::Mismatch }
        }
        // The file is there and its bytes changed: it cannot be what was recorded.
        Err(BlobError::Damaged { .. } | BlobError::WrongKey { .. }) => CheckResult::Mismatch,
        Err(BlobError::NotFound { .. }) => CheckResult::Unreadable,
        Err(error) => return Err(error.into()),
    };
    let tx = platform.db.write(scope.fence()).await?;
    let event = NewCustodyEvent {
        outcome: result.name(),
        ..NewCustodyEvent::now(platform, CustodyKind::Verified)
    };
    add_custody_event(&tx, platform, scope, exhibit, event).await?;
    if result != CheckResult::Match {
        let incident = find_incident(&tx, scope, IncidentId(exhibit.incident_id)).await?;
        let number = format!("E-{}", exhibit.serial);
        let text = platform.words(Lang::Ja).t1("evidence-line-mismatch", "number", &number);
        let moment = hikeshi_kernel::Moment::Exact { at: platform.clock.now() };
        let line =
            NewEntry { kind: EntryKind::Happening, moment, text, automatic: true, source: number };
        add_entry(&tx, platform, scope, &incident, line).await?;
    }
    tx.commit().await?;
    Ok(Some(result))
}
