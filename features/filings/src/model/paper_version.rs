//! A paper as it was checked or approved.

use sea_orm::entity::prelude::*;

/// A paper as it was checked or approved.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "paper_version")]
#[expect(missing_docs, reason = "the columns are described in migrations/0002_papers.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub paper_id: Uuid,
    pub serial: i64,
    pub state: String,
    pub snapshot_json: String,
    pub content: String,
    pub text_sha256: String,
    pub sha256: String,
    pub made_at: i64,
    pub made_by_id: Option<Uuid>,
    pub made_by: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl hikeshi_incidents::model::IncidentTable for Entity {
    const INCIDENT: Column = Column::IncidentId;
    const COMPANY: Column = Column::CompanyId;
}
