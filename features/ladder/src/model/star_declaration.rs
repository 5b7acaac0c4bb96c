//! A declaration that a person noted.

use sea_orm::entity::prelude::*;

/// A declaration that a person noted.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "star_declaration")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_ladder.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub star: String,
    pub declared_on: String,
    pub number: String,
    pub at: i64,
    pub by_id: Option<Uuid>,
    pub by_name: String,
    pub withdrawn_at: Option<i64>,
    pub withdrawn_by: Option<String>,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
