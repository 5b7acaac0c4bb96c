//! That somebody printed an edition, and where the paper is kept.

use sea_orm::entity::prelude::*;

/// That somebody printed an edition, and where the paper is kept.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kit_print")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_kit.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub edition_id: Uuid,
    pub place: String,
    pub at: i64,
    pub by_id: Option<Uuid>,
    pub by_name: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
