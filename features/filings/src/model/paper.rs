//! A document for somebody, in the making or given out.

use sea_orm::entity::prelude::*;

/// A document for somebody, in the making or given out.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "paper")]
#[expect(missing_docs, reason = "the columns are described in migrations/0002_papers.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub number: i64,
    pub kind: String,
    pub phase: String,
    pub lang: String,
    pub duty: String,
    pub recipient: String,
    pub profile_json: String,
    pub state: String,
    pub items_json: String,
    pub follows_id: Option<Uuid>,
    pub made_at: i64,
    pub made_by_id: Option<Uuid>,
    pub made_by: String,
    pub changed_at: i64,
    pub version: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl hikeshi_incidents::model::IncidentTable for Entity {
    const INCIDENT: Column = Column::IncidentId;
    const COMPANY: Column = Column::CompanyId;
}
