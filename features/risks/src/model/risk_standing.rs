//! How a company stands.

use sea_orm::entity::prelude::*;

/// How a company stands.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "risk_standing")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_risks.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub company_id: Uuid,
    pub rows: i64,
    pub large: i64,
    pub medium: i64,
    pub small: i64,
    pub open: i64,
    pub untreated: i64,
    pub changed_at: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
