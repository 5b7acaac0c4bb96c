//! Answers on the way: what somebody typed on the help page and has not sent yet.

use sea_orm::entity::prelude::*;

/// Answers on the way: what somebody typed on the help page and has not sent yet.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "help_draft")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_incidents.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub token_hash: String,
    pub symptom: String,
    pub answers_json: String,
    pub done_json: String,
    pub created_at: i64,
    pub saved_at: i64,
    pub report_id: Option<Uuid>,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
