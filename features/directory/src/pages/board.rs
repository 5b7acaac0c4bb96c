//! A provider's board: all companies that let it act, those with an open incident first.

use askama::Template;
use axum::extract::State;
use axum_extra::extract::Query;
use hikeshi_db::Fence;
use hikeshi_identity::{AllowedProvider, can};
use hikeshi_kernel::from_millis;
use hikeshi_ui::{CompanyHead, MarkShape, Pager, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext, percent};
use serde::Deserialize;

use crate::{
    board::{BoardFilter, BoardRow, PAGE, board},
    notice::OpenIncident,
    provider_shell::{ProviderPlace, provider_shell},
};

#[derive(Template)]
#[template(path = "pages/board.html")]
pub(super) struct BoardPage {
    shell: Shell,
    home: String,
    count: i64,
    now: String,
    may_add: bool,
    query: BoardQuery,
    rows: Vec<Row>,
    pager: Pager,
}

struct Row {
    head: CompanyHead,
    staff: String,
    /// The worst open incident and how many are open.
    open: Option<(OpenIncident, usize)>,
    contacts: i64,
    last: Option<String>,
}

/// How the list is narrowed down.
#[derive(Debug, Default, Deserialize)]
pub(super) struct BoardQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    page: String,
}

impl BoardQuery {
    fn filter(&self) -> BoardFilter {
        BoardFilter {
            name: self.q.trim().chars().take(100).collect(),
            only_open: self.state == "open",
            page: self.page.parse().unwrap_or(1).clamp(1, 100_000),
        }
    }

    /// The same list on another page.
    fn href(&self, home: &str, page: usize) -> String {
        let q = percent(&self.q);
        let state = if self.state == "open" { "open" } else { "" };
        format!("{home}?q={q}&state={state}&page={page}")
    }
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: AllowedProvider<can::ViewBoard>,
    Query(query): Query<BoardQuery>,
) -> Result<Html<BoardPage>, Problem> {
    let tx = platform.db.read(Fence::Open).await?;
    let (shell, _) = provider_shell(&tx, &scope, &context, ProviderPlace::Board).await?;
    let filter = query.filter();
    let (found, count) = board(&tx, scope.provider, &filter).await?;
    let home = format!("/p/{}", scope.provider);
    let pages = usize::try_from(count).unwrap_or(0).div_ceil(PAGE.try_into().unwrap_or(1));
    let page = filter.page.try_into().unwrap_or(1);
    let pager = Pager::numbered(page, pages, |page| query.href(&home, page));
    let now = platform.clock.now();
    let rows = found.into_iter().map(|row| shown(&context, now, row)).collect();
    let may_add = scope.may::<can::EditProvider>();
    let now = context.words.date_time(now);
    Ok(Html(BoardPage { shell, home, count, now, may_add, query, rows, pager }))
}

fn worst(open: Vec<OpenIncident>) -> Option<(OpenIncident, usize)> {
    let count = open.len();
    open.into_iter().next().map(|worst| (worst, count))
}

fn shown(context: &RequestContext, now: jiff::Timestamp, row: BoardRow) -> Row {
    let words = &context.words;
    Row {
        staff: row.staff_count.map(|count| words.number(count)).unwrap_or_default(),
        last: row.last_at.map(|at| words.brief(from_millis(at), now)),
        open: worst(row.open),
        contacts: row.contacts,
        head: CompanyHead {
            name: row.name,
            mark: row.mark,
            mark_shape: MarkShape::of(u8::try_from(row.mark_shape).unwrap_or(0)),
            href: Some(format!("/c/{}", row.company)),
        },
    }
}
