//! One assessment of a company.

use sea_orm::entity::prelude::*;

/// One assessment of a company.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assessment")]
#[expect(missing_docs, reason = "the columns are described in migrations/0001_posture.sql")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company_id: Uuid,
    pub catalogue: String,
    pub version: String,
    pub catalogue_json: String,
    pub sites_json: String,
    pub state: String,
    pub made_at: i64,
    pub made_by: String,
    pub changed_at: i64,
    pub revision: i64,
    pub finished_at: Option<i64>,
    pub finished_by: Option<String>,
    pub latest: bool,
    pub total: Option<i64>,
    pub max: Option<i64>,
    pub band: Option<String>,
    pub score_json: Option<String>,
    pub answers_json: Option<String>,
    pub report_sha256: Option<String>,
    pub report_size: Option<i64>,
    pub report_blob_id: Option<Uuid>,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
