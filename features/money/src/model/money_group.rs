//! Persons of whom the same kinds of data are kept.

use sea_orm::entity::prelude::*;

/// Persons of whom the same kinds of data are kept.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "money_group")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_money.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub name: String,
    pub persons: i64,
    pub kinds: String,
    pub removed_at: Option<i64>,
    pub made_at: i64,
    pub changed_by: String,
    pub revision: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
