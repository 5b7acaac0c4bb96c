//! Showing the version in force to the public: one person asks, another one puts it up.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::from_millis;
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, fresh_form, row_of_form};
use serde::Deserialize;

use super::{Place2, Place3};
use crate::{
    document::{find_document, last_version},
    model::policy_publication,
    publish::{
        Asked, LONGEST_SLUG, NewPage, Shown, address_of, ask_to_show, is_shown, is_waiting,
        pages_of, show_page, take_down,
    },
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/policies/{policy}/publish", get(show).post(ask))
        .route("/c/{company}/policies/{policy}/publish/{page}/show", post(put_up))
        .route("/c/{company}/policies/{policy}/publish/{page}/down", post(down))
}

#[derive(Template)]
#[template(path = "pages/publish.html")]
struct PublishPage {
    shell: Shell,
    here: String,
    name: String,
    number: i64,
    shown: Option<ShownPage>,
    waiting: Option<ShownPage>,
    /// What was typed.
    slug: String,
    listed: bool,
    form_id: String,
    refused: String,
    /// The beginning of public addresses.
    start: String,
}

/// A page that is up or waits.
struct ShownPage {
    id: String,
    address: String,
    number: i64,
    asked: String,
    shown: String,
    listed: bool,
    mine: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct AskForm {
    slug: String,
    listed: String,
    form_id: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::PublishPolicies>,
    Path((_, id)): Place2,
) -> Result<Html<PublishPage>, Problem> {
    Ok(Html(page(&platform, &context, &scope, &id).await?))
}

async fn ask(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::PublishPolicies>,
    Path((_, id)): Place2,
    Posted(form): Posted<AskForm>,
) -> Result<Response, Problem> {
    let slug: String = form.slug.trim().to_lowercase().chars().take(LONGEST_SLUG + 1).collect();
    let row = row_of_form(&platform, scope.company().0, &form.form_id, &[&id, &slug]);
    let new = NewPage { id: row, slug: slug.clone(), listed: form.listed == "yes" };
    let tx = platform.db.write(scope.fence()).await?;
    let asked = ask_to_show(&tx, &platform, &scope, &id, new).await?;
    let words = &context.words;
    let (field, said) = match asked {
        Asked::Waits => {
            tx.commit().await?;
            let to = format!("/c/{}/policies/{id}/publish", scope.company());
            return Ok(Redirect::to(&to).into_response());
        }
        Asked::NotReady => ("", words.t("policies-publish-not-ready")),
        Asked::Blanks(blanks) => {
            let blanks = blanks.join(&words.t("policies-between"));
            ("", words.t1("policies-publish-blanks", "blanks", blanks))
        }
        Asked::WrongAddress => ("slug", words.t("policies-slug-wrong")),
        Asked::Taken => ("slug", words.t("policies-slug-taken")),
    };
    drop(tx);
    let mut page = page(&platform, &context, &scope, &id).await?;
    page.shell.errors.push(FieldError::new(field, said));
    (page.slug, page.listed) = (slug, form.listed == "yes");
    Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

async fn put_up(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::PublishPolicies>,
    Path((_, id, page_id)): Place3,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let key = match show_page(&tx, &platform, &scope, (&id, &page_id)).await? {
        Shown::Done => {
            tx.commit().await?;
            let to = format!("/c/{}/policies/{id}?done=shown", scope.company());
            return Ok(Redirect::to(&to).into_response());
        }
        Shown::SamePerson => "policies-publish-same",
        Shown::Lapsed => "policies-publish-lapsed",
    };
    drop(tx);
    let mut page = page(&platform, &context, &scope, &id).await?;
    page.refused = context.words.t(key);
    Ok(Html(page).with_status(StatusCode::CONFLICT))
}

async fn down(
    State(platform): State<Platform>,
    scope: Allowed<can::PublishPolicies>,
    Path((_, id, page)): Place3,
) -> Result<Redirect, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    take_down(&tx, &platform, &scope, (&id, &page)).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/c/{}/policies/{id}?done=down", scope.company())))
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    id: &str,
) -> Result<PublishPage, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let document = find_document(&tx, scope, id).await?;
    let may = document.template.is_some_and(|template| template.file.publishable);
    let version = last_version(&tx, &document).await?.filter(|_| may);
    let version = version.ok_or_else(Problem::not_found)?;
    let shell = company_shell(&tx, scope, context, Place::Policies).await?;
    let pages = pages_of(&tx, &document).await?;
    let versions = crate::document::versions_of(&tx, &document).await?;
    let number = |page: &policy_publication::Model| {
        versions.iter().find(|row| row.id == page.version_id).map_or(0, |row| row.number)
    };
    let when = |at: i64| shell.words.date_time(from_millis(at));
    let of = |page: &policy_publication::Model| ShownPage {
        id: page.id.to_string(),
        address: platform.public(&format!("/policy/{}", page.slug)),
        number: number(page),
        asked: shell
            .words
            .ta("policies-page-asked", &[("by", &page.asked_by), ("at", &when(page.asked_at))]),
        shown: page
            .shown_at
            .map(|at| {
                let values: [(&str, &dyn std::fmt::Display); 2] =
                    [("by", &page.shown_by), ("at", &when(at))];
                shell.words.ta("policies-page-shown-by", &values)
            })
            .unwrap_or_default(),
        listed: page.listed,
        mine: scope.account().is_some_and(|account| account.0 == page.asked_by_id),
    };
    Ok(PublishPage {
        here: format!("/c/{}/policies/{}", scope.company(), document.row.id),
        name: document.row.name.clone(),
        number: version.number,
        shown: pages.iter().find(|page| is_shown(page)).map(of),
        waiting: pages.iter().find(|page| is_waiting(page)).map(of),
        slug: address_of(&tx, &document).await?.unwrap_or_default(),
        listed: false,
        form_id: fresh_form(platform),
        refused: String::new(),
        start: platform.public("/policy/"),
        shell,
    })
}
