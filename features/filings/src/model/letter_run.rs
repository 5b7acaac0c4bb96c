//! One letter to many persons.

use hikeshi_incidents::model::IncidentTable;
use sea_orm::entity::prelude::*;

/// One letter to many persons.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "letter_run")]
#[expect(missing_docs, reason = "the columns are described in migrations/0003 and 0006")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub channel: String,
    pub paper_version: Uuid,
    pub text_sha256: String,
    pub subject: String,
    pub body: String,
    pub sender: String,
    pub made_at: i64,
    pub made_by: String,
    pub list_blob_id: Option<Uuid>,
    pub secret_blob_id: Option<Uuid>,
    pub list_sha256: Option<String>,
    pub received_at: Option<i64>,
    pub roles_json: String,
    pub recipients: i64,
    pub left_out: i64,
    pub state: String,
    pub paused_because: String,
    pub started_at: Option<i64>,
    pub finished_at: Option<i64>,
    pub lease: Option<Uuid>,
    pub lease_until: i64,
    pub version: i64,
    pub persons_named: Option<i64>,
    pub told_all: bool,
    pub posted: Option<i64>,
    pub posted_on: Option<i64>,
    pub left_out_json: String,
    pub left_out_blob_id: Option<Uuid>,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl IncidentTable for Entity {
    const INCIDENT: Column = Column::IncidentId;
    const COMPANY: Column = Column::CompanyId;
}
