//! A person on the case.

use sea_orm::entity::prelude::*;

/// A person on the case.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
#[sea_orm(table_name = "participant")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_incidents.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub name: String,
    pub organisation: String,
    pub part: String,
    pub phone: String,
    pub email: String,
    pub account_id: Option<Uuid>,
    pub added_at: i64,
    pub added_by: String,
    pub removed_at: Option<i64>,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
