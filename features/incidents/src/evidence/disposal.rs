//! Destroying an exhibit: one person asks, another one confirms.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_jobs::enqueue;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::{CustodyKind, DeleteBlob, NewCustodyEvent, add_custody_event, chain_of};
use crate::{
    model::{custody_event, evidence},
    people::one_is_of_company,
};

/// How far the destruction of an exhibit is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Disposal {
    /// Nobody asks for it.
    None,
    /// This event asks for it; another person has to confirm.
    Requested(Box<custody_event::Model>),
    /// Done.
    Disposed,
}

/// What became of a confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// Destroyed.
    Done,
    /// Nobody asks for it any more, or the same person asked; nothing was written.
    NotNow,
    /// One of the two must be a person of the company itself; nothing was written.
    NobodyOfCompany,
}

/// Reads the state from the chain.
#[must_use]
pub fn disposal_of(chain: &[custody_event::Model]) -> Disposal {
    let kinds =
        [CustodyKind::DisposalRequested, CustodyKind::DisposalDeclined, CustodyKind::Disposed];
    let decides = |event: &&custody_event::Model| {
        CustodyKind::from_name(&event.kind).is_some_and(|kind| kinds.contains(&kind))
    };
    match chain.iter().rev().find(decides) {
        Some(event) if event.kind == CustodyKind::Disposed.name() => Disposal::Disposed,
        Some(event) if event.kind == CustodyKind::DisposalRequested.name() => {
            Disposal::Requested(Box::new(event.clone()))
        }
        _ => Disposal::None,
    }
}

/// Asks to destroy the exhibit. `false` if somebody asked already or it is destroyed.
///
/// # Errors
/// A problem of the database.
pub async fn request_disposal(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    exhibit: &evidence::Model,
    reason: String,
) -> Result<bool, Problem> {
    if hold_disposal(tx, exhibit).await? != Disposal::None {
        return Ok(false);
    }
    write(tx, platform, scope, exhibit, (CustodyKind::DisposalRequested, reason)).await?;
    Ok(true)
}

/// Confirms and destroys: the file is deleted, the record stays.
///
/// # Errors
/// A problem of the database.
pub async fn confirm_disposal(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    exhibit: &evidence::Model,
    note: String,
) -> Result<Confirmed, Problem> {
    let Disposal::Requested(request) = hold_disposal(tx, exhibit).await? else {
        return Ok(Confirmed::NotNow);
    };
    let second = scope.account().map(uuid::Uuid::from);
    if second.is_none() || second == request.by_id {
        return Ok(Confirmed::NotNow);
    }
    if !one_is_of_company(tx, scope, [request.by_id, second]).await? {
        return Ok(Confirmed::NobodyOfCompany);
    }
    write(tx, platform, scope, exhibit, (CustodyKind::Disposed, note)).await?;
    if let Some(blob) = exhibit.blob_id {
        let now = platform.clock.now();
        enqueue::<Platform, _>(tx, platform.chance(), &DeleteBlob { blob }, now).await?;
    }
    Ok(Confirmed::Done)
}

/// Calls it off. `false` if nobody asked.
///
/// # Errors
/// A problem of the database.
pub async fn decline_disposal(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    exhibit: &evidence::Model,
    reason: String,
) -> Result<bool, Problem> {
    let Disposal::Requested(_) = hold_disposal(tx, exhibit).await? else { return Ok(false) };
    write(tx, platform, scope, exhibit, (CustodyKind::DisposalDeclined, reason)).await?;
    Ok(true)
}

/// The state, with the exhibit's row locked: two persons cannot act on the same state at once.
///
/// # Errors
/// A problem of the database.
pub async fn hold_disposal(tx: &Tx, exhibit: &evidence::Model) -> Result<Disposal, Problem> {
    evidence::Entity::find_by_id(exhibit.id)
        .filter(evidence::Column::CompanyId.eq(exhibit.company_id))
        .lock_exclusive()
        .one(tx.conn())
        .await?;
    Ok(disposal_of(&chain_of(tx, exhibit).await?))
}

async fn write(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    exhibit: &evidence::Model,
    (kind, note): (CustodyKind, String),
) -> Result<(), Problem> {
    let event = NewCustodyEvent { note, ..NewCustodyEvent::now(platform, kind) };
    add_custody_event(tx, platform, scope, exhibit, event).await.map(|_| ())
}
