//! A line of the timeline.

use sea_orm::entity::prelude::*;

/// A line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
#[sea_orm(table_name = "timeline_entry")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_incidents.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub kind: String,
    pub moment_json: String,
    pub sort_at: i64,
    pub text: String,
    pub automatic: bool,
    pub source: String,
    pub written_at: i64,
    pub by_id: Option<Uuid>,
    pub by_name: String,
    pub version: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
