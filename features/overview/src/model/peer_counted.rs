//! A company as it was counted in what is told of its group.

use sea_orm::entity::prelude::*;

/// A company as it was counted in what is told of its group.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "peer_counted")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_overview.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub company_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub catalogue: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub peer_group: String,
    pub value: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
