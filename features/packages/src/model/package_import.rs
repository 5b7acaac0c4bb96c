//! A package that became an incident.

use sea_orm::entity::prelude::*;

/// A package that became an incident.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "package_import")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_packages.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub package_id: Uuid,
    pub origin_incident_id: Uuid,
    pub origin_company: String,
    pub manifest_sha256: String,
    pub manifest_json: String,
    pub note: String,
    pub signed_by: String,
    pub at: i64,
    pub by_id: Option<Uuid>,
    pub by_name: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
