//! Finding papers and what belongs to them. Every query keeps to one incident of one company.

use hikeshi_db::Tx;
use hikeshi_drafting::Reader;
use hikeshi_identity::{CompanyScope, can};
use hikeshi_incidents::model::{OfIncident as _, incident};
use hikeshi_kernel::typed_id;
use hikeshi_web::Problem;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use super::{State, kinds};
use crate::model::{paper, paper_event, paper_file, paper_version};

typed_id!(
    /// A paper.
    PaperId
);

/// The papers of an incident that the person may read, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn papers_of(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<Vec<paper::Model>, Problem> {
    let all = paper::Entity::find().of_incident(incident).order_by_desc(paper::Column::Number);
    let mut all = all.all(tx.conn()).await?;
    all.retain(|paper| may_read(scope, paper));
    Ok(all)
}

/// The paper whose id stands in a path as `id`.
///
/// # Errors
/// Not found: unreadable, unknown, of another incident or company, or a draft that the person may
/// not read.
pub async fn find_paper(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
    id: &str,
) -> Result<paper::Model, Problem> {
    let id: PaperId = id.parse().map_err(|_| Problem::not_found())?;
    let found = paper::Entity::find_by_id(id.0).of_incident(incident).one(tx.conn()).await?;
    found.filter(|paper| may_read(scope, paper)).ok_or_else(Problem::not_found)
}

/// Whoever may not read drafts reads only what is approved, and of that only what is for readers
/// outside the company.
fn may_read(scope: &CompanyScope, paper: &paper::Model) -> bool {
    let kind = kinds().ok().and_then(|kinds| kinds.get(&paper.kind));
    let for_outside = kind.is_some_and(|kind| kind.file.reader != Reader::Inside);
    scope.may::<can::ViewDrafts>() || State::of(paper).is_frozen() && for_outside
}

/// What happened to a paper, in the order of time.
///
/// # Errors
/// A problem of the database.
pub async fn events_of(tx: &Tx, paper: &paper::Model) -> Result<Vec<paper_event::Model>, Problem> {
    Ok(paper_event::Entity::find()
        .filter(paper_event::Column::PaperId.eq(paper.id))
        .filter(paper_event::Column::CompanyId.eq(paper.company_id))
        .order_by_asc(paper_event::Column::Step)
        .all(tx.conn())
        .await?)
}

/// The kept versions of a paper, the first first.
///
/// # Errors
/// A problem of the database.
pub async fn versions_of(
    tx: &Tx,
    paper: &paper::Model,
) -> Result<Vec<paper_version::Model>, Problem> {
    Ok(paper_version::Entity::find()
        .filter(paper_version::Column::PaperId.eq(paper.id))
        .filter(paper_version::Column::CompanyId.eq(paper.company_id))
        .order_by_asc(paper_version::Column::Serial)
        .all(tx.conn())
        .await?)
}

/// The version of a paper that may be given out: approved, not taken back, and not superseded.
///
/// # Errors
/// A problem of the database.
pub async fn approved_version(
    tx: &Tx,
    paper: &paper::Model,
) -> Result<Option<paper_version::Model>, Problem> {
    if !matches!(State::of(paper), State::Approved | State::Filed) {
        return Ok(None);
    }
    Ok(versions_of(tx, paper).await?.pop())
}

/// The paper of a kept version; `None` for a version of another incident.
///
/// # Errors
/// A problem of the database.
pub async fn paper_of_version(
    tx: &Tx,
    incident: &incident::Model,
    version: Uuid,
) -> Result<Option<paper::Model>, Problem> {
    let version = paper_version::Entity::find_by_id(version).of_incident(incident);
    let Some(version) = version.one(tx.conn()).await? else { return Ok(None) };
    Ok(paper::Entity::find_by_id(version.paper_id).of_incident(incident).one(tx.conn()).await?)
}

/// The versions that the person may read: without the right to read drafts, the approved ones.
///
/// # Errors
/// A problem of the database.
pub async fn readable_versions(
    tx: &Tx,
    scope: &CompanyScope,
    paper: &paper::Model,
) -> Result<Vec<paper_version::Model>, Problem> {
    let mut all = versions_of(tx, paper).await?;
    let approved = State::Approved.name();
    all.retain(|version| scope.may::<can::ViewDrafts>() || version.state == approved);
    Ok(all)
}

/// One kept version that the person may read.
///
/// # Errors
/// Not found, or a problem of the database.
pub async fn version_of_serial(
    tx: &Tx,
    scope: &CompanyScope,
    paper: &paper::Model,
    serial: i64,
) -> Result<paper_version::Model, Problem> {
    let all = readable_versions(tx, scope, paper).await?;
    all.into_iter().find(|version| version.serial == serial).ok_or_else(Problem::not_found)
}

/// The files of a version.
///
/// # Errors
/// A problem of the database.
pub async fn files_of(
    tx: &Tx,
    version: &paper_version::Model,
) -> Result<Vec<paper_file::Model>, Problem> {
    Ok(paper_file::Entity::find()
        .filter(paper_file::Column::VersionId.eq(version.id))
        .filter(paper_file::Column::CompanyId.eq(version.company_id))
        .order_by_asc(paper_file::Column::Form)
        .all(tx.conn())
        .await?)
}

/// The file of a version in one form.
///
/// # Errors
/// Not found, or a problem of the database.
pub async fn file_of(
    tx: &Tx,
    version: &paper_version::Model,
    form: &str,
) -> Result<paper_file::Model, Problem> {
    let files = files_of(tx, version).await?;
    files.into_iter().find(|file| file.form == form).ok_or_else(Problem::not_found)
}
