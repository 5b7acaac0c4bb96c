//! What somebody said about a question.

use sea_orm::entity::prelude::*;

/// What somebody said about a question.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assessment_comment")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_posture.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub assessment_id: Uuid,
    pub site: String,
    pub item: String,
    pub words: String,
    pub at: i64,
    pub by_id: Option<Uuid>,
    pub by_name: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
