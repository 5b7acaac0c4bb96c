//! That somebody approved a text of a document.

use sea_orm::entity::prelude::*;

/// That somebody approved a text of a document.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "policy_approval")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_policies.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub policy_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub text_sha256: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    pub company_id: Uuid,
    pub name: String,
    pub role: String,
    pub at: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
