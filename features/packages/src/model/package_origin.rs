//! What a thing was in the package that it came by.

use sea_orm::entity::prelude::*;

/// What a thing was in the package that it came by.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "package_origin")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_packages.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub local_id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub package_id: Uuid,
    pub original_id: Uuid,
    pub origin_company: String,
    pub at: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
