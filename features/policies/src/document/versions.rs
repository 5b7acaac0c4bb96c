//! Approved versions and their files.

use futures_util::TryStreamExt as _;
use hikeshi_db::Tx;
use hikeshi_directory::company_key;
use hikeshi_identity::CompanyScope;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, Select};

use super::{Document, Snapshot};
use crate::model::{policy_file, policy_version};

/// In what a version can be taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileForm {
    /// To print and to show.
    Pdf,
    /// To go on writing in.
    Docx,
}

impl FileForm {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Pdf, Self::Docx];

    /// Its name, also the ending of files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }

    /// The kind of content.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }

    /// The form of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }
}

/// The versions of a document, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn versions_of(
    tx: &Tx,
    document: &Document,
) -> Result<Vec<policy_version::Model>, Problem> {
    Ok(of(document).order_by_desc(policy_version::Column::Number).all(tx.conn()).await?)
}

/// The version that is in force.
///
/// # Errors
/// A problem of the database.
pub async fn last_version(
    tx: &Tx,
    document: &Document,
) -> Result<Option<policy_version::Model>, Problem> {
    Ok(of(document).order_by_desc(policy_version::Column::Number).one(tx.conn()).await?)
}

/// The version of that number, as it stands in a path.
///
/// # Errors
/// Not found.
pub async fn find_version(
    tx: &Tx,
    document: &Document,
    number: &str,
) -> Result<policy_version::Model, Problem> {
    let number: i64 = number.parse().map_err(|_| Problem::not_found())?;
    let found = of(document).filter(policy_version::Column::Number.eq(number)).one(tx.conn());
    found.await?.ok_or_else(Problem::not_found)
}

/// What a version says.
///
/// # Errors
/// A row that this program did not write.
pub fn read_snapshot(version: &policy_version::Model) -> Result<Snapshot, Problem> {
    Ok(serde_json::from_str(&version.snapshot_json)?)
}

/// The file of a version.
///
/// # Errors
/// Not found; a problem of the database.
pub async fn file_of(
    tx: &Tx,
    version: &policy_version::Model,
    form: FileForm,
) -> Result<policy_file::Model, Problem> {
    let found = policy_file::Entity::find()
        .filter(policy_file::Column::VersionId.eq(version.id))
        .filter(policy_file::Column::CompanyId.eq(version.company_id))
        .filter(policy_file::Column::Form.eq(form.name()))
        .one(tx.conn())
        .await?;
    found.ok_or_else(Problem::not_found)
}

/// The bytes of a file, as they were when the version was approved.
///
/// # Errors
/// A problem of the database or of the disk.
pub async fn read_file(
    platform: &Platform,
    scope: &CompanyScope,
    file: &policy_file::Model,
) -> Result<Vec<u8>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let key = company_key(&tx, platform, scope).await?;
    drop(tx);
    let pieces = platform.blobs.open_stream(&key, file.blob_id).await?;
    let pieces: Vec<_> = pieces.try_collect().await?;
    Ok(pieces.concat())
}

fn of(document: &Document) -> Select<policy_version::Entity> {
    policy_version::Entity::find()
        .filter(policy_version::Column::PolicyId.eq(document.row.id))
        .filter(policy_version::Column::CompanyId.eq(document.row.company_id))
}
