//! In which group a company stands this month.

use sea_orm::entity::prelude::*;

/// In which group a company stands this month.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "peer_place")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_overview.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub company_id: Uuid,
    pub peer_group: String,
    pub month: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
