//! The table of jobs.

use hikeshi_db::Migration;
use sea_orm::entity::prelude::*;

/// The schema of the queue.
pub const JOBS_MIGRATIONS: &[Migration] = &[Migration {
    slice: "jobs",
    version: 1,
    name: "queue",
    sql: "CREATE TABLE job (
            id uuid PRIMARY KEY,
            kind text NOT NULL,
            payload text NOT NULL,
            state text NOT NULL,
            run_at bigint NOT NULL,
            locked_until bigint NOT NULL,
            attempts bigint NOT NULL,
            last_error text,
            once_key text UNIQUE,
            created_at bigint NOT NULL);
          CREATE INDEX job_due ON job (state, run_at);",
    fenced: &[],
}];

/// One row of the queue.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    /// The job as JSON.
    pub payload: String,
    /// `ready`, `running`, `done` or `dead`.
    pub state: String,
    pub run_at: i64,
    /// A running job whose worker vanished becomes free again at this time.
    pub locked_until: i64,
    pub attempts: i64,
    pub last_error: Option<String>,
    /// A second job with the same key is not written.
    pub once_key: Option<String>,
    pub created_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A job that failed too often, as the operator sees it.
#[derive(Debug, Clone)]
pub struct DeadJob {
    /// Its id, for trying again.
    pub id: Uuid,
    /// Its stable name.
    pub kind: String,
    /// The last failure.
    pub error: String,
    /// How often it was tried.
    pub attempts: i64,
}
