//! What happened to a paper.

use sea_orm::entity::prelude::*;

/// What happened to a paper.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "paper_event")]
#[expect(missing_docs, reason = "the columns are described in migrations/0002_papers.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub paper_id: Uuid,
    pub step: i64,
    pub act: String,
    pub text_sha256: String,
    pub version_id: Option<Uuid>,
    pub note: String,
    pub done_at: Option<i64>,
    pub how: String,
    pub receipt: String,
    pub exhibit_id: Option<Uuid>,
    pub by_role: String,
    pub at: i64,
    pub by_id: Option<Uuid>,
    pub by_name: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl hikeshi_incidents::model::IncidentTable for Entity {
    const INCIDENT: Column = Column::IncidentId;
    const COMPANY: Column = Column::CompanyId;
}
