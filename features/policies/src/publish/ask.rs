//! Asking for a page, putting it up, taking it down.

use hikeshi_db::Tx;
use hikeshi_identity::{AccountId, CompanyId, CompanyScope, audit, can, scope_of_account};
use hikeshi_kernel::to_millis;
use hikeshi_policy::blanks;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::json;
use uuid::Uuid;

use super::{address, find_page, is_shown, is_slug, is_waiting, pages_of};
use crate::{
    document::{hold, last_version, read_snapshot},
    look::look,
    model::policy_publication,
};

/// A page that somebody asks for.
#[derive(Debug, Clone)]
pub struct NewPage {
    /// Its id, made of the form.
    pub id: Uuid,
    /// The end of the address; empty for one that nobody can guess.
    pub slug: String,
    /// Whether search engines may keep it.
    pub listed: bool,
}

/// What became of asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// It waits for a second person.
    Waits,
    /// Nobody has approved a version, or the document is not made to be shown.
    NotReady,
    /// These are not filled in: nobody outside should see blanks.
    Blanks(Vec<String>),
    /// The address has another form.
    WrongAddress,
    /// Another document has it.
    Taken,
}

/// What became of putting a page up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The public sees it.
    Done,
    /// Who asked cannot confirm.
    SamePerson,
    /// Who asked may not any more, or a newer version is in force: it is to be asked for again.
    Lapsed,
}

/// Asks that the version in force be shown. A request that waits is replaced.
///
/// # Errors
/// Not found; forbidden for the program; a problem of the database.
pub async fn ask_to_show(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    id: &str,
    new: NewPage,
) -> Result<Asked, Problem> {
    let account = scope.account().ok_or_else(Problem::forbidden)?;
    let document = hold(tx, scope, id).await?;
    let may = document.template.is_some_and(|template| template.file.publishable);
    let Some(version) = last_version(tx, &document).await?.filter(|_| may) else {
        return Ok(Asked::NotReady);
    };
    let missing = blanks(&read_snapshot(&version)?.filled);
    if !missing.is_empty() {
        return Ok(Asked::Blanks(missing));
    }
    let pages = pages_of(tx, &document).await?;
    if pages.iter().any(|page| page.id == new.id) {
        return Ok(Asked::Waits);
    }
    let slug = match (new.slug.as_str(), address::address_of(tx, &document).await?) {
        ("", Some(before)) => before,
        ("", None) => address::random(platform),
        (chosen, _) if is_slug(chosen) => chosen.to_owned(),
        _ => return Ok(Asked::WrongAddress),
    };
    if !address::take(tx, scope, &document, &slug).await? {
        return Ok(Asked::Taken);
    }
    for page in pages.iter().filter(|page| is_waiting(page)) {
        end(tx, platform, scope, page).await?;
    }
    let row = policy_publication::ActiveModel {
        id: Set(new.id),
        company_id: Set(scope.company().0),
        policy_id: Set(document.row.id),
        version_id: Set(version.id),
        slug: Set(slug),
        listed: Set(new.listed),
        asked_by_id: Set(account.into()),
        asked_by: Set(scope.actor_name().to_owned()),
        asked_at: Set(to_millis(platform.clock.now())),
        shown_by_id: Set(None),
        shown_by: Set(String::new()),
        shown_at: Set(None),
        ended_by: Set(String::new()),
        ended_at: Set(None),
    };
    policy_publication::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    let detail = json!({ "page": new.id, "version": version.id, "listed": new.listed });
    audit(tx, platform, scope, "policy.page-asked", ("policy", document.row.id), detail).await?;
    look(tx, platform, scope).await?;
    Ok(Asked::Waits)
}

/// Puts a page up as its second person; the page before it ends.
///
/// # Errors
/// Not found; forbidden for the program; a problem of the database.
pub async fn show_page(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (id, page): (&str, &str),
) -> Result<Shown, Problem> {
    let account = scope.account().ok_or_else(Problem::forbidden)?;
    let document = hold(tx, scope, id).await?;
    let page = find_page(tx, &document, page).await?;
    if is_shown(&page) {
        return Ok(Shown::Done);
    }
    if page.asked_by_id == account.0 {
        return Ok(Shown::SamePerson);
    }
    let last = last_version(tx, &document).await?;
    let asker = scope_of_account(tx, AccountId(page.asked_by_id), CompanyId(page.company_id));
    let may = asker.await?.is_some_and(|asker| asker.may::<can::PublishPolicies>());
    if !may || last.is_none_or(|last| last.id != page.version_id) {
        return Ok(Shown::Lapsed);
    }
    for before in pages_of(tx, &document).await?.iter().filter(|page| is_shown(page)) {
        end(tx, platform, scope, before).await?;
    }
    let change = policy_publication::ActiveModel {
        id: Set(page.id),
        shown_by_id: Set(Some(account.into())),
        shown_by: Set(scope.actor_name().to_owned()),
        shown_at: Set(Some(to_millis(platform.clock.now()))),
        ..Default::default()
    };
    policy_publication::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let detail =
        json!({ "page": page.id, "version": page.version_id, "asked_by": page.asked_by_id });
    audit(tx, platform, scope, "policy.page-shown", ("policy", document.row.id), detail).await?;
    look(tx, platform, scope).await?;
    Ok(Shown::Done)
}

/// Takes a page down, or takes the request for one back. One person is enough: what is hidden can be
/// shown again.
///
/// # Errors
/// Not found; a problem of the database.
pub async fn take_down(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (id, page): (&str, &str),
) -> Result<(), Problem> {
    let document = hold(tx, scope, id).await?;
    let page = find_page(tx, &document, page).await?;
    end(tx, platform, scope, &page).await?;
    let detail = json!({ "page": page.id, "version": page.version_id });
    audit(tx, platform, scope, "policy.page-ended", ("policy", document.row.id), detail).await?;
    look(tx, platform, scope).await
}

async fn end(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    page: &policy_publication::Model,
) -> Result<(), Problem> {
    let change = policy_publication::ActiveModel {
        id: Set(page.id),
        ended_by: Set(scope.actor_name().to_owned()),
        ended_at: Set(Some(to_millis(platform.clock.now()))),
        ..Default::default()
    };
    policy_publication::Entity::update(change).exec_without_returning(tx.conn()).await?;
    Ok(())
}
