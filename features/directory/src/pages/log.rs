//! The company's own log: who did what and when, the provider's people among them.

use askama::Template;
use axum::extract::State;
use axum_extra::extract::Query;
use hikeshi_db::Fence;
use hikeshi_identity::{Allowed, CompanyId, can};
use hikeshi_tlog::{LoggedEntry, entries_about, list_for_tenant};
use hikeshi_ui::{Pager, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use sea_orm::ConnectionTrait;
use serde::Deserialize;

use crate::{
    log_lines::{LogLine, LogNames},
    shell::{Place, company_shell},
};

/// Entries on one page.
const PAGE: u32 = 50;
/// Entries about one thing, the newest.
const MOST_ABOUT: usize = 500;

#[derive(Template)]
#[template(path = "pages/log.html")]
pub(super) struct LogPage {
    shell: Shell,
    home: String,
    /// The page that says how far the records are sealed.
    sealed: String,
    /// Whether only the entries about one thing are shown.
    about_one: bool,
    rows: Vec<LogLine>,
    pager: Pager,
}

/// Which entries: those before this number of the log, or those about one thing (`kind:id`).
#[derive(Debug, Default, Deserialize)]
pub(super) struct Which {
    #[serde(default)]
    before: String,
    #[serde(default)]
    about: String,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewLog>,
    Query(query): Query<Which>,
) -> Result<Html<LogPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Log).await?;
    let home = format!("/c/{}/log", scope.company());
    let about_one = !query.about.is_empty();
    let before = query.before.parse().ok();
    let mut entries = if about_one {
        about(tx.conn(), scope.company(), &query.about).await?
    } else {
        list_for_tenant(tx.conn(), scope.company().0, before, PAGE + 1).await?
    };
    drop(tx);
    let more = !about_one && entries.len() > PAGE as usize;
    entries.truncate(if about_one { MOST_ABOUT } else { PAGE as usize });
    let tx = platform.db.read(Fence::Open).await?;
    let names = LogNames::of(&tx, &entries).await?;
    let last = entries.last().map(|entry| entry.seq).filter(|_| more);
    let pager = Pager {
        previous: before.map(|_: u64| home.clone()),
        pages: vec![],
        next: last.map(|seq| format!("{home}?before={seq}")),
    };
    let rows = entries.iter().map(|entry| names.line(&context, entry)).collect();
    let sealed = format!("/c/{}/sealed", scope.company());
    Ok(Html(LogPage { shell, home, sealed, about_one, rows, pager }))
}

/// The entries about a thing of the company, newest first. What is no `kind:id`, and a thing about
/// which this company has no entry, is not found.
async fn about(
    conn: &impl ConnectionTrait,
    company: CompanyId,
    thing: &str,
) -> Result<Vec<LoggedEntry>, Problem> {
    let (kind, id) = thing.split_once(':').ok_or_else(Problem::not_found)?;
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let mut entries = entries_about(conn, company.0, kind, id).await?;
    if entries.is_empty() {
        return Err(Problem::not_found());
    }
    entries.reverse();
    Ok(entries)
}
