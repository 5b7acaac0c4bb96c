//! A checkpoint that an authority stamps with the time.

use sea_orm::entity::prelude::*;

/// A checkpoint that an authority stamps with the time.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "log_stamp")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_witness.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub size: i64,
    pub note: String,
    pub wanted_at: i64,
    pub next_at: i64,
    pub attempts: i64,
    pub error: String,
    pub error_detail: String,
    pub stamped_at: Option<i64>,
    pub received_at: Option<i64>,
    pub authority: String,
    pub serial: String,
    pub policy: String,
    pub checked: bool,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
