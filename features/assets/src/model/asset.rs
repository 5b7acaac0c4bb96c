//! An asset of the company.

use sea_orm::entity::prelude::*;

/// An asset of the company.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "asset")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_assets.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub number: i64,
    pub kind: String,
    pub name: String,
    pub state: String,
    pub model: String,
    pub person: String,
    pub department: String,
    pub site: String,
    pub exposed: String,
    pub backup: String,
    pub ends_on: Option<String>,
    pub support_ends: Option<String>,
    pub support_look: bool,
    pub support_mark: String,
    pub values_json: String,
    pub own_json: String,
    pub search: String,
    pub created_at: i64,
    pub changed_at: i64,
    pub version: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
