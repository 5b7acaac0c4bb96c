//! How often a company started a playbook.

use sea_orm::entity::prelude::*;

/// How often a company started a playbook.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "playbook_use")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_playbooks.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub company_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub playbook_id: String,
    pub runs: i64,
    pub last_at: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
