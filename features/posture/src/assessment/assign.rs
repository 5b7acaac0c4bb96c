//! Who is to answer which question.

use std::collections::HashMap;

use hikeshi_db::Tx;
use hikeshi_identity::{AccountId, CompanyScope, audit};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;

use super::Assessment;
use crate::model::assessment_assignee;

/// Who is to answer, by site and item.
///
/// # Errors
/// A problem of the database.
pub async fn assignees_of(
    tx: &Tx,
    assessment: &Assessment,
) -> Result<HashMap<(String, String), assessment_assignee::Model>, Problem> {
    let rows = assessment_assignee::Entity::find()
        .filter(assessment_assignee::Column::AssessmentId.eq(assessment.row.id))
        .filter(assessment_assignee::Column::CompanyId.eq(assessment.row.company_id))
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| ((row.site.clone(), row.item.clone()), row)).collect())
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
    Ok(())
}
