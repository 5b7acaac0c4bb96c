//! Answers on the way. The address holds a secret; the database keeps only its hash.

use std::collections::BTreeMap;

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, hash_token};
use hikeshi_kernel::{Moment, from_millis, new_uuid, to_millis};
use hikeshi_triage::{Answer, Answers, DID};
use hikeshi_web::{Platform, Problem};
use jiff::{SignedDuration, Timestamp};
use sea_orm::QuerySelect as _;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::model::help_draft;

/// Answers that were never sent hold names and telephone numbers: they go after so many hours.
const KEPT_HOURS: i64 = 7 * 24;

/// What somebody answered so far.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// Its id.
    pub id: Uuid,
    /// The chosen symptom.
    pub symptom: String,
    /// The ids of the first actions that were ticked.
    pub done: Vec<String>,
    /// The answers and the times as understood when they were typed.
    pub saved: Saved,
    /// When the symptom was chosen.
    pub begun_at: Timestamp,
    /// When the last page was saved.
    pub saved_at: Timestamp,
    /// The report that it became.
    pub report: Option<Uuid>,
}

/// The form of `help_draft.answers_json` and `help_report.answers_json`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Saved {
    /// As given; a time as typed.
    pub answers: Answers,
    /// What was understood of typed times, by question: "10 minutes ago" was so then.
    pub moments: BTreeMap<String, Moment>,
}

impl Draft {
    /// The answers with the ticked first actions, as the triage engine takes them.
    pub fn answers(&self) -> Answers {
        let mut answers = self.saved.answers.clone();
        answers.set(DID, Answer::Choices(self.done.clone()));
        answers
    }

    /// The words typed for a question; empty if none.
    pub fn typed(&self, question: &str) -> &str {
        match self.saved.answers.get(question) {
            Some(Answer::Text(text)) => text,
            _ => "",
        }
    }

    fn from_row(row: help_draft::Model) -> Result<Self, Problem> {
        Ok(Self {
            id: row.id,
            symptom: row.symptom,
            done: serde_json::from_str(&row.done_json)?,
            saved: serde_json::from_str(&row.answers_json)?,
            begun_at: from_millis(row.created_at),
            saved_at: from_millis(row.saved_at),
            report: row.report_id,
        })
    }
}

/// Begins a draft; answers the secret for its address.
///
/// # Errors
/// A problem of the database.
pub(crate) async fn begin(
    platform: &Platform,
    scope: &CompanyScope,
    symptom: &str,
    done: &[String],
) -> Result<String, Problem> {
    let (clock, rng) = platform.chance();
    let (now, secret) = (clock.now(), rng.secret());
    let row = help_draft::ActiveModel {
        id: Set(new_uuid(clock, rng)),
        company_id: Set(scope.company().0),
        token_hash: Set(hash_token(&secret)),
        symptom: Set(symptom.to_owned()),
        answers_json: Set(serde_json::to_string(&Saved::default())?),
        done_json: Set(serde_json::to_string(done)?),
        created_at: Set(to_millis(now)),
        saved_at: Set(to_millis(now)),
        report_id: Set(None),
    };
    let tx = platform.db.write(scope.fence()).await?;
    help_draft::Entity::delete_many()
        .filter(help_draft::Column::CompanyId.eq(scope.company().0))
        .filter(help_draft::Column::ReportId.is_null())
        .filter(
            help_draft::Column::SavedAt.lt(to_millis(now - SignedDuration::from_hours(KEPT_HOURS))),
        )
        .exec(tx.conn())
        .await?;
    help_draft::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    tx.commit().await?;
    Ok(secret)
}

/// The draft of that secret, if it is one of this company.
///
/// # Errors
/// Not found, or a problem of the database.
pub(crate) async fn find_draft(
    tx: &Tx,
    scope: &CompanyScope,
    secret: &str,
) -> Result<Draft, Problem> {
    find(tx, scope, secret, false).await
}

/// Keeps one answer. A draft that was sent meanwhile stays as it was sent.
///
/// # Errors
/// Not found, or a problem of the database.
pub(crate) async fn save_answer(
    platform: &Platform,
    scope: &CompanyScope,
    secret: &str,
    question: &str,
    (answer, moment): (Answer, Option<Moment>),
) -> Result<Draft, Problem> {
    change(platform, scope, secret, |draft| {
        draft.saved.answers.set(question, answer);
        match moment {
            Some(moment) => draft.saved.moments.insert(question.to_owned(), moment),
            None => draft.saved.moments.remove(question),
        };
    })
    .await
}

/// Changes the symptom and the ticked first actions; the other answers stay.
///
/// # Errors
/// Not found, or a problem of the database.
pub(crate) async fn save_start(
    platform: &Platform,
    scope: &CompanyScope,
    secret: &str,
    symptom: &str,
    done: &[String],
) -> Result<Draft, Problem> {
    change(platform, scope, secret, |draft| {
        symptom.clone_into(&mut draft.symptom);
        draft.done = done.to_vec();
    })
    .await
}

async fn change(
    platform: &Platform,
    scope: &CompanyScope,
    secret: &str,
    edit: impl FnOnce(&mut Draft),
) -> Result<Draft, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let mut draft = find(&tx, scope, secret, true).await?;
    if draft.report.is_some() {
        return Ok(draft);
    }
    edit(&mut draft);
    draft.saved_at = platform.clock.now();
    let row = help_draft::ActiveModel {
        id: Set(draft.id),
        symptom: Set(draft.symptom.clone()),
        answers_json: Set(serde_json::to_string(&draft.saved)?),
        done_json: Set(serde_json::to_string(&draft.done)?),
        saved_at: Set(to_millis(draft.saved_at)),
        ..Default::default()
    };
    help_draft::Entity::update(row).exec_without_returning(tx.conn()).await?;
    tx.commit().await?;
    Ok(draft)
}

/// With `hold`, other writers of the draft wait until the transaction ends.
async fn find(tx: &Tx, scope: &CompanyScope, secret: &str, hold: bool) -> Result<Draft, Problem> {
    let find = help_draft::Entity::find()
        .filter(help_draft::Column::TokenHash.eq(hash_token(secret)))
        .filter(help_draft::Column::CompanyId.eq(scope.company().0));
    let find = if hold { find.lock_exclusive() } else { find };
    Draft::from_row(find.one(tx.conn()).await?.ok_or_else(Problem::not_found)?)
}

/// As [`find_draft`], while other writers of the draft wait until the transaction ends: two
/// quick clicks on "send" come one after the other.
///
/// # Errors
/// Not found, or a problem of the database.
pub(super) async fn hold_draft(
    tx: &Tx,
    scope: &CompanyScope,
    secret: &str,
) -> Result<Draft, Problem> {
    find(tx, scope, secret, true).await
}
