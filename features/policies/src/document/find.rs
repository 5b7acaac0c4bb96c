//! The documents of a company.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{Lang, to_millis};
use hikeshi_policy::{Body, Label, Template, Values};
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, Select,
};
use serde_json::json;
use uuid::Uuid;

use crate::{model::policy, templates::template};

/// A document as it is kept.
#[derive(Debug, Clone)]
pub struct Document {
    /// The row.
    pub row: policy::Model,
    /// Its template; `None` if that is no longer on board.
    pub template: Option<&'static Template>,
    /// Its text.
    pub body: Body,
    /// What was filled in, as typed.
    pub values: Values,
}

impl Document {
    /// Reads a row.
    ///
    /// # Errors
    /// A row that this program did not write.
    pub fn of(row: policy::Model) -> Result<Self, Problem> {
        Ok(Self {
            template: template(&row.template)?,
            body: serde_json::from_str(&row.body_json)?,
            values: serde_json::from_str(&row.values_json)?,
            row,
        })
    }

    /// The language in which it is written.
    #[must_use]
    pub fn lang(&self) -> Lang {
        Lang::from_code(&self.row.lang).unwrap_or_default()
    }

    /// What its variables are called.
    #[must_use]
    pub fn labels(&self) -> Vec<Label> {
        self.template.map(|template| template.labels(self.lang())).unwrap_or_default()
    }
}

/// All documents that were not withdrawn, in the order of the list of templates.
///
/// # Errors
/// A problem of the database.
pub async fn documents(tx: &Tx, scope: &CompanyScope) -> Result<Vec<Document>, Problem> {
    let rows = of(scope)
        .filter(policy::Column::WithdrawnAt.is_null())
        .order_by_asc(policy::Column::MadeAt)
        .order_by_asc(policy::Column::Id)
        .all(tx.conn())
        .await?;
    let mut all: Vec<Document> = rows.into_iter().map(Document::of).collect::<Result<_, _>>()?;
    all.sort_by_key(|one| one.template.map_or(u32::MAX, |template| template.file.order));
    Ok(all)
}

/// The document whose id stands in a path.
///
/// # Errors
/// Not found: unreadable, unknown, withdrawn, or of another company.
pub async fn find_document(tx: &Tx, scope: &CompanyScope, id: &str) -> Result<Document, Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let found = of(scope)
        .filter(policy::Column::Id.eq(id))
        .filter(policy::Column::WithdrawnAt.is_null())
        .one(tx.conn())
        .await?;
    Document::of(found.ok_or_else(Problem::not_found)?)
}

/// Takes a document off the list. Approved versions stay in the records; a public page must have been
/// taken down before.
///
/// # Errors
/// A problem of the database.
pub async fn withdraw(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    document: &Document,
) -> Result<(), Problem> {
    let change = policy::ActiveModel {
        id: Set(document.row.id),
        withdrawn_at: Set(Some(to_millis(platform.clock.now()))),
        withdrawn_by: Set(scope.actor_name().to_owned()),
        ..Default::default()
    };
    policy::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let detail = json!({ "template": document.row.template });
    audit(tx, platform, scope, "policy.withdrawn", ("policy", document.row.id), detail).await?;
    Ok(())
}

fn of(scope: &CompanyScope) -> Select<policy::Entity> {
    policy::Entity::find().filter(policy::Column::CompanyId.eq(scope.company().0))
}
