//! What an expert and the management signed.

use sea_orm::entity::prelude::*;

/// What an expert and the management signed.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scs_confirmation")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_ladder.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub assessment_id: Uuid,
    pub scope_note: String,
    pub expert_name: String,
    pub expert_qualification: String,
    pub expert_number: String,
    pub expert_on: String,
    pub oath_name: String,
    pub oath_title: String,
    pub oath_on: String,
    pub changed_at: i64,
    pub changed_by: String,
    pub revision: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
