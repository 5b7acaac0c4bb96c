//! An insurance.

use sea_orm::entity::prelude::*;

/// An insurance.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "money_policy")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_money.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub insurer: String,
    pub number: String,
    pub most: Option<i64>,
    pub deductible: Option<i64>,
    pub heads: String,
    pub waiting_hours: Option<i64>,
    pub notice: String,
    pub phone: String,
    pub exclusions: String,
    pub ends_on: String,
    pub removed_at: Option<i64>,
    pub made_at: i64,
    pub changed_by: String,
    pub revision: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
