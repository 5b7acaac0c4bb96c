//! A desk that the company filled in itself: insurer, bank, maintenance firm.

use sea_orm::entity::prelude::*;

/// A desk that the company filled in itself: insurer, bank, maintenance firm.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "own_desk")]
#[expect(missing_docs, reason = "the columns are described in migrations.rs and by their names")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub slot: String,
    pub name: String,
    pub phone: String,
    pub email: String,
    pub hours: String,
    pub contract_number: String,
    pub note: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
