//! A clause of a contract that asks to be told.

use sea_orm::entity::prelude::*;

/// A clause of a contract that asks to be told.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_clause")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_duties.sql and 0005")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub counterpart: String,
    pub hours: Option<i64>,
    pub source: String,
    pub added_at: i64,
    pub added_by: String,
    pub withdrawn_at: Option<i64>,
    pub withdrawn_by: String,
    pub version: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
