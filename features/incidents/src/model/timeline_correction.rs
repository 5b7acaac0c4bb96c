//! What a line of the timeline said before it was corrected.

use sea_orm::entity::prelude::*;

/// What a line of the timeline said before it was corrected.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
#[sea_orm(table_name = "timeline_correction")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_incidents.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub entry_id: Uuid,
    pub old_text: String,
    pub old_kind: String,
    pub old_moment_json: String,
    pub reason: String,
    pub at: i64,
    pub by_id: Option<Uuid>,
    pub by_name: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
