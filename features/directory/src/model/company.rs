//! A company.

use sea_orm::entity::prelude::*;

/// A company: everything else belongs to one and stands behind its wall.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "company")]
#[expect(missing_docs, reason = "the columns are described in migrations.rs and by their names")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub mark: String,
    pub mark_shape: i64,
    pub industry: String,
    pub staff_count: Option<i64>,
    pub phone: String,
    pub address: String,
    pub help_token: String,
    pub help_token_at: i64,
    pub wrapped_key: Vec<u8>,
    pub notice_href: Option<String>,
    pub notice_title: Option<String>,
    pub notice_json: String,
    pub poster_at: Option<i64>,
    pub created_at: i64,
    pub version: i64,
}

/// No relations: rows are joined by hand where needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
