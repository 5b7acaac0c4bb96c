//! What became of a row of a file.

use sea_orm::entity::prelude::*;

/// What became of a row of a file.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "asset_import_row")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_assets.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub import_id: Uuid,
    pub line: i64,
    pub outcome: String,
    pub why: String,
    pub asset_id: Option<Uuid>,
    pub version_left: i64,
    pub before_json: String,
    pub cells_sealed: Option<Vec<u8>>,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
