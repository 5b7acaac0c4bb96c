//! An answer that was given.

use sea_orm::entity::prelude::*;

/// An answer that was given.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assessment_answer")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_posture.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub assessment_id: Uuid,
    pub site: String,
    pub item: String,
    pub answer: String,
    pub note: String,
    pub origin: String,
    pub basis: String,
    pub revision: i64,
    pub current: bool,
    pub at: i64,
    pub by_id: Option<Uuid>,
    pub by_name: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
