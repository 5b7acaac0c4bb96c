//! An item of the action plan.

use sea_orm::entity::prelude::*;

/// An item of the action plan.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_item")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_ladder.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub measure: String,
    pub title: String,
    pub note: String,
    pub account_id: Option<Uuid>,
    pub owner: String,
    pub due: String,
    pub rhythm: String,
    pub anchor: String,
    pub state: String,
    pub reason: String,
    pub before_id: Option<Uuid>,
    pub revision: i64,
    pub made_at: i64,
    pub made_by: String,
    pub changed_at: i64,
    pub ended_at: Option<i64>,
    pub ended_by: String,
    pub told_before_at: Option<i64>,
    pub told_overdue_at: Option<i64>,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
