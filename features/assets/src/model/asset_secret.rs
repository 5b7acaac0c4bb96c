//! A secret of an asset, sealed.

use sea_orm::entity::prelude::*;

/// A secret of an asset, sealed.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "asset_secret")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_assets.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub asset_id: Uuid,
    pub field: String,
    pub sealed: Vec<u8>,
    pub set_at: i64,
    pub set_by: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
