//! Somebody who is asked to read a version.

use sea_orm::entity::prelude::*;

/// Somebody who is asked to read a version.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "policy_reader")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_policies.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub policy_id: Uuid,
    pub version_id: Uuid,
    pub account_id: Option<Uuid>,
    pub name: String,
    pub email: String,
    pub asked_by: String,
    pub asked_at: i64,
    pub mailed_at: Option<i64>,
    pub mails: i64,
    pub read_at: Option<i64>,
    pub read_how: String,
    pub noted_by: String,
    pub withdrawn_at: Option<i64>,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
