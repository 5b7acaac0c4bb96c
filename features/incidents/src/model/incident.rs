//! An incident.

use sea_orm::entity::prelude::*;

/// An incident.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
#[sea_orm(table_name = "incident")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_incidents.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub number: String,
    pub year: i64,
    pub serial: i64,
    pub title: String,
    pub purpose: String,
    pub status: String,
    pub kinds_json: String,
    pub level: Option<i64>,
    pub proposed_level: Option<i64>,
    pub proposed_json: String,
    pub commander_id: Option<Uuid>,
    pub commander_name: String,
    pub noticed_json: String,
    pub noticed_sort: i64,
    pub opened_at: i64,
    pub opened_by: String,
    pub changed_at: i64,
    pub closed_at: Option<i64>,
    pub version: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
