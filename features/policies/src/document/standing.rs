//! How the documents of a company stand: what lists, the ladder and the president's page show.

use std::collections::HashMap;

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kit::Source;
use hikeshi_web::{Platform, Problem};
use jiff::Timestamp;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use super::{Document, Now, documents};
use crate::{
    model::{policy_publication, policy_version},
    publish::{is_shown, is_waiting},
};

/// How far a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stands {
    /// Nobody has approved a version.
    Draft,
    /// A version is in force.
    Approved,
    /// A version is in force, and one is shown to the public.
    Published,
}

impl Stands {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Approved => "approved",
            Self::Published => "published",
        }
    }
}

/// A document with how it stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The document.
    pub document: Document,
    /// Names what it says now.
    pub text_sha256: String,
    /// How far it is.
    pub stands: Stands,
    /// The version in force.
    pub version: Option<policy_version::Model>,
    /// The page that the public sees.
    pub shown: Option<policy_publication::Model>,
    /// A page that waits for a second person.
    pub waiting: Option<policy_publication::Model>,
    /// Whether the document says something else now than the version in force.
    pub changed: bool,
    /// Whether the day of its review has come.
    pub review_due: bool,
    /// Whether a newer edition of its template is on board.
    pub new_edition: bool,
}

/// All documents of the company that were not withdrawn, in the order of the list.
///
/// # Errors
/// A problem of the database.
pub async fn standings(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
) -> Result<Vec<Standing>, Problem> {
    let documents = documents(tx, scope).await?;
    if documents.is_empty() {
        return Ok(Vec::new());
    }
    let source = Source::read(tx, platform, scope).await?;
    let mut versions = last_versions(tx, scope).await?;
    let mut pages = pages(tx, scope).await?;
    let now = platform.clock.now();
    let of = |document: Document| {
        let version = versions.remove(&document.row.id);
        let pages = pages.remove(&document.row.id).unwrap_or_default();
        let text = Now::of(platform, document, &source)?;
        Ok(standing(text, version, pages, now))
    };
    documents.into_iter().map(of).collect()
}

/// How one document stands.
///
/// # Errors
/// A problem of the database.
pub async fn standing_of(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    now: &Now,
) -> Result<Standing, Problem> {
    let version = super::last_version(tx, &now.document).await?;
    let mut pages = pages(tx, scope).await?;
    let pages = pages.remove(&now.document.row.id).unwrap_or_default();
    Ok(standing(now.clone(), version, pages, platform.clock.now()))
}

fn standing(
    text: Now,
    version: Option<policy_version::Model>,
    pages: Vec<policy_publication::Model>,
    now: Timestamp,
) -> Standing {
    let shown = pages.iter().find(|page| is_shown(page)).cloned();
    let waiting = pages.into_iter().find(is_waiting);
    let stands = match (&version, &shown) {
        (None, _) => Stands::Draft,
        (Some(_), None) => Stands::Approved,
        (Some(_), Some(_)) => Stands::Published,
    };
    let newer = |version: &str| {
        text.document.template.is_some_and(|template| template.file.version != version)
    };
    Standing {
        changed: version.as_ref().is_some_and(|row| row.text_sha256 != text.text_sha256),
        review_due: version
            .as_ref()
            .is_some_and(|row| row.review_on <= hikeshi_kernel::to_millis(now)),
        new_edition: newer(&text.document.row.template_version),
        text_sha256: text.text_sha256,
        document: text.document,
        stands,
        version,
        shown,
        waiting,
    }
}

async fn last_versions(
    tx: &Tx,
    scope: &CompanyScope,
) -> Result<HashMap<Uuid, policy_version::Model>, Problem> {
    let rows = policy_version::Entity::find()
        .filter(policy_version::Column::CompanyId.eq(scope.company().0))
        .order_by_asc(policy_version::Column::Number)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| (row.policy_id, row)).collect())
}

async fn pages(
    tx: &Tx,
    scope: &CompanyScope,
) -> Result<HashMap<Uuid, Vec<policy_publication::Model>>, Problem> {
    let rows = policy_publication::Entity::find()
        .filter(policy_publication::Column::CompanyId.eq(scope.company().0))
        .filter(policy_publication::Column::EndedAt.is_null())
        .order_by_asc(policy_publication::Column::AskedAt)
        .all(tx.conn())
        .await?;
    let mut pages: HashMap<Uuid, Vec<policy_publication::Model>> = HashMap::new();
    for row in rows {
        pages.entry(row.policy_id).or_default().push(row);
    }
    Ok(pages)
}
