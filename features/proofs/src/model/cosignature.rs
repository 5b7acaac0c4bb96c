//! A peer's line under one of our checkpoints.

use sea_orm::entity::prelude::*;

/// A peer's line under one of our checkpoints.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "witness_cosignature")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_witness.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub size: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub peer: String,
    pub root: String,
    pub note: String,
    pub line: String,
    pub signed_at: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
