//! What a declaration asks for beside the directory.

use sea_orm::entity::prelude::*;

/// What a declaration asks for beside the directory.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "declaration_data")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_ladder.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub corporate_number: String,
    pub representative: String,
    pub contact_name: String,
    pub contact_email: String,
    pub policy_address: String,
    pub changed_at: i64,
    pub changed_by: String,
    pub revision: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
