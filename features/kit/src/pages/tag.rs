//! Where the code on an evidence tag leads: to the exhibit that carries it.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use axum_extra::extract::Query;
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::case::{IncidentFilter, list_incidents};
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use serde::Deserialize;

use super::kit;
use crate::{Tag, edition::editions, model::kit_edition, tags::tagged};

/// Open incidents offered for a tag that is not used yet.
const OFFERED: u64 = 20;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/kit/tags", get(find))
        .route("/c/{company}/kit/tags/{tag}", get(show))
}

#[derive(Template)]
#[template(path = "pages/tag.html")]
struct TagPage {
    shell: Shell,
    home: String,
    number: String,
    edition: i64,
    /// The exhibits that carry it: address and name.
    exhibits: Vec<(String, String)>,
    /// Where an exhibit could be entered: address and name.
    incidents: Vec<(String, String)>,
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    number: String,
}

/// A number as somebody typed it.
async fn find(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewEvidence>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let tag = Tag::read(&asked.number);
    let known = match tag {
        Some(tag) => edition_of(&tx, &scope, tag).await?.is_some(),
        None => false,
    };
    drop(tx);
    if let Some(tag) = tag.filter(|_| known) {
        let page = format!("/c/{}/kit/tags/{tag}", scope.company());
        return Ok(Redirect::to(&page).into_response());
    }
    let mut page = kit::page(&platform, &context, &scope).await?;
    page.number = asked.number.chars().take(60).collect();
    let key = if tag.is_some() { "kit-tags-unknown" } else { "kit-tags-wrong" };
    let error = FieldError { field: "number".to_owned(), text: page.shell.t(key) };
    Ok(kit::refused(page, vec![error]))
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewEvidence>,
    Path((_, tag)): Path<(String, String)>,
) -> Result<Html<TagPage>, Problem> {
    let tag = Tag::read(&tag).ok_or_else(Problem::not_found)?;
    let tx = platform.db.read(scope.fence()).await?;
    let edition = edition_of(&tx, &scope, tag).await?.ok_or_else(Problem::not_found)?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let home = format!("/c/{}", scope.company());
    // Only numbers: what an incident says is read on its own pages, which are logged.
    let exhibits = tagged(&tx, &scope, tag).await?.into_iter().map(|(exhibit, case)| {
        let name =
            shell.words.ta("kit-incident", &[("number", &case.number), ("title", &exhibit.number)]);
        (format!("{home}/incidents/{}/evidence/{}", case.id, exhibit.id), name)
    });
    let exhibits: Vec<_> = exhibits.collect();
    let mut incidents = Vec::new();
    if exhibits.is_empty() && scope.may::<can::AddEvidence>() {
        let filter = IncidentFilter { open_only: true, limit: OFFERED, before: None };
        incidents.extend(list_incidents(&tx, &scope, &filter).await?.into_iter().map(|case| {
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("number", &case.number), ("title", &case.title)];
            let name = shell.words.ta("kit-incident", &values);
            (format!("{home}/incidents/{}/evidence/add-thing", case.id), name)
        }));
    }
    Ok(Html(TagPage {
        number: tag.to_string(),
        edition: edition.number,
        exhibits,
        incidents,
        home,
        shell,
    }))
}

/// The edition of the company that reserved a tag.
async fn edition_of(
    tx: &Tx,
    scope: &CompanyScope,
    tag: Tag,
) -> Result<Option<kit_edition::Model>, Problem> {
    Ok(editions(tx, scope).await?.into_iter().find(|edition| tag.is_of(edition)))
}
