//! What the company says about a threat.

use sea_orm::entity::prelude::*;

/// What the company says about a threat.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "risk_threat")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_risks.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub threat: String,
    pub likelihood: Option<i64>,
    pub weakness: Option<i64>,
    pub because: String,
    pub note: String,
    pub confirmed_by: String,
    pub confirmed_at: i64,
    pub revision: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
