//! Computing the hashes again and comparing them with the record.

use hikeshi_blobs::{BlobError, TenantKey};
use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{Lang, Moment, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;
use tokio::task::JoinHandle;

use super::{CustodyKind, NewCustodyEvent, add_custody_event, chain_of, tell_of_mismatch};
use crate::{
    case::{EntryKind, IncidentId, NewEntry, Status, add_entry, find_incident},
    model::{custody_event, evidence, evidence_check},
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

    /// The result of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Match, Self::Mismatch, Self::Unreadable].into_iter().find(|one| one.name() == name)
    }
}

/// Why the hashes were computed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// Somebody asked for it.
    Asked,
    /// The file is about to go out: the chain gets its own line for that.
    GoesOut,
    /// The program checks from time to time: only a bad result goes into the chain.
    Regular,
}

/// The result of the last check in a chain; `None` if nobody checked.
#[must_use]
pub fn last_check(chain: &[custody_event::Model]) -> Option<CheckResult> {
    chain.iter().rev().find_map(|event| CheckResult::from_name(&event.outcome))
}

/// When the hashes were last computed again, by a person or by the program, and how it ended.
///
/// # Errors
/// A problem of the database.
pub async fn checked_of(
    tx: &Tx,
    exhibit: &evidence::Model,
) -> Result<Option<evidence_check::Model>, Problem> {
    Ok(evidence_check::Entity::find_by_id(exhibit.id)
        .filter(evidence_check::Column::CompanyId.eq(exhibit.company_id))
        .one(tx.conn())
        .await?)
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
        let checked = check(&platform, &scope, &key, &exhibit, Occasion::Asked).await;
        if let Err(problem) = &checked {
            tracing::error!(evidence = %exhibit.id, cause = problem.cause, "a check failed");
        }
        checked
    })
}

/// Computes the hashes of the file again, and keeps the result. `None` for a thing. A result that
/// is bad for the first time is told: a line in the timeline and mail to those who answer for the
/// evidence. No transaction is open while the file is read.
///
/// # Errors
/// A problem of the database or the disk.
pub async fn check(
    platform: &Platform,
    scope: &CompanyScope,
    key: &TenantKey,
    exhibit: &evidence::Model,
    occasion: Occasion,
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
    keep(platform, scope, exhibit, (result, occasion)).await?;
    Ok(Some(result))
}

/// Keeps a result. The transaction is short; whoever destroyed the exhibit meanwhile is right that
/// there is no file.
async fn keep(
    platform: &Platform,
    scope: &CompanyScope,
    exhibit: &evidence::Model,
    (result, occasion): (CheckResult, Occasion),
) -> Result<(), Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let chain = chain_of(&tx, exhibit).await?;
    let gone = chain.iter().any(|event| event.kind == CustodyKind::Disposed.name());
    if gone {
        return Ok(());
    }
    let is_news = result != CheckResult::Match && last_check(&chain) != Some(result);
    let in_chain = match occasion {
        Occasion::Asked => true,
        Occasion::GoesOut => result != CheckResult::Match,
        Occasion::Regular => is_news,
    };
    if in_chain {
        let event = NewCustodyEvent {
            outcome: result.name(),
            ..NewCustodyEvent::now(platform, CustodyKind::Verified)
        };
        add_custody_event(&tx, platform, scope, exhibit, event).await?;
    }
    remember(&tx, platform, scope, exhibit, (result, occasion)).await?;
    if is_news {
        tell(&tx, platform, scope, exhibit).await?;
    }
    Ok(tx.commit().await?)
}

/// Notes when and how the last check was; what the program found by itself stands in the log.
async fn remember(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    exhibit: &evidence::Model,
    (result, occasion): (CheckResult, Occasion),
) -> Result<(), Problem> {
    evidence_check::Entity::delete_by_id(exhibit.id).exec(tx.conn()).await?;
    let row = evidence_check::ActiveModel {
        evidence_id: Set(exhibit.id),
        company_id: Set(exhibit.company_id),
        incident_id: Set(exhibit.incident_id),
        at: Set(to_millis(platform.clock.now())),
        outcome: Set(result.name().to_owned()),
    };
    evidence_check::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    if occasion == Occasion::Regular {
        let detail = json!({ "incident": exhibit.incident_id, "outcome": result.name(),
                             "sha256": exhibit.sha256, "blake3": exhibit.blake3 });
        audit(tx, platform, scope, "evidence.rechecked", ("evidence", exhibit.id), detail).await?;
    }
    Ok(())
}

/// The line of the timeline, unless the incident is closed, and the mail.
async fn tell(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    exhibit: &evidence::Model,
) -> Result<(), Problem> {
    let incident = find_incident(tx, scope, IncidentId(exhibit.incident_id)).await?;
    if incident.status != Status::Closed.name() {
        let number = exhibit.number.clone();
        let text = platform.words(Lang::Ja).t1("evidence-line-mismatch", "number", &number);
        let moment = Moment::Exact { at: platform.clock.now() };
        let line =
            NewEntry { kind: EntryKind::Happening, moment, text, automatic: true, source: number };
        add_entry(tx, platform, scope, &incident, line).await?;
    }
    tell_of_mismatch(tx, platform, scope, (&incident, exhibit)).await
}
