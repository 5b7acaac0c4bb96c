//! The official spreadsheet of a kind of document.

use sea_orm::entity::prelude::*;

/// The official spreadsheet of a kind of document.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "official_form")]
#[expect(missing_docs, reason = "the columns are described in migrations/0004_official_files.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub kind: String,
    pub file_name: String,
    pub blob_id: Uuid,
    pub sha256: String,
    pub size: i64,
    pub names_json: String,
    pub cells_json: String,
    pub kept_at: i64,
    pub kept_by: String,
    pub version: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
