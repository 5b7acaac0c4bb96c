//! An approved version.

use sea_orm::entity::prelude::*;

/// An approved version.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "policy_version")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_policies.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub policy_id: Uuid,
    pub number: i64,
    pub template_version: String,
    pub snapshot_json: String,
    pub text_sha256: String,
    pub sha256: String,
    pub made_at: i64,
    pub made_by_id: Option<Uuid>,
    pub made_by: String,
    pub review_on: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
