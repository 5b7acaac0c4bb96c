//! Answers: every one that was given stays, the last one of a question counts.

use std::collections::HashMap;

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_posture_engine::{Answer, Answers, Given, Sheet};
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::Expr,
};
use serde_json::json;

use super::Assessment;
use crate::{
    look::look,
    model::{assessment, assessment_answer},
};

/// Rows written at once.
const AT_ONCE: usize = 100;

/// How an answer came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Typed by a person.
    Typed,
    /// A proposal that a person accepted.
    Proposal,
    /// Out of a file.
    File,
    /// Sent by a program.
    Program,
}

impl Origin {
    /// The name in the database and in keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Proposal => "proposal",
            Self::File => "file",
            Self::Program => "program",
        }
    }
}

/// An answer to be given.
#[derive(Debug, Clone)]
pub struct NewAnswer {
    /// The site.
    pub site: String,
    /// The item.
    pub item: String,
    /// The answer.
    pub answer: Answer,
    /// Why it does not apply, or a remark.
    pub note: String,
    /// For an accepted proposal, where it was answered before.
    pub basis: String,
}

/// The answers that count now, by site and item.
///
/// # Errors
/// A problem of the database.
pub async fn current_answers(
    tx: &Tx,
    assessment: &Assessment,
) -> Result<HashMap<(String, String), assessment_answer::Model>, Problem> {
    let rows = of(assessment).filter(assessment_answer::Column::Current.eq(true));
    let rows = rows.all(tx.conn()).await?;
    Ok(rows.into_iter().map(|row| ((row.site.clone(), row.item.clone()), row)).collect())
}

/// The same as sheets, one for each site.
///
/// # Errors
/// A problem of the database.
pub async fn answers_of(tx: &Tx, assessment: &Assessment) -> Result<Answers, Problem> {
    let mut sheets: Vec<Sheet> = assessment.sites.iter().map(|site| Sheet::new(site, [])).collect();
    for ((site, item), row) in current_answers(tx, assessment).await? {
        let Some(sheet) = sheets.iter_mut().find(|sheet| sheet.site == site) else { continue };
        let answer = row.answer.parse().map_err(|_| Problem::internal("an unknown answer"))?;
        sheet.given.insert(item, Given { answer, note: row.note });
    }
    Ok(Answers { sheets })
}

/// All answers to a question, the last one first.
///
/// # Errors
/// A problem of the database.
pub async fn history_of(
    tx: &Tx,
    assessment: &Assessment,
    (site, item): (&str, &str),
) -> Result<Vec<assessment_answer::Model>, Problem> {
    Ok(of(assessment)
        .filter(assessment_answer::Column::Site.eq(site))
        .filter(assessment_answer::Column::Item.eq(item))
        .order_by_desc(assessment_answer::Column::Revision)
        .all(tx.conn())
        .await?)
}

/// Gives answers; those that say what stands already change nothing. The caller holds the draft and
/// has checked that site and item exist. Returns how many changed.
///
/// # Errors
/// A problem of the database.
pub async fn give_answers(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    assessment: &Assessment,
    (origin, new): (Origin, &[NewAnswer]),
) -> Result<usize, Problem> {
    let known = current_answers(tx, assessment).await?;
    let at = to_millis(platform.clock.now());
    let mut rows = Vec::new();
    for one in new {
        let before = known.get(&(one.site.clone(), one.item.clone()));
        let answer = one.answer.to_string();
        let waits = before.is_none() && one.answer == Answer::Unanswered;
        if waits || before.is_some_and(|row| row.answer == answer && row.note == one.note) {
            continue;
        }
        let (clock, rng) = platform.chance();
        rows.push(assessment_answer::Model {
            id: new_uuid(clock, rng),
            company_id: scope.company().0,
            assessment_id: assessment.row.id,
            site: one.site.clone(),
            item: one.item.clone(),
            answer,
            note: one.note.clone(),
            origin: origin.name().to_owned(),
            basis: one.basis.clone(),
            revision: before.map_or(1, |row| row.revision + 1),
            current: true,
            at,
            by_id: scope.account().map(Into::into),
            by_name: scope.actor_name().to_owned(),
        });
    }
    let replaced: Vec<_> = rows
        .iter()
        .filter_map(|row| known.get(&(row.site.clone(), row.item.clone())).map(|old| old.id))
        .collect();
    for ids in replaced.chunks(AT_ONCE) {
        assessment_answer::Entity::update_many()
            .col_expr(assessment_answer::Column::Current, Expr::value(false))
            .filter(assessment_answer::Column::Id.is_in(ids.iter().copied()))
            .filter(assessment_answer::Column::CompanyId.eq(scope.company().0))
            .exec(tx.conn())
            .await?;
    }
    let count = rows.len();
    if count == 0 {
        return Ok(0);
    }
    let items: Vec<String> = rows.iter().take(AT_ONCE).map(|row| row.item.clone()).collect();
    let models: Vec<_> = rows.into_iter().map(assessment_answer::ActiveModel::from).collect();
    for some in models.chunks(AT_ONCE) {
        assessment_answer::Entity::insert_many(some.to_vec())
            .exec_without_returning(tx.conn())
            .await?;
    }
    touch(tx, assessment, at).await?;
    let detail = json!({ "count": count, "origin": origin.name(), "items": items });
    audit(tx, platform, scope, "assessment.answered", ("assessment", assessment.row.id), detail)
        .await?;
    look(tx, scope).await?;
    Ok(count)
}

/// Notes that the assessment changed.
pub(super) async fn touch(tx: &Tx, assessment: &Assessment, at: i64) -> Result<(), Problem> {
    let change = assessment::ActiveModel {
        id: Set(assessment.row.id),
        changed_at: Set(at),
        revision: Set(assessment.row.revision + 1),
        ..Default::default()
    };
    assessment::Entity::update(change).exec_without_returning(tx.conn()).await?;
    Ok(())
}

fn of(assessment: &Assessment) -> sea_orm::Select<assessment_answer::Entity> {
    assessment_answer::Entity::find()
        .filter(assessment_answer::Column::AssessmentId.eq(assessment.row.id))
        .filter(assessment_answer::Column::CompanyId.eq(assessment.row.company_id))
}
