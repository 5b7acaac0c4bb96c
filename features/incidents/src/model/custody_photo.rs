//! A photograph of what happened to an exhibit.

use sea_orm::entity::prelude::*;

/// A photograph of what happened to an exhibit.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "custody_photo")]
#[expect(missing_docs, reason = "the columns are described in migrations/0008_custody.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub evidence_id: Uuid,
    pub event_id: Uuid,
    pub nth: i64,
    pub file_name: String,
    pub size: i64,
    pub sha256: String,
    pub blake3: String,
    pub blob_id: Uuid,
    pub added_at: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
