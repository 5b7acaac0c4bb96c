//! What is done about a risk.

use sea_orm::entity::prelude::*;

/// What is done about a risk.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "risk_treatment")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_risks.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub information_id: Uuid,
    pub kind: String,
    pub measures: String,
    pub owner: String,
    pub due: String,
    pub after_threat: Option<i64>,
    pub after_weakness: Option<i64>,
    pub after_value: Option<i64>,
    pub done_at: Option<i64>,
    pub ended_at: Option<i64>,
    pub made_at: i64,
    pub made_by: String,
    pub revision: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
