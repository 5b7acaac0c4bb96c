//! A transaction for one fence.

use sea_orm::{ConnectionTrait as _, DatabaseTransaction, DbErr, Statement};
use uuid::Uuid;

use crate::Backend;

/// Whose rows a transaction may touch (second fence, enforced by PostgreSQL).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fence {
    /// The rows of one tenant.
    Tenant(Uuid),
    /// All rows: sign-in, jobs, provider boards that name their tenants.
    Open,
}

/// An open transaction; dropped without [`Tx::commit`], it leaves nothing behind.
#[derive(Debug)]
pub struct Tx {
    inner: DatabaseTransaction,
    backend: Backend,
}

impl Tx {
    pub(crate) async fn begin(
        inner: DatabaseTransaction,
        backend: Backend,
        fence: Fence,
    ) -> Result<Self, DbErr> {
        if backend == Backend::Postgres {
            let value = match fence {
                Fence::Tenant(id) => id.to_string(),
                Fence::Open => "*".to_owned(),
            };
            let set = Statement::from_sql_and_values(
                sea_orm::DbBackend::Postgres,
                "SELECT set_config('hikeshi.tenant', $1, true)",
                [value.into()],
            );
            inner.query_one_raw(set).await?;
        }
        Ok(Self { inner, backend })
    }

    /// The connection for queries: `Entity::find().all(tx.conn())`.
    #[must_use]
    pub fn conn(&self) -> &DatabaseTransaction {
        &self.inner
    }

    /// Which database this is, for the few statements that differ.
    #[must_use]
    pub fn backend(&self) -> Backend {
        self.backend
    }

    /// Makes everything durable.
    ///
    /// # Errors
    /// The driver's error; then nothing of the transaction is kept.
    pub async fn commit(self) -> Result<(), DbErr> {
        self.inner.commit().await
    }
}
