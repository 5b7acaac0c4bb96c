//! What happened to an exhibit.

use sea_orm::entity::prelude::*;

/// What happened to an exhibit.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "custody_event")]
#[expect(
    missing_docs,
    reason = "the columns are described in migrations/0001_incidents.sql and 0008_custody.sql"
)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub evidence_id: Uuid,
    pub kind: String,
    pub moment_json: String,
    pub sort_at: i64,
    pub from_name: String,
    pub to_name: String,
    pub place: String,
    pub note: String,
    pub outcome: String,
    pub at: i64,
    pub by_id: Option<Uuid>,
    pub by_name: String,
    pub person: String,
    pub witness: String,
    pub tool: String,
    pub seal: String,
    pub ended_json: String,
    pub offset_seconds: Option<i64>,
    pub device_clock: bool,
    pub from_id: Option<Uuid>,
    pub to_id: Option<Uuid>,
    pub way: String,
    pub asked: String,
    pub answers: Option<Uuid>,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
