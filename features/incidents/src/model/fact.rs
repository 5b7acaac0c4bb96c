//! One revision of a fact; the living one is `current`.

use sea_orm::entity::prelude::*;

/// One revision of a fact; the living one is `current`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
#[sea_orm(table_name = "fact")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_incidents.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub key: String,
    pub value: String,
    pub certainty: String,
    pub as_of_json: String,
    pub source: String,
    pub at: i64,
    pub by_id: Option<Uuid>,
    pub by_name: String,
    pub revision: i64,
    pub current: bool,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
