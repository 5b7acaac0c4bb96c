//! The filings of each year, for the president.

use askama::Template;
use axum::{Router, extract::State, routing::get};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use crate::year::{Year, years};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/filings-year", get(show))
}

#[derive(Template)]
#[template(path = "pages/year.html")]
struct YearPage {
    shell: Shell,
    home: String,
    years: Vec<(i16, Year)>,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewReporting>,
) -> Result<Html<YearPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Company).await?;
    let home = format!("/c/{}", scope.company());
    Ok(Html(YearPage { years: years(&tx, &scope).await?, home, shell }))
}
