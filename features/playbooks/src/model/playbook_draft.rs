//! What is being written of a playbook.

use sea_orm::entity::prelude::*;

/// What is being written of a playbook.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "playbook_draft")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_playbooks.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub playbook_id: Uuid,
    pub company_id: Uuid,
    pub json: String,
    pub source_version: Option<String>,
    pub source_json: Option<String>,
    pub changed_at: i64,
    pub changed_by: String,
    pub revision: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
