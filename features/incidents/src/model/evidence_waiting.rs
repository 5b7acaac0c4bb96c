//! A file that arrived with a form that could not be used yet.

use sea_orm::entity::prelude::*;

/// A file that arrived with a form that could not be used yet.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "evidence_waiting")]
#[expect(
    missing_docs,
    reason = "the columns are described in migrations/0004_waiting_files.sql and 0006"
)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub blob_id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub account_id: Uuid,
    pub form_id: Uuid,
    pub nth: i64,
    pub file_name: String,
    pub size: i64,
    pub sha256: String,
    pub blake3: String,
    pub received_at: i64,
    pub kept_for: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
