//! A contact with an outside desk.

use sea_orm::entity::prelude::*;

/// A contact with an outside desk.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
#[sea_orm(table_name = "desk_contact")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_incidents.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub desk_id: String,
    pub outcome: String,
    pub note: String,
    pub at: i64,
    pub by_id: Option<Uuid>,
    pub by_name: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
