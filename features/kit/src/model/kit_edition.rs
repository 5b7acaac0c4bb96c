//! An edition of the printed kit.

use sea_orm::entity::prelude::*;

/// An edition of the printed kit.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kit_edition")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_kit.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub number: i64,
    pub lang: String,
    pub fingerprint: String,
    pub parts_json: String,
    pub tag_year: i64,
    pub first_tag: i64,
    pub last_tag: i64,
    pub pages: i64,
    pub sha256: String,
    pub size: i64,
    pub blob_id: Uuid,
    pub made_at: i64,
    pub made_by_id: Option<Uuid>,
    pub made_by: String,
    pub valid_until: i64,
    pub stale_since: Option<i64>,
    pub mailed_at: Option<i64>,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
