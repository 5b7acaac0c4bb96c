//! The filings of each year, for the president: the figures, and what stands behind them.

use askama::Template;
use axum::{Router, extract::State, routing::get};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_ui::{Markup, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use crate::year::{Filing, Year, years};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/filings-year", get(show))
}

#[derive(Template)]
#[template(path = "pages/year.html")]
struct YearPage {
    shell: Shell,
    home: String,
    years: Vec<(i16, Year, Vec<Line>)>,
}

/// One filing behind the figures.
struct Line {
    title: Markup,
    incident: String,
    /// Its page, for those who may open it.
    href: Option<String>,
    outcome: String,
    due: Option<String>,
    done: Option<String>,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewReporting>,
) -> Result<Html<YearPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Company).await?;
    let home = format!("/c/{}", scope.company());
    let opens = scope.may::<can::ViewIncidents>();
    let found = years(&tx, &scope, platform.clock.now()).await?.into_iter();
    let years = found.map(|(year, filings)| {
        let lines = filings.iter().map(|filing| line(&shell, filing, opens)).collect();
        (year, Year::of(&filings), lines)
    });
    Ok(Html(YearPage { years: years.collect(), home, shell }))
}

fn line(shell: &Shell, filing: &Filing, opens: bool) -> Line {
    let words = &shell.words;
    let (number, title) = &filing.incident;
    Line {
        title: shell.text(&filing.title),
        incident: words.ta("duties-incident-name", &[("number", number), ("title", title)]),
        href: opens.then(|| filing.href.clone()),
        outcome: words.t(&format!("duties-year-{}", filing.outcome.name())),
        due: filing.due.map(|due| words.date_time(due)),
        done: filing.done.map(|done| words.date_time(done)),
    }
}
