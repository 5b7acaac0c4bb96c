//! Who has confirmed a run of letters.

use sea_orm::entity::prelude::*;

/// Who has confirmed a run of letters.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "letter_confirmation")]
#[expect(missing_docs, reason = "the columns are described in migrations/0003_letters.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub run_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    pub company_id: Uuid,
    pub name: String,
    pub at: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
