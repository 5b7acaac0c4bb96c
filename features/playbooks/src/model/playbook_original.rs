//! The file that a playbook was taken over from.

use sea_orm::entity::prelude::*;

/// The file that a playbook was taken over from.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "playbook_original")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_playbooks.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub playbook_id: Uuid,
    pub company_id: Uuid,
    pub file_name: String,
    pub format: String,
    pub body: String,
    pub taken_json: String,
    pub claims_json: String,
    pub remarks_json: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
