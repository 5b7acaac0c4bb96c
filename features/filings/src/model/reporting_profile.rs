//! What of a company decides which duties it has.

use sea_orm::entity::prelude::*;

/// What of a company decides which duties it has.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reporting_profile")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_duties.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub company_id: Uuid,
    pub answers_json: String,
    pub clauses_complete: bool,
    pub changed_at: i64,
    pub changed_by: String,
    pub version: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
