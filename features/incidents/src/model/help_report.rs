//! What was sent from the help page.

use sea_orm::entity::prelude::*;

/// What was sent from the help page.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "help_report")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_incidents.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub number: String,
    pub symptom: String,
    pub answers_json: String,
    pub done_json: String,
    pub pack: String,
    pub reporter_name: String,
    pub reporter_phone: String,
    pub incident_id: Uuid,
    pub sent_at: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
