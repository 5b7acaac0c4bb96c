//! A paper of an incident as it was given out.

use sea_orm::entity::prelude::*;

/// A paper of an incident as it was given out.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document")]
#[expect(missing_docs, reason = "the columns are described in migrations/0003_documents.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub incident_id: Uuid,
    pub paper: String,
    pub format: String,
    pub lang: String,
    pub number: i64,
    pub fingerprint: String,
    pub sha256: String,
    pub size: i64,
    pub blob_id: Uuid,
    pub made_at: i64,
    pub made_by_id: Option<Uuid>,
    pub made_by: String,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
