//! What became of one recipient of a run.

use sea_orm::entity::prelude::*;

/// What became of one recipient of a run.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "letter_recipient")]
#[expect(missing_docs, reason = "the columns are described in migrations/0003_letters.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub run_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub line: i64,
    pub company_id: Uuid,
    pub chunk: i64,
    pub address_hash: String,
    pub name_hash: String,
    pub state: String,
    pub reason: String,
    pub claim: Option<Uuid>,
    pub at: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
