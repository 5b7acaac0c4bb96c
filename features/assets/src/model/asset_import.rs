//! A file that was brought.

use sea_orm::entity::prelude::*;

/// A file that was brought.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "asset_import")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_assets.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub file_name: String,
    pub form: String,
    pub state: String,
    pub blob_id: Option<Uuid>,
    pub plan_json: String,
    pub sums_json: String,
    pub made_at: i64,
    pub made_by: String,
    pub taken_at: Option<i64>,
    pub taken_by: String,
    pub undone_at: Option<i64>,
    pub undone_by: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
