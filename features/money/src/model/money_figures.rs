//! The figures of a company.

use sea_orm::entity::prelude::*;

/// The figures of a company.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "money_figures")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_money.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub figures: String,
    pub changed_at: i64,
    pub changed_by: String,
    pub revision: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
