//! A paper or a run of letters that waits for somebody.

use sea_orm::entity::prelude::*;

/// A paper or a run of letters that waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "awaits")]
#[expect(missing_docs, reason = "the columns are described in migrations.rs and by their names")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub incident_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub company_id: Uuid,
    pub kind: String,
    pub title_json: String,
    pub href: String,
    pub who_json: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
