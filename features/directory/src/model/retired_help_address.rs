//! A help address that was replaced.

use sea_orm::entity::prelude::*;

/// A help address that was replaced; of its secret only the hash is kept.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "retired_help_address")]
#[expect(missing_docs, reason = "the columns are described in migrations.rs and by their names")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub company_id: Uuid,
    pub retired_at: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
