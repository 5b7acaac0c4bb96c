//! What can go wrong with the database, in words that name the way out.

use std::path::PathBuf;

/// A failure of the database.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// No connection could be made; the address is shown without its password.
    #[error("cannot open the database at {place}: {cause}")]
    Open {
        /// Where it was looked for.
        place: String,
        /// What the driver said.
        cause: sea_orm::DbErr,
    },
    /// The database was written by a newer program.
    #[error(
        "the database was written by a newer version of hikeshi (migration {migration} of {slice} is unknown here); \
         install that version, or restore the backup made before the upgrade"
    )]
    Newer {
        /// The slice whose migration is unknown.
        slice: String,
        /// Its number.
        migration: u32,
    },
    /// A migration that has run was changed afterwards.
    #[error(
        "migration {migration} of {slice} differs from the one that this database was made with"
    )]
    Changed {
        /// The slice.
        slice: String,
        /// The number.
        migration: u32,
    },
    /// A copy of the database could not be made; before a migration, nothing was migrated then.
    #[error(
        "the copy of the database could not be made ({cause}); nothing was changed. Wanted file: {file}"
    )]
    Backup {
        /// The file that should have been written.
        file: PathBuf,
        /// What went wrong.
        cause: String,
    },
    /// A migration failed and was rolled back.
    #[error("migration {migration} of {slice} failed and was rolled back: {cause}")]
    Migrate {
        /// The slice.
        slice: String,
        /// The number.
        migration: u32,
        /// What the driver said.
        cause: sea_orm::DbErr,
    },
    /// Any other failure of a query.
    #[error(transparent)]
    Query(#[from] sea_orm::DbErr),
}

/// Whether a failed insert met a row that is already there.
#[must_use]
pub fn is_unique_violation(error: &sea_orm::DbErr) -> bool {
    matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_)))
}
