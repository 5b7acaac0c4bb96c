//! Beginning an assessment, and throwing one away that is not finished.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::to_millis;
use hikeshi_posture_engine::Catalogue;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::OnConflict};
use serde_json::json;
use uuid::Uuid;

use super::{Assessment, find::DRAFT};
use crate::{
    look::look,
    model::{
        assessment, assessment_answer, assessment_assignee, assessment_comment, assessment_evidence,
    },
};

/// The most sites of an assessment.
pub const MAX_SITES: usize = 200;

/// Begins an assessment of this catalogue. `id` comes from the form, so that a form sent twice begins
/// one. Without sites the whole company answers.
///
/// # Errors
/// A problem of the database.
pub async fn begin(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (id, catalogue, sites): (Uuid, &Catalogue, &[String]),
) -> Result<(), Problem> {
    let whole = [String::new()];
    let sites = if sites.is_empty() { &whole[..] } else { sites };
    let now = to_millis(platform.clock.now());
    let row = assessment::Model {
        id,
        company_id: scope.company().0,
        catalogue: catalogue.id.clone(),
        version: catalogue.version.clone(),
        catalogue_json: serde_json::to_string(catalogue)?,
        sites_json: serde_json::to_string(sites)?,
        state: DRAFT.to_owned(),
        made_at: now,
        made_by: scope.actor_name().to_owned(),
        changed_at: now,
        revision: 1,
        finished_at: None,
        finished_by: None,
        latest: false,
        total: None,
        max: None,
        band: None,
        score_json: None,
        answers_json: None,
        report_sha256: None,
        report_size: None,
        report_blob_id: None,
    };
    let same = OnConflict::column(assessment::Column::Id).do_nothing().to_owned();
    let written = assessment::Entity::insert(assessment::ActiveModel::from(row))
        .on_conflict(same)
        .exec_without_returning(tx.conn())
        .await?;
    if written > 0 {
        let detail = json!({ "catalogue": catalogue.id, "version": catalogue.version,
                             "sites": sites.len() });
        audit(tx, platform, scope, "assessment.begun", ("assessment", id), detail).await?;
    }
    Ok(())
}

/// Throws a draft away with everything that belongs to it. The caller holds it. Its files go with the
/// next sweep.
///
/// # Errors
/// A problem of the database.
pub async fn discard(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    assessment: &Assessment,
) -> Result<(), Problem> {
    let (id, company) = (assessment.row.id, scope.company().0);
    macro_rules! delete {
        ($($table:ident),+) => {$(
            $table::Entity::delete_many()
                .filter($table::Column::AssessmentId.eq(id))
                .filter($table::Column::CompanyId.eq(company))
                .exec(tx.conn())
                .await?;
        )+};
    }
    delete!(assessment_answer, assessment_assignee, assessment_comment, assessment_evidence);
    assessment::Entity::delete_many()
        .filter(assessment::Column::Id.eq(id))
        .filter(assessment::Column::CompanyId.eq(company))
        .filter(assessment::Column::State.eq(DRAFT))
        .exec(tx.conn())
        .await?;
    let detail = json!({ "catalogue": assessment.row.catalogue });
    audit(tx, platform, scope, "assessment.discarded", ("assessment", id), detail).await?;
    look(tx, scope).await
}
