//! A clock that runs in an incident.

use sea_orm::entity::prelude::*;

/// A clock that runs in an incident.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "clock")]
#[expect(missing_docs, reason = "the columns are described in migrations/0005 and 0007")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub key: String,
    pub title_json: String,
    pub binding: String,
    pub applies: String,
    pub confidence: String,
    pub due_at: Option<i64>,
    pub due_json: String,
    pub state: String,
    pub href: String,
    pub limit_json: String,
    pub sort_at: Option<i64>,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
