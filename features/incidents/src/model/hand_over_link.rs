//! The link with which somebody without an account confirms a hand-over.

use sea_orm::entity::prelude::*;

/// The link with which somebody without an account confirms a hand-over.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hand_over_link")]
#[expect(missing_docs, reason = "the columns are described in migrations/0008_custody.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub evidence_id: Uuid,
    pub token_hash: String,
    pub made_at: i64,
    pub expires_at: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
