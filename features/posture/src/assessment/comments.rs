//! What people say to each other about a question.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    sea_query::OnConflict,
};
use serde_json::json;
use uuid::Uuid;

use super::Assessment;
use crate::model::assessment_comment;

/// The comments on a question, the first one first.
///
/// # Errors
/// A problem of the database.
pub async fn comments_of(
    tx: &Tx,
    assessment: &Assessment,
    (site, item): (&str, &str),
) -> Result<Vec<assessment_comment::Model>, Problem> {
    Ok(assessment_comment::Entity::find()
        .filter(assessment_comment::Column::AssessmentId.eq(assessment.row.id))
        .filter(assessment_comment::Column::CompanyId.eq(assessment.row.company_id))
        .filter(assessment_comment::Column::Site.eq(site))
        .filter(assessment_comment::Column::Item.eq(item))
        .order_by_asc(assessment_comment::Column::At)
        .order_by_asc(assessment_comment::Column::Id)
        .limit(500)
        .all(tx.conn())
        .await?)
}

/// Writes a comment; `id` comes from the form, so that a form sent twice writes one.
///
/// # Errors
/// A problem of the database.
pub async fn comment(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    assessment: &Assessment,
    (id, site, item, words): (Uuid, &str, &str, &str),
) -> Result<(), Problem> {
    let row = assessment_comment::Model {
        id,
        company_id: scope.company().0,
        assessment_id: assessment.row.id,
        site: site.to_owned(),
        item: item.to_owned(),
        words: words.to_owned(),
        at: to_millis(platform.clock.now()),
        by_id: scope.account().map(Into::into),
        by_name: scope.actor_name().to_owned(),
    };
    let same = OnConflict::column(assessment_comment::Column::Id).do_nothing().to_owned();
    let written = assessment_comment::Entity::insert(assessment_comment::ActiveModel::from(row))
        .on_conflict(same)
        .exec_without_returning(tx.conn())
        .await?;
    if written > 0 {
        let detail = json!({ "item": item });
        let target = ("assessment", assessment.row.id);
        audit(tx, platform, scope, "assessment.commented", target, detail).await?;
    }
    Ok(())
}
