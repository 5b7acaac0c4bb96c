//! A package of an incident for somebody outside.

use sea_orm::entity::prelude::*;

/// A package of an incident for somebody outside.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "package_export")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_packages.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub audience: String,
    pub recipient: String,
    pub wish_json: String,
    pub locked_by: String,
    pub age_recipient: String,
    pub secret_blob_id: Option<Uuid>,
    pub state: String,
    pub busy_until: i64,
    pub blob_id: Option<Uuid>,
    pub file_name: String,
    pub size: Option<i64>,
    pub sha256: String,
    pub manifest_sha256: String,
    pub asked_at: i64,
    pub asked_by_id: Option<Uuid>,
    pub asked_by: String,
    pub made_at: Option<i64>,
    pub until_at: Option<i64>,
    pub fetched: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
