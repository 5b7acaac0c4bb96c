//! What shows that an item was done.

use sea_orm::entity::prelude::*;

/// What shows that an item was done.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_proof")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_ladder.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub item_id: Uuid,
    pub kind: String,
    pub title: String,
    pub link: String,
    pub as_of: String,
    pub file_name: String,
    pub sha256: String,
    pub size: i64,
    pub blob_id: Option<Uuid>,
    pub at: i64,
    pub by_id: Option<Uuid>,
    pub by_name: String,
    pub withdrawn_at: Option<i64>,
    pub withdrawn_by: Option<String>,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
