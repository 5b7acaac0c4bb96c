//! A public address in use.

use sea_orm::entity::prelude::*;

/// A public address in use.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "policy_address")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_policies.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub slug: String,
    pub company_id: Uuid,
    pub policy_id: Uuid,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
