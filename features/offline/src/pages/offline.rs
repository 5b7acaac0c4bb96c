//! Where a person makes a device ready for the day the line is down.

use std::collections::BTreeMap;

use askama::Template;
use axum::{Json, extract::State};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use serde::Serialize;
use uuid::Uuid;

use crate::kept_pages;

/// The words that the worker itself shows.
const WORKER_WORDS: [&str; 15] = [
    "as-of",
    "as-of-note",
    "held",
    "held-notes",
    "held-title",
    "held-next",
    "home",
    "incident",
    "nothing",
    "nothing-title",
    "unsent",
    "unsent-title",
    "unsent-note",
    "unsent-hold",
    "page-list",
];

/// The words that the page's script shows.
const PAGE_WORDS: [&str; 14] = [
    "working",
    "failed",
    "keep-done",
    "forget-done",
    "send-done",
    "drop-done",
    "keep-first",
    "keep-again",
    "on",
    "waiting",
    "drop",
    "drop-sure",
    "sent",
    "others",
];

#[derive(Template)]
#[template(path = "pages/offline.html")]
pub(crate) struct OfflinePage {
    shell: Shell,
    home: String,
    company: Uuid,
    /// Whether the person writes lines into timelines.
    may_write: bool,
    may_see_incidents: bool,
    pages: usize,
}

impl OfflinePage {
    /// The words of the script, under their names.
    fn words(&self) -> Vec<(&'static str, String)> {
        let say = |name| (name, self.shell.t(&format!("offline-{name}")));
        PAGE_WORDS.into_iter().map(say).collect()
    }
}

/// The page; its buttons need the script, everything else reads without.
pub(crate) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewCompany>,
) -> Result<Html<OfflinePage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Company).await?;
    Ok(Html(OfflinePage {
        shell,
        home: format!("/c/{}", scope.company()),
        company: scope.company().0,
        may_write: scope.may::<can::WorkIncident>(),
        may_see_incidents: scope.may::<can::ViewIncidents>(),
        pages: kept_pages(&tx, &scope).await?.len(),
    }))
}

/// What the worker of a device keeps for this person in this company.
#[derive(Debug, Serialize)]
pub(crate) struct KeptList {
    company: Uuid,
    person: Uuid,
    lang: &'static str,
    may_write: bool,
    words: BTreeMap<&'static str, String>,
    pages: Vec<String>,
}

/// The list; asked for again whenever a page was fetched and some minutes have passed.
pub(crate) async fn list(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewCompany>,
) -> Result<Json<KeptList>, Problem> {
    let person = scope.account().ok_or_else(Problem::forbidden)?;
    let tx = platform.db.read(scope.fence()).await?;
    let pages = kept_pages(&tx, &scope).await?;
    let words = &context.words;
    let say = |name: &'static str| (name, words.t(&format!("offline-worker-{name}")));
    Ok(Json(KeptList {
        company: scope.company().0,
        person: person.0,
        lang: context.shell().html_lang(),
        may_write: scope.may::<can::WorkIncident>(),
        words: WORKER_WORDS.into_iter().map(say).collect(),
        pages,
    }))
}
