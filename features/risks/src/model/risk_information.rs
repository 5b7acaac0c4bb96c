//! A row of the ledger of information.

use sea_orm::entity::prelude::*;

/// A row of the ledger of information.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "risk_information")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_risks.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub number: i64,
    pub business: String,
    pub name: String,
    pub remark: String,
    pub users: String,
    pub department: String,
    pub media: String,
    pub place: String,
    pub personal: String,
    pub confidentiality: Option<i64>,
    pub integrity: Option<i64>,
    pub availability: Option<i64>,
    pub kept_until: String,
    pub registered_on: String,
    pub own_threat: Option<i64>,
    pub own_weakness: Option<i64>,
    pub own_reason: String,
    pub retired_at: Option<i64>,
    pub made_at: i64,
    pub made_by: String,
    pub changed_at: i64,
    pub revision: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
