//! What is told of a group.

use sea_orm::entity::prelude::*;

/// What is told of a group.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "peer_figure")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_overview.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub catalogue: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub peer_group: String,
    pub figure: String,
    pub shown: bool,
    pub made_at: i64,
    pub month: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
