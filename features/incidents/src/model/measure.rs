//! A task of recovery or prevention.

use sea_orm::entity::prelude::*;

/// A task of recovery or prevention.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
#[sea_orm(table_name = "measure")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_incidents.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub kind: String,
    pub title: String,
    pub owner: String,
    pub due_day: String,
    pub state: String,
    pub note: String,
    pub added_at: i64,
    pub added_by: String,
    pub done_at: Option<i64>,
    pub done_by: String,
    pub version: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
