//! An exhibit: a file or a thing.

use sea_orm::entity::prelude::*;

/// An exhibit: a file or a thing.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
#[sea_orm(table_name = "evidence")]
#[expect(
    missing_docs,
    reason = "the columns are described in migrations/0001_incidents.sql and 0008_custody.sql"
)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub serial: i64,
    pub kind: String,
    pub title: String,
    pub description: String,
    pub file_name: String,
    pub size: Option<i64>,
    pub sha256: String,
    pub blake3: String,
    pub blob_id: Option<Uuid>,
    pub serial_number: String,
    pub collected_json: String,
    pub collected_by: String,
    pub place: String,
    pub clock_offset: String,
    pub tool: String,
    pub storage: String,
    pub added_at: i64,
    pub added_by_id: Option<Uuid>,
    pub added_by: String,
    pub number: String,
    pub source_id: Option<Uuid>,
    pub copy_kind: String,
    pub claimed_sha256: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
