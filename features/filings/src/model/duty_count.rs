//! Up to which change of an incident its clocks were counted.

use sea_orm::entity::prelude::*;

/// Up to which change of an incident its clocks were counted.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "duty_count")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_duties.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub incident_id: Uuid,
    pub company_id: Uuid,
    pub seen_change: i64,
    pub content: String,
    pub counted_at: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
