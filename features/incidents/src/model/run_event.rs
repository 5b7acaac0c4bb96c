//! One act on a step of a run.

use sea_orm::entity::prelude::*;

/// One act on a step of a run.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
#[sea_orm(table_name = "run_event")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_incidents.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub run_id: Uuid,
    pub step_id: String,
    pub act: String,
    pub outcome: String,
    pub reason: String,
    pub at: i64,
    pub by_id: Option<Uuid>,
    pub by_name: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
