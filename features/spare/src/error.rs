//! What stops a backup, a restore or a merge, in words that name the way out.

use std::path::{Path, PathBuf};

use hikeshi_blobs::{BlobError, KeyError};
use hikeshi_db::DbError;
use hikeshi_tlog::TlogError;

/// A backup was not written or not restored, a merge not done.
#[derive(Debug, thiserror::Error)]
pub enum SpareError {
    /// What was asked for cannot be done with these things; nothing was changed.
    #[error("{text}")]
    Refused {
        /// A stable word for programs.
        code: &'static str,
        /// Why, and what to do.
        text: String,
    },
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A query.
    #[error("the database failed: {0}")]
    Query(#[from] sea_orm::DbErr),
    /// A file of evidence or of a paper.
    #[error("a stored file: {0}")]
    Blob(#[from] BlobError),
    /// A key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The log.
    #[error("the log: {0}")]
    Log(#[from] TlogError),
    /// A page's rule of the incident's slice.
    #[error("{0}")]
    Rule(String),
    /// A value that should be JSON.
    #[error("unreadable JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A file or folder.
    #[error("cannot {doing} {path}: {source}", path = path.display())]
    Io {
        /// What was tried.
        doing: &'static str,
        /// On which path.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A worker ended before its work did.
    #[error("the work was broken off")]
    Stopped,
}

impl SpareError {
    pub(crate) fn refused(code: &'static str, text: impl Into<String>) -> Self {
        Self::Refused { code, text: text.into() }
    }

    pub(crate) fn io(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { doing, path, source }
    }

    /// The stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Refused { code, .. } => code,
            _ => "failed",
        }
    }
}

impl From<hikeshi_web::Problem> for SpareError {
    fn from(problem: hikeshi_web::Problem) -> Self {
        Self::Rule(
            problem.cause.or(problem.detail).unwrap_or_else(|| problem.kind.name().to_owned()),
        )
    }
}

/// Runs blocking work on a thread of its own.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SpareError> + Send + 'static,
) -> Result<T, SpareError> {
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(SpareError::Stopped))
}
