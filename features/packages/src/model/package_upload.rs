//! A package that waits for a decision.

use sea_orm::entity::prelude::*;

/// A package that waits for a decision.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "package_upload")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_packages.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub account_id: Option<Uuid>,
    pub blob_id: Uuid,
    pub name: String,
    pub size: i64,
    pub report_json: String,
    pub received_at: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
