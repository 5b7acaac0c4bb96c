//! Wrong passwords that were given for an address, which may have no account.

use sea_orm::entity::prelude::*;

/// Wrong passwords that were given for an address, which may have no account.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_failure")]
#[expect(missing_docs, reason = "the columns are described in migrations.rs and by their names")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub address_hash: String,
    pub failed_count: i64,
    pub locked_until: i64,
    pub last_at: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
