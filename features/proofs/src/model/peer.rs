//! What is known of a peer of the log.

use sea_orm::entity::prelude::*;

/// What is known of a peer of the log.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "witness_peer")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_witness.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    pub next_at: i64,
    pub tried_at: Option<i64>,
    pub seen_at: Option<i64>,
    pub result: String,
    pub detail: String,
    pub size: i64,
    pub root: String,
    pub note: String,
    pub unproved_at: Option<i64>,
    pub sent_at: Option<i64>,
    pub send_result: String,
    pub their_size: i64,
    pub cosigned_at: Option<i64>,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
