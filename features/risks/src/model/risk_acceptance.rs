//! That the management accepted a risk.

use sea_orm::entity::prelude::*;

/// That the management accepted a risk.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "risk_acceptance")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_risks.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub information_id: Uuid,
    pub value: i64,
    pub model: String,
    pub reason: String,
    pub decided_by_id: Option<Uuid>,
    pub decided_by: String,
    pub decided_at: i64,
    pub until: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
