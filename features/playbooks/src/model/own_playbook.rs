//! A playbook that a company or provider keeps itself.

use sea_orm::entity::prelude::*;

/// A playbook that a company or provider keeps itself.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "own_playbook")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_playbooks.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub origin: String,
    pub source_id: Option<String>,
    pub source_version: Option<String>,
    pub source_json: Option<String>,
    pub live_number: Option<i64>,
    pub last_number: i64,
    pub made_at: i64,
    pub made_by: String,
    pub withdrawn_at: Option<i64>,
    pub withdrawn_by: Option<String>,
    pub revision: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
