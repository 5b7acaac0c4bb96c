//! Whether the company lets a recipient pass the information on.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_incidents::model::incident;
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::json;
use uuid::Uuid;

use super::change::Change;
use crate::model::{paper, paper_consent};

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// May be passed on.
    Yes,
    /// May not.
    No,
}

impl Answer {
    /// Both, in the order of the form.
    pub const ALL: [Self; 2] = [Self::Yes, Self::No];

    /// The name in the database and in keys of words (`paperwork-consent-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
        }
    }

    /// The answer of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.name() == name)
    }
}

/// An answer as entered.
#[derive(Debug, Clone)]
pub struct NewConsent {
    /// Its id; the same one sent twice is noted once.
    pub id: Uuid,
    /// Who gets the information.
    pub to_whom: String,
    /// Whether they may.
    pub answer: Answer,
}

/// The answers about a paper, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn consents_of(
    tx: &Tx,
    paper: &paper::Model,
) -> Result<Vec<paper_consent::Model>, Problem> {
    Ok(paper_consent::Entity::find()
        .filter(paper_consent::Column::PaperId.eq(paper.id))
        .filter(paper_consent::Column::CompanyId.eq(paper.company_id))
        .order_by_desc(paper_consent::Column::At)
        .order_by_desc(paper_consent::Column::Id)
        .all(tx.conn())
        .await?)
}

/// Notes an answer; earlier ones stay.
///
/// # Errors
/// Not found; a problem of the database.
pub async fn give_consent(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (paper, new): (&str, NewConsent),
) -> Result<(), Problem> {
    let row = Change { tx, platform, scope, incident }.hold(paper).await?;
    if consents_of(tx, &row).await?.iter().any(|known| known.id == new.id) {
        return Ok(());
    }
    let consent = paper_consent::ActiveModel {
        id: Set(new.id),
        company_id: Set(row.company_id),
        incident_id: Set(row.incident_id),
        paper_id: Set(row.id),
        to_whom: Set(new.to_whom),
        answer: Set(new.answer.name().to_owned()),
        at: Set(to_millis(platform.clock.now())),
        by_id: Set(scope.account().map(Into::into)),
        by_name: Set(scope.actor_name().to_owned()),
    };
    paper_consent::Entity::insert(consent).exec_without_returning(tx.conn()).await?;
    let detail = json!({ "incident": incident.id, "answer": new.answer.name() });
    audit(tx, platform, scope, "paper.consent-given", ("paper", row.id), detail).await?;
    Ok(())
}
