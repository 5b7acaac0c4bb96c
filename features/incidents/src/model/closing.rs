//! An act of closing or reopening.

use sea_orm::entity::prelude::*;

/// An act of closing or reopening.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
#[sea_orm(table_name = "closing")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_incidents.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub act: String,
    pub reason: String,
    pub at: i64,
    pub by_id: Option<Uuid>,
    pub by_name: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
