//! One link: what it shows, who looked when, and the button that ends it.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_i18n::Words;
use hikeshi_identity::{Allowed, browser_name, can};
use hikeshi_incidents::{
    case::view_incident,
    page::{CaseHead, Tab},
};
use hikeshi_kernel::from_millis;
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use uuid::Uuid;

use super::{id_of, shares::state_of};
use crate::{
    links::{Frozen, find_link, is_living, revoke_link, views_of},
    model::share_link,
};

#[derive(Template)]
#[template(path = "pages/share.html")]
struct SharePage {
    shell: Shell,
    head: CaseHead,
    link: share_link::Model,
    state: (&'static str, &'static str, String),
    living: bool,
    made: String,
    until: String,
    with_code: bool,
    parts: Vec<String>,
    views: Vec<ViewLine>,
    revoke: String,
}

struct ViewLine {
    when: String,
    what: String,
    from: String,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ShareCase>,
    Path((_, incident, share)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let id = id_of(&share)?;
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let link = find_link(&tx, &incident, id).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let words = &context.words;
    let frozen: Frozen = serde_json::from_str(&link.frozen_json)?;
    let titles: HashMap<Uuid, &str> =
        frozen.files.iter().map(|file| (file.id, file.title.as_str())).collect();
    let views = views_of(&tx, &link).await?.into_iter().map(|view| {
        let title = view.target_id.and_then(|id| titles.get(&id)).copied().unwrap_or_default();
        ViewLine {
            when: words.date_time(from_millis(view.at)),
            what: format!("{} {title}", words.t(&format!("share-view-{}", view.kind))),
            from: format!("{} {}", view.address, browser_name(&view.agent)),
        }
    });
    let now = platform.clock.now();
    let head = CaseHead::new(&scope, words, &incident, Tab::Beside);
    let page = SharePage {
        state: state_of(words, &link, now),
        living: is_living(&link, now),
        made: words.date_time(from_millis(link.made_at)),
        until: words.date_time(from_millis(link.expires_at)),
        with_code: !link.code_hash.is_empty(),
        parts: parts(words, &frozen),
        views: views.collect(),
        revoke: format!("{}/shares/{}/revoke", head.base, link.id),
        link,
        shell,
        head,
    };
    Ok(Html(page).into_response())
}

/// What a link shows, in words.
fn parts(words: &Words, frozen: &Frozen) -> Vec<String> {
    let mut parts = Vec::new();
    if frozen.summary.is_some() {
        parts.push(words.t("share-part-summary"));
    }
    if frozen.timeline.is_some() {
        parts.push(words.t("share-part-timeline"));
    }
    if !frozen.facts.is_empty() {
        parts.push(words.t1("share-facts-count", "count", frozen.facts.len()));
    }
    if frozen.custody.is_some() {
        parts.push(words.t("share-part-custody"));
    }
    parts.extend(frozen.files.iter().map(|file| file.title.clone()));
    parts
}

pub(super) async fn revoke(
    State(platform): State<Platform>,
    scope: Allowed<can::ShareCase>,
    Path((company, incident, share)): Path<(String, String, String)>,
) -> Result<Redirect, Problem> {
    let id = id_of(&share)?;
    let (tx, row) = view_incident(&platform, &scope, &incident).await?;
    drop(tx);
    let tx = platform.db.write(scope.fence()).await?;
    revoke_link(&tx, &platform, &scope, &row, id).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/c/{company}/incidents/{incident}/shares/{id}")))
}
