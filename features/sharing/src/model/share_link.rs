//! A link for an outsider.

use sea_orm::entity::prelude::*;

/// A link for an outsider.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "share_link")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_sharing.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub token_hash: String,
    pub code_hash: String,
    pub wrong_codes: i64,
    pub locked_until: i64,
    pub recipient: String,
    pub purpose: String,
    pub frozen_json: String,
    pub made_at: i64,
    pub made_by_id: Option<Uuid>,
    pub made_by: String,
    pub expires_at: i64,
    pub most_visits: Option<i64>,
    pub visits: i64,
    pub revoked_at: Option<i64>,
    pub revoked_by: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl hikeshi_incidents::model::IncidentTable for Entity {
    const INCIDENT: Column = Column::IncidentId;
    const COMPANY: Column = Column::CompanyId;
}
