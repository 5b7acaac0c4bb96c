//! Public pages: those of a document, and the one at an address.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_web::Problem;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use crate::{
    document::{Document, Snapshot, read_snapshot},
    model::{policy, policy_publication, policy_version},
};

/// Whether the public sees it.
#[must_use]
pub const fn is_shown(page: &policy_publication::Model) -> bool {
    page.shown_at.is_some() && page.ended_at.is_none()
}

/// Whether it waits for a second person.
#[must_use]
pub const fn is_waiting(page: &policy_publication::Model) -> bool {
    page.shown_at.is_none() && page.ended_at.is_none()
}

/// The pages of a document, the latest first, also those that ended.
///
/// # Errors
/// A problem of the database.
pub async fn pages_of(
    tx: &Tx,
    document: &Document,
) -> Result<Vec<policy_publication::Model>, Problem> {
    Ok(policy_publication::Entity::find()
        .filter(policy_publication::Column::PolicyId.eq(document.row.id))
        .filter(policy_publication::Column::CompanyId.eq(document.row.company_id))
        .order_by_desc(policy_publication::Column::AskedAt)
        .order_by_desc(policy_publication::Column::Id)
        .all(tx.conn())
        .await?)
}

/// A page of a document that has not ended.
///
/// # Errors
/// Not found.
pub async fn find_page(
    tx: &Tx,
    document: &Document,
    id: &str,
) -> Result<policy_publication::Model, Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let pages = pages_of(tx, document).await?;
    let found = pages.into_iter().find(|page| page.id == id && page.ended_at.is_none());
    found.ok_or_else(Problem::not_found)
}

/// The end of the address at which the public sees a document of this template; for slices that ask
/// whether a basic policy is public.
///
/// # Errors
/// A problem of the database.
pub async fn shown_address(
    tx: &Tx,
    scope: &CompanyScope,
    template: &str,
) -> Result<Option<String>, Problem> {
    let of_template = policy::Entity::find()
        .filter(policy::Column::CompanyId.eq(scope.company().0))
        .filter(policy::Column::Template.eq(template))
        .filter(policy::Column::WithdrawnAt.is_null())
        .all(tx.conn())
        .await?;
    let ids = of_template.into_iter().map(|row| row.id);
    let page = policy_publication::Entity::find()
        .filter(policy_publication::Column::CompanyId.eq(scope.company().0))
        .filter(policy_publication::Column::PolicyId.is_in(ids))
        .filter(policy_publication::Column::ShownAt.is_not_null())
        .filter(policy_publication::Column::EndedAt.is_null())
        .one(tx.conn())
        .await?;
    Ok(page.map(|page| page.slug))
}

/// What the public sees at an address, with whether search engines may keep it. The transaction must
/// be open to all companies, because the address alone says which one.
///
/// # Errors
/// Not found: no such address, not put up yet, or taken down.
pub async fn by_slug(tx: &Tx, slug: &str) -> Result<(Snapshot, bool), Problem> {
    let page = policy_publication::Entity::find()
        .filter(policy_publication::Column::Slug.eq(slug))
        .filter(policy_publication::Column::ShownAt.is_not_null())
        .filter(policy_publication::Column::EndedAt.is_null())
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)?;
    let scope = CompanyScope::of_program(CompanyId(page.company_id), "public-policy");
    let version = policy_version::Entity::find_by_id(page.version_id)
        .filter(policy_version::Column::CompanyId.eq(scope.company().0))
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok((read_snapshot(&version)?, page.listed))
}
