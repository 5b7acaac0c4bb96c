//! A role of a person in a company or at a provider.

use sea_orm::entity::prelude::*;

/// A role of a person in a company or at a provider.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "membership")]
#[expect(missing_docs, reason = "the columns are described in migrations.rs and by their names")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub company_id: Option<Uuid>,
    pub provider_id: Option<Uuid>,
    pub role: String,
    pub incident_id: Option<Uuid>,
    pub created_at: i64,
    pub ended_at: Option<i64>,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
