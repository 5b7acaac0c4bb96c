//! A checkpoint that was mailed to a company's people.

use sea_orm::entity::prelude::*;

/// A checkpoint that was mailed to a company's people.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "checkpoint_mail")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_witness.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub company_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub month: String,
    pub size: i64,
    pub sent_at: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
