//! A playbook at work on an incident, pinned to the version it began with.

use sea_orm::entity::prelude::*;

/// A playbook at work on an incident, pinned to the version it began with.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
#[sea_orm(table_name = "playbook_run")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_incidents.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub playbook_id: String,
    pub playbook_version: String,
    pub playbook_json: String,
    pub state_json: String,
    pub started_at: i64,
    pub started_by: String,
    pub ended_at: Option<i64>,
    pub version: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
