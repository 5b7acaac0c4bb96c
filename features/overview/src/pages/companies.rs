//! All companies of a provider with where they stand.

use askama::Template;
use axum::extract::State;
use axum_extra::extract::Query;
use hikeshi_db::Fence;
use hikeshi_directory::{ProviderPlace, provider_shell};
use hikeshi_identity::{AllowedProvider, can};
use hikeshi_peers::SIZES;
use hikeshi_ui::{Choice, CompanyHead, MarkShape, Pager, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use crate::board::{Asked, Column, PAGE, Row, State as Stand, cell, industries, page};

#[derive(Template)]
#[template(path = "pages/companies.html")]
pub(super) struct CompaniesPage {
    shell: Shell,
    home: String,
    count: i64,
    now: String,
    asked: Asked,
    industries: Vec<String>,
    sizes: Vec<Choice>,
    states: Vec<Choice>,
    heads: Vec<Head>,
    rows: Vec<Shown>,
    pager: Pager,
    xlsx: String,
    csv: String,
    /// How the list is sorted: column and direction, to stay so when it is filtered.
    sort: (&'static str, &'static str),
}

/// The head of a column.
struct Head {
    label: String,
    href: String,
    /// `ascending`, `descending`, or empty.
    sorted: &'static str,
    number: bool,
}

/// A company.
struct Shown {
    head: CompanyHead,
    cells: Vec<Cell>,
}

/// A figure that leads to where it comes from.
struct Cell {
    label: String,
    text: String,
    href: String,
    number: bool,
    /// `danger`, `soft`, or empty.
    tone: &'static str,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: AllowedProvider<can::ViewOverview>,
    Query(asked): Query<Asked>,
) -> Result<Html<CompaniesPage>, Problem> {
    let now = platform.clock.now();
    let tx = platform.db.read(Fence::Open).await?;
    let (shell, _) = provider_shell(&tx, &scope, &context, ProviderPlace::Overview).await?;
    let filter = asked.filter();
    let (found, count) = page(&tx, scope.provider, (&filter, now)).await?;
    let industries = industries(&tx, scope.provider).await?;
    drop(tx);
    let home = format!("/p/{}/overview", scope.provider);
    let words = &shell.words;
    let pages = usize::try_from(count).unwrap_or(0).div_ceil(PAGE.try_into().unwrap_or(1));
    let pager = Pager::numbered(filter.page.try_into().unwrap_or(1), pages, |page| {
        asked.on_page(&home, page)
    });
    let head = |column: Column| Head {
        label: words.t(&format!("overview-column-{}", column.name())),
        href: asked.sorted(&home, column),
        sorted: match (filter.sort == column, filter.down) {
            (false, _) => "",
            (true, false) => "ascending",
            (true, true) => "descending",
        },
        number: column.is_number(),
    };
    let size = |name: &str| words.t(&format!("overview-size-{name}"));
    let state = |name: &str| words.t(&format!("overview-state-{name}"));
    Ok(Html(CompaniesPage {
        now: words.date_time(now),
        sizes: SIZES.iter().map(|one| Choice::new(one.name, size(one.name))).collect(),
        states: Stand::ALL.iter().map(|one| Choice::new(one.name(), state(one.name()))).collect(),
        heads: Column::ALL.into_iter().map(head).collect(),
        rows: found.into_iter().map(|row| shown(&shell, row)).collect(),
        xlsx: asked.whole(&format!("{home}.xlsx")),
        csv: asked.whole(&format!("{home}.csv")),
        sort: (filter.sort.name(), if filter.down { "down" } else { "up" }),
        count,
        asked,
        industries,
        pager,
        home,
        shell,
    }))
}

fn shown(shell: &Shell, row: Row) -> Shown {
    let home = format!("/c/{}", row.company);
    let cells = Column::ALL.into_iter().skip(1).map(|column| {
        let tone = match column {
            Column::Incidents if row.incidents > 0 => "danger",
            Column::Overdue if row.overdue > 0 => "danger",
            Column::Support if row.support.is_some_and(|count| count > 0) => "danger",
            Column::Stars if row.stars.is_none() => "soft",
            Column::Score if row.score.is_none() => "soft",
            Column::Support if row.support.is_none() => "soft",
            Column::Risks if row.risks.is_none() => "soft",
            Column::Policies if row.policies.is_none() => "soft",
            _ => "",
        };
        let page = match column {
            Column::Name | Column::Industry | Column::Staff | Column::Finished => String::new(),
            Column::Stars => format!("{home}/standing"),
            Column::Score => match row.finished {
                Some((id, _)) => format!("{home}/assessments/{id}"),
                None => format!("{home}/assessments"),
            },
            Column::Incidents => format!("{home}/incidents"),
            Column::Overdue => format!("{home}/overview#overdue"),
            Column::Support => format!("{home}/assets/warnings"),
            Column::Risks => format!("{home}/risks"),
            Column::Policies => format!("{home}/policies"),
        };
        Cell {
            label: shell.t(&format!("overview-column-{}", column.name())),
            text: cell(&shell.words, &row, column),
            href: page,
            number: column.is_number(),
            tone,
        }
    });
    Shown {
        cells: cells.collect(),
        head: CompanyHead {
            mark: row.mark.0.clone(),
            mark_shape: MarkShape::of(u8::try_from(row.mark.1).unwrap_or(0)),
            href: Some(format!("{home}/overview")),
            name: row.name,
        },
    }
}
