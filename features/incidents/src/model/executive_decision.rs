//! A question put to the president, and the answer.

use sea_orm::entity::prelude::*;

/// A question put to the president, and the answer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
#[sea_orm(table_name = "executive_decision")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_incidents.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub topic: String,
    pub question: String,
    pub options_json: String,
    pub advice: String,
    pub due_at: Option<i64>,
    pub asked_at: i64,
    pub asked_by_id: Option<Uuid>,
    pub asked_by: String,
    pub chosen: String,
    pub comment: String,
    pub decided_at: Option<i64>,
    pub decided_by_id: Option<Uuid>,
    pub decided_by: String,
    pub withdrawn_at: Option<i64>,
    pub version: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
