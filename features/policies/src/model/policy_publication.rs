//! A version shown to the public.

use sea_orm::entity::prelude::*;

/// A version shown to the public.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "policy_publication")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_policies.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub policy_id: Uuid,
    pub version_id: Uuid,
    pub slug: String,
    pub listed: bool,
    pub asked_by_id: Uuid,
    pub asked_by: String,
    pub asked_at: i64,
    pub shown_by_id: Option<Uuid>,
    pub shown_by: String,
    pub shown_at: Option<i64>,
    pub ended_by: String,
    pub ended_at: Option<i64>,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
