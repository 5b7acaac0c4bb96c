//! Recipients that are worked off together.

use sea_orm::entity::prelude::*;

/// Recipients that are worked off together.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "letter_chunk")]
#[expect(missing_docs, reason = "the columns are described in migrations/0003_letters.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub run_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub nth: i64,
    pub company_id: Uuid,
    pub recipients: i64,
    pub list_blob_id: Option<Uuid>,
    pub pdf_blob_id: Option<Uuid>,
    pub missing: String,
    pub done: bool,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
