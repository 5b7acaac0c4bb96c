//! A paper that came with a package.

use sea_orm::entity::prelude::*;

/// A paper that came with a package.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "package_paper")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_packages.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub package_id: Uuid,
    pub title: String,
    pub record_json: String,
    pub file_name: String,
    pub sha256: String,
    pub size: i64,
    pub blob_id: Option<Uuid>,
    pub at: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
