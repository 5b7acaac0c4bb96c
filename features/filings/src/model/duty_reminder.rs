//! A reminder of a clock that has been sent.

use sea_orm::entity::prelude::*;

/// A reminder of a clock that has been sent.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "duty_reminder")]
#[expect(
    missing_docs,
    reason = "the columns are described in migrations/0005_withdrawn_and_reminded.sql"
)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub incident_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub clock_key: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub due_at: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub reminder: String,
    pub company_id: Uuid,
    pub sent_at: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
