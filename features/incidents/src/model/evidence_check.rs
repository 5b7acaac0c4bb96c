//! When an exhibit's hashes were last computed again, and how it ended.

use sea_orm::entity::prelude::*;

/// When an exhibit's hashes were last computed again, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "evidence_check")]
#[expect(missing_docs, reason = "the columns are described in migrations/0008_custody.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub evidence_id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub at: i64,
    pub outcome: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
