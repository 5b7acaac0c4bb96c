//! The end of a public address.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::OnConflict,
};

use crate::{document::Document, model::policy_address};

/// The most characters of an address that a person chooses.
pub const LONGEST_SLUG: usize = 40;
/// The fewest.
const SHORTEST_SLUG: usize = 4;
/// Characters of an address that nobody can guess.
const RANDOM: usize = 24;

/// Small letters, digits and single dashes between them.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    (SHORTEST_SLUG..=LONGEST_SLUG).contains(&text.len())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
}

/// The address that a document has had; `None` before its first page.
///
/// # Errors
/// A problem of the database.
pub async fn address_of(tx: &Tx, document: &Document) -> Result<Option<String>, Problem> {
    let row = policy_address::Entity::find()
        .filter(policy_address::Column::PolicyId.eq(document.row.id))
        .filter(policy_address::Column::CompanyId.eq(document.row.company_id))
        .one(tx.conn())
        .await?;
    Ok(row.map(|row| row.slug))
}

/// An address that nobody can guess.
pub(super) fn random(platform: &Platform) -> String {
    platform.rng.secret().chars().take(RANDOM).collect()
}

/// Gives the document this address; `false` if it is another document's.
pub(super) async fn take(
    tx: &Tx,
    scope: &CompanyScope,
    document: &Document,
    slug: &str,
) -> Result<bool, Problem> {
    let row = policy_address::ActiveModel {
        slug: Set(slug.to_owned()),
        company_id: Set(scope.company().0),
        policy_id: Set(document.row.id),
    };
    let once = OnConflict::column(policy_address::Column::Slug).do_nothing().to_owned();
    policy_address::Entity::insert(row).on_conflict(once).exec_without_returning(tx.conn()).await?;
    // On PostgreSQL the row of another company is not even seen here.
    let own = policy_address::Entity::find_by_id(slug)
        .filter(policy_address::Column::CompanyId.eq(scope.company().0))
        .filter(policy_address::Column::PolicyId.eq(document.row.id))
        .one(tx.conn())
        .await?;
    Ok(own.is_some())
}
