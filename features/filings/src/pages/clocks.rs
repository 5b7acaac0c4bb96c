//! The clocks of all companies of a provider, sorted by what is due.

use askama::Template;
use axum::{Router, extract::State, routing::get};
use axum_extra::extract::Query;
use hikeshi_db::Fence;
use hikeshi_directory::{ProviderPlace, provider_shell};
use hikeshi_i18n::plain;
use hikeshi_identity::{AllowedProvider, can};
use hikeshi_incidents::case::ClockState;
use hikeshi_kernel::{from_millis, to_millis};
use hikeshi_ui::{Markup, Pager, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use jiff::Timestamp;
use serde::Deserialize;

use crate::duties::{CLOCKS_PAGE, ClockFilter, OpenClock, board_clocks};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/p/{provider}/clocks", get(show))
}

#[derive(Template)]
#[template(path = "pages/clocks.html")]
struct ClocksPage {
    shell: Shell,
    home: String,
    count: i64,
    now: String,
    query: ClocksQuery,
    rows: Vec<Row>,
    pager: Pager,
}

struct Row {
    company: String,
    incident: String,
    title: Markup,
    href: String,
    due: Option<String>,
    left: Option<String>,
    state: (&'static str, &'static str, String),
    binding: String,
    to_check: bool,
}

/// How the list is narrowed down.
#[derive(Debug, Default, Deserialize)]
struct ClocksQuery {
    /// `all` also shows what is voluntary; `over` only what is over.
    #[serde(default)]
    show: String,
    #[serde(default)]
    page: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: AllowedProvider<can::ViewBoard>,
    Query(query): Query<ClocksQuery>,
) -> Result<Html<ClocksPage>, Problem> {
    let tx = platform.db.read(Fence::Open).await?;
    let (shell, _) = provider_shell(&tx, &scope, &context, ProviderPlace::Clocks).await?;
    let now = platform.clock.now();
    let filter = ClockFilter {
        only_binding: query.show != "all",
        over_at: (query.show == "over").then(|| to_millis(now)),
        page: query.page.parse().unwrap_or(1).clamp(1, 100_000),
    };
    let (found, count) = board_clocks(&tx, scope.provider, filter).await?;
    let home = format!("/p/{}/clocks", scope.provider);
    let pages = usize::try_from(count).unwrap_or(0).div_ceil(CLOCKS_PAGE.try_into().unwrap_or(1));
    let show = match query.show.as_str() {
        kept @ ("all" | "over") => kept,
        _ => "",
    };
    let href = |page: usize| format!("{home}?show={show}&page={page}");
    let pager = Pager::numbered(filter.page.try_into().unwrap_or(1), pages, href);
    let rows = found.into_iter().map(|clock| row(&shell, now, clock)).collect();
    let now = shell.words.date_time(now);
    Ok(Html(ClocksPage { shell, home, count, now, query, rows, pager }))
}

fn row(shell: &Shell, now: Timestamp, clock: OpenClock) -> Row {
    let words = &shell.words;
    let over = clock.due_at.is_some_and(|due| from_millis(due) < now);
    let (tone, icon, key) = match clock.state {
        _ if over => ("danger", "stop", "duties-over"),
        Some(ClockState::Decided) => ("now", "flag", "duties-state-decided"),
        _ if clock.applies == "unknown" => ("caution", "warn", "duties-state-unknown"),
        _ => ("wait", "open", "duties-state-open"),
    };
    Row {
        company: clock.company.1,
        incident: words.ta(
            "duties-incident-name",
            &[("number", &clock.incident.0), ("title", &clock.incident.1)],
        ),
        title: shell.text(&clock.title),
        href: clock.href,
        due: clock.due.map(|due| words.moment(&due)).or_else(|| {
            let limit = clock.limit.as_ref()?;
            Some(plain(limit.get(words.lang())))
        }),
        left: clock.due_at.map(|due| words.time_left(from_millis(due), now)),
        state: (tone, icon, words.t(key)),
        binding: words.t(&format!("duties-binding-{}", clock.binding)),
        to_check: clock.confidence == "to-check",
    }
}
