//! Who is to answer which question.

use std::collections::{HashMap, HashSet};

use hikeshi_db::Tx;
use hikeshi_identity::{AccountId, CompanyScope, audit};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_posture_engine::Answers;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;

use super::Assessment;
use crate::{look::look, model::assessment_assignee};

/// Who is to answer, by site and item.
pub type Assignees = HashMap<(String, String), assessment_assignee::Model>;

/// Who is to answer, by site and item.
///
/// # Errors
/// A problem of the database.
pub async fn assignees_of(tx: &Tx, assessment: &Assessment) -> Result<Assignees, Problem> {
    let rows = assessment_assignee::Entity::find()
        .filter(assessment_assignee::Column::AssessmentId.eq(assessment.row.id))
        .filter(assessment_assignee::Column::CompanyId.eq(assessment.row.company_id))
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| ((row.site.clone(), row.item.clone()), row)).collect())
}

/// The questions that this person was asked to answer, by site and item.
#[must_use]
pub fn asked_of(assignees: &Assignees, account: Option<AccountId>) -> HashSet<(String, String)> {
    let Some(account) = account else { return HashSet::new() };
    let own = assignees.iter().filter(|(_, row)| row.account_id == account.0);
    own.map(|(place, _)| place.clone()).collect()
}

/// The question to answer next, with the place of its site: one that this person was asked (`mine`),
/// else the first that waits.
#[must_use]
pub fn next_waiting(
    assessment: &Assessment,
    answers: &Answers,
    mine: &HashSet<(String, String)>,
) -> Option<(String, usize)> {
    let mut first = None;
    for (place, site) in assessment.sites.iter().enumerate() {
        let sheet = answers.sheets.iter().find(|sheet| sheet.site == *site);
        for item in assessment.catalogue.items() {
            if sheet.is_some_and(|sheet| sheet.answer(&item.id).is_given()) {
                continue;
            }
            if mine.contains(&(site.clone(), item.id.clone())) {
                return Some((item.id.clone(), place));
            }
            first.get_or_insert_with(|| (item.id.clone(), place));
        }
    }
    first
}

/// Asks somebody to answer these questions of a site, in place of whoever was asked before; `None`
/// takes the request back. The caller holds the draft.
///
/// # Errors
/// A problem of the database.
pub async fn assign(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    assessment: &Assessment,
    (site, items, person): (&str, &[String], Option<(AccountId, &str)>),
) -> Result<(), Problem> {
    assessment_assignee::Entity::delete_many()
        .filter(assessment_assignee::Column::AssessmentId.eq(assessment.row.id))
        .filter(assessment_assignee::Column::CompanyId.eq(scope.company().0))
        .filter(assessment_assignee::Column::Site.eq(site))
        .filter(assessment_assignee::Column::Item.is_in(items.iter().map(String::as_str)))
        .exec(tx.conn())
        .await?;
    if let Some((account, name)) = person {
        let at = to_millis(platform.clock.now());
        let row = |item: &String| {
            let (clock, rng) = platform.chance();
            assessment_assignee::ActiveModel::from(assessment_assignee::Model {
                id: new_uuid(clock, rng),
                company_id: scope.company().0,
                assessment_id: assessment.row.id,
                site: site.to_owned(),
                item: item.clone(),
                account_id: account.0,
                name: name.to_owned(),
                at,
                by_name: scope.actor_name().to_owned(),
            })
        };
        assessment_assignee::Entity::insert_many(items.iter().map(row))
            .exec_without_returning(tx.conn())
            .await?;
    }
    let detail = json!({ "items": items.len(), "account": person.map(|(account, _)| account.0) });
    audit(tx, platform, scope, "assessment.assigned", ("assessment", assessment.row.id), detail)
        .await?;
    look(tx, scope).await
}
