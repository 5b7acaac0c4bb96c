//! What points at the company, from its own list.

use sea_orm::entity::prelude::*;

/// What points at the company, from its own list.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "own_sign")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_sharing.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub sign: String,
    pub added_at: i64,
    pub added_by: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
