//! A published version of a playbook; never changed.

use sea_orm::entity::prelude::*;

/// A published version of a playbook; never changed.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "playbook_version")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_playbooks.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub playbook_id: Uuid,
    pub company_id: Uuid,
    pub number: i64,
    pub json: String,
    pub note: String,
    pub published_at: i64,
    pub published_by: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
