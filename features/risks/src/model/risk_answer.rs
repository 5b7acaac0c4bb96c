//! What an assessment answered to a question.

use sea_orm::entity::prelude::*;

/// What an assessment answered to a question.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "risk_answer")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_risks.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub questionnaire: String,
    pub item: String,
    pub answer: String,
    pub answered_at: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
