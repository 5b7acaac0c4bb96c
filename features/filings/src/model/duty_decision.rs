//! What a person decided about a duty of an incident.

use sea_orm::entity::prelude::*;

/// What a person decided about a duty of an incident.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "duty_decision")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_duties.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub duty: String,
    pub choice: String,
    pub because: String,
    pub done_at: Option<i64>,
    pub receipt: String,
    pub basis: String,
    pub answer_json: String,
    pub due_at: Option<i64>,
    pub at: i64,
    pub by_id: Option<Uuid>,
    pub by_name: String,
    pub revision: i64,
    pub current: bool,
    pub reopened_at: Option<i64>,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl hikeshi_incidents::model::IncidentTable for Entity {
    const INCIDENT: Column = Column::IncidentId;
    const COMPANY: Column = Column::CompanyId;
}
