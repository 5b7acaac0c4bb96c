//! The ledger: searched, filtered, sorted.

use askama::Template;
use axum::{Router, extract::State, routing::get};
use axum_extra::extract::Query;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_inventory::Kind;
use hikeshi_ui::{Choice, Pager, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext, percent};
use serde::Deserialize;

use super::shown::Row;
use crate::{
    ledger::{Sort, Warning, Which, list},
    overview::{AssetCounts, counts},
    support::{refresh, today},
};

/// Rows on one page.
const PAGE: u64 = 50;

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/assets", get(show))
}

#[derive(Template)]
#[template(path = "pages/list.html")]
struct ListPage {
    shell: Shell,
    home: String,
    query: Asked,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    warnings: Vec<Choice>,
    /// Heading, order and link of each column that sorts.
    heads: Vec<Head>,
    rows: Vec<Row>,
    count: u64,
    counts: AssetCounts,
    pager: Pager,
    may_edit: bool,
    /// The same choice for the files.
    filter: String,
}

/// The head of a column.
struct Head {
    label: String,
    href: String,
    sorted: bool,
}

/// What the address asks for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) q: String,
    pub(super) kind: String,
    pub(super) state: String,
    pub(super) warn: String,
    pub(super) sort: String,
    pub(super) page: String,
}

impl Asked {
    /// Which assets it means.
    pub(super) fn which(&self) -> Which {
        let known = ["in-use", "stored", "retired"].contains(&self.state.as_str());
        Which {
            words: self.q.chars().take(200).collect(),
            kind: Kind::from_name(&self.kind),
            state: known.then(|| self.state.clone()),
            warning: Warning::from_name(&self.warn),
        }
    }

    /// The same choice as part of an address.
    pub(super) fn filter(&self) -> String {
        let parts = [("q", &self.q), ("kind", &self.kind), ("state", &self.state), ("warn", &self.warn)];
        let parts = parts.into_iter().filter(|(_, value)| !value.is_empty());
        parts.map(|(name, value)| format!("{name}={}&", percent(value))).collect()
    }
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewAssets>,
    Query(query): Query<Asked>,
) -> Result<Html<ListPage>, Problem> {
    refresh(&platform, &scope).await?;
    let words = &context.words;
    let day = today(&platform);
    let sort = Sort::from_name(&query.sort);
    let page = query.page.parse::<u64>().unwrap_or(1).clamp(1, 100_000);
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Assets).await?;
    let which = query.which();
    let (rows, count) =
        list(&tx, &scope, (&which, sort, day), ((page - 1) * PAGE, PAGE)).await?;
    let counts = counts(&tx, &scope, day).await?;
    let home = format!("/c/{}", scope.company());
    let filter = query.filter();
    let href = |sort: Sort, page: usize| {
        format!("{home}/assets?{filter}sort={}&page={page}", sort.name())
    };
    let head = |sort_by: Sort| Head {
        label: words.t(&format!("assets-head-{}", sort_by.name())),
        href: href(sort_by, 1),
        sorted: sort_by == sort,
    };
    let last = usize::try_from(count.div_ceil(PAGE)).unwrap_or(1).max(1);
    let pager =
        Pager::numbered(usize::try_from(page).unwrap_or(1), last, |page| href(sort, page));
    let any = || Choice::new("", words.t("assets-any"));
    let kinds = Kind::ALL
        .map(|kind| Choice::new(kind.name(), words.t(&format!("assets-kind-{}", kind.name()))));
    let states = ["in-use", "stored", "retired"]
        .map(|state| Choice::new(state, words.t(&format!("assets-state-{state}"))));
    let warnings = Warning::ALL
        .map(|one| Choice::new(one.name(), words.t(&format!("assets-warn-{}", one.name()))));
    let not_retired = Choice::new("", words.t("assets-state-not-retired"));
    Ok(Html(ListPage {
        kinds: std::iter::once(any()).chain(kinds).collect(),
        states: std::iter::once(not_retired).chain(states).collect(),
        warnings: std::iter::once(any()).chain(warnings).collect(),
        heads: Sort::ALL.into_iter().map(head).collect(),
        rows: rows.iter().map(|row| Row::of(words, row, &home, day)).collect(),
        count,
        counts,
        pager,
        may_edit: scope.may::<can::EditAssets>(),
        filter,
        query,
        home,
        shell,
    }))
}
