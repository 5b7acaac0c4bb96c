//! Who is to answer a question.

use sea_orm::entity::prelude::*;

/// Who is to answer a question.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assessment_assignee")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_posture.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub assessment_id: Uuid,
    pub site: String,
    pub item: String,
    pub account_id: Uuid,
    pub name: String,
    pub at: i64,
    pub by_name: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
