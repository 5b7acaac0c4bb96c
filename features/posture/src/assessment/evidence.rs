//! What shows that an answer is so: files, links, records that are kept elsewhere.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_incidents::evidence::StoredFile;
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::OnConflict,
};
use serde_json::json;
use uuid::Uuid;

use super::Assessment;
use crate::model::assessment_evidence;

/// Of which kind a piece of evidence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceKind {
    /// A file that was stored.
    File,
    /// An address.
    Link,
    /// A paper or record, with the place where it is kept.
    Record,
}

impl EvidenceKind {
    /// The name in the database and in keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Link => "link",
            Self::Record => "record",
        }
    }
}

/// A piece of evidence to be kept.
#[derive(Debug)]
pub struct NewEvidence {
    /// Made from the form, so that a form sent twice keeps one.
    pub id: Uuid,
    /// The site.
    pub site: String,
    /// The item.
    pub item: String,
    /// What it is.
    pub title: String,
    /// The address, or where it is kept; empty for a file.
    pub link: String,
    /// The day that it is from, `YYYY-MM-DD`.
    pub as_of: String,
    /// The stored file.
    pub file: Option<StoredFile>,
}

impl NewEvidence {
    fn kind(&self) -> EvidenceKind {
        match self {
            Self { file: Some(_), .. } => EvidenceKind::File,
            Self { link, .. } if link.starts_with("https://") || link.starts_with("http://") => {
                EvidenceKind::Link
            }
            Self { .. } => EvidenceKind::Record,
        }
    }
}

/// The evidence of an assessment, the first one first; what was taken back too.
///
/// # Errors
/// A problem of the database.
pub async fn evidence_of(
    tx: &Tx,
    assessment: &Assessment,
) -> Result<Vec<assessment_evidence::Model>, Problem> {
    Ok(assessment_evidence::Entity::find()
        .filter(assessment_evidence::Column::AssessmentId.eq(assessment.row.id))
        .filter(assessment_evidence::Column::CompanyId.eq(assessment.row.company_id))
        .order_by_asc(assessment_evidence::Column::At)
        .order_by_asc(assessment_evidence::Column::Id)
        .all(tx.conn())
        .await?)
}

/// Keeps a piece of evidence; false if the same form kept it before, so that its file is not named.
///
/// # Errors
/// A problem of the database.
pub async fn add_evidence(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    assessment: &Assessment,
    new: NewEvidence,
) -> Result<bool, Problem> {
    let kind = new.kind().name();
    let (file_name, sha256, size, blob) = match new.file {
        Some(file) => {
            let size = i64::try_from(file.stored.size)?;
            (file.name, file.stored.sha256, size, Some(file.blob))
        }
        None => (String::new(), String::new(), 0, None),
    };
    let detail = json!({ "item": new.item, "kind": kind, "sha256": sha256 });
    let row = assessment_evidence::Model {
        id: new.id,
        company_id: scope.company().0,
        assessment_id: assessment.row.id,
        site: new.site,
        item: new.item,
        kind: kind.to_owned(),
        title: new.title,
        link: new.link,
        as_of: new.as_of,
        file_name,
        sha256,
        size,
        blob_id: blob,
        at: to_millis(platform.clock.now()),
        by_id: scope.account().map(Into::into),
        by_name: scope.actor_name().to_owned(),
        withdrawn_at: None,
        withdrawn_by: None,
    };
    let same = OnConflict::column(assessment_evidence::Column::Id).do_nothing().to_owned();
    let written = assessment_evidence::Entity::insert(assessment_evidence::ActiveModel::from(row))
        .on_conflict(same)
        .exec_without_returning(tx.conn())
        .await?;
    if written > 0 {
        let target = ("assessment", assessment.row.id);
        audit(tx, platform, scope, "assessment.evidence-added", target, detail).await?;
    }
    Ok(written > 0)
}

/// Takes a piece of evidence back; it stays to be seen, with the name of who took it back.
///
/// # Errors
/// Not found; a problem of the database.
pub async fn withdraw_evidence(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    assessment: &Assessment,
    id: &str,
) -> Result<(), Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let rows = evidence_of(tx, assessment).await?;
    let row = rows.into_iter().find(|row| row.id == id).ok_or_else(Problem::not_found)?;
    if row.withdrawn_at.is_some() {
        return Ok(());
    }
    let change = assessment_evidence::ActiveModel {
        id: Set(row.id),
        withdrawn_at: Set(Some(to_millis(platform.clock.now()))),
        withdrawn_by: Set(Some(scope.actor_name().to_owned())),
        ..Default::default()
    };
    assessment_evidence::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let target = ("assessment", assessment.row.id);
    let detail = json!({ "item": row.item, "evidence": row.id });
    audit(tx, platform, scope, "assessment.evidence-withdrawn", target, detail).await?;
    Ok(())
}
