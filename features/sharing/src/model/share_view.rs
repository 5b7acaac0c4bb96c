//! A page seen, a file fetched, or a wrong pass-code.

use sea_orm::entity::prelude::*;

/// A page seen, a file fetched, or a wrong pass-code.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "share_view")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_sharing.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub link_id: Uuid,
    pub kind: String,
    pub target_id: Option<Uuid>,
    pub at: i64,
    pub address: String,
    pub agent: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl hikeshi_incidents::model::IncidentTable for Entity {
    const INCIDENT: Column = Column::IncidentId;
    const COMPANY: Column = Column::CompanyId;
}
