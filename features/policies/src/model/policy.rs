//! A standing document of a company.

use sea_orm::entity::prelude::*;

/// A standing document of a company.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "policy")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_policies.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub template: String,
    pub template_version: String,
    pub told_version: String,
    pub lang: String,
    pub name: String,
    pub body_json: String,
    pub base_json: String,
    pub values_json: String,
    pub revision: i64,
    pub made_at: i64,
    pub made_by: String,
    pub changed_at: i64,
    pub changed_by: String,
    pub review_told_at: Option<i64>,
    pub withdrawn_at: Option<i64>,
    pub withdrawn_by: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
