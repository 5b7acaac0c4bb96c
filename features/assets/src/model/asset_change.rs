//! That an asset was changed, and how.

use sea_orm::entity::prelude::*;

/// That an asset was changed, and how.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "asset_change")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_assets.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub asset_id: Uuid,
    pub what: String,
    pub fields_json: String,
    pub reason: String,
    pub at: i64,
    pub by_id: Option<Uuid>,
    pub by_name: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
