//! A file of an approved version.

use sea_orm::entity::prelude::*;

/// A file of an approved version.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "paper_file")]
#[expect(missing_docs, reason = "the columns are described in migrations/0002_papers.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub paper_id: Uuid,
    pub version_id: Uuid,
    pub form: String,
    pub name: String,
    pub mime: String,
    pub blob_id: Uuid,
    pub sha256: String,
    pub size: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl hikeshi_incidents::model::IncidentTable for Entity {
    const INCIDENT: Column = Column::IncidentId;
    const COMPANY: Column = Column::CompanyId;
}
