//! A person of the contact tree: whom to call at which damage level, in which order.

use sea_orm::entity::prelude::*;

/// A person of the contact tree: whom to call at which damage level, in which order.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
#[expect(missing_docs, reason = "the columns are described in migrations.rs and by their names")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub level: i64,
    pub position: i64,
    pub name: String,
    pub title: String,
    pub phone: String,
    pub email: String,
    pub wait_minutes: i64,
    pub created_at: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
