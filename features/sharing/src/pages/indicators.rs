//! The technical traces of an incident, and the form by which they are noted.

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::{
    case::view_incident,
    page::{CaseHead, Tab},
};
use hikeshi_kernel::from_millis;
use hikeshi_ui::{FieldError, Flash, Shell, Tone};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use serde::Deserialize;

use super::{id_of, indicators_read, shown::ShownTrace};
use crate::technical::{given_of, remove_indicator, reviewed};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/incidents/{incident}/indicators", get(show))
        .route(
            "/c/{company}/incidents/{incident}/indicators/read",
            post(indicators_read::read_text),
        )
        .route("/c/{company}/incidents/{incident}/indicators/add", post(indicators_read::add))
        .route("/c/{company}/incidents/{incident}/indicators/{indicator}/remove", post(remove))
}

/// One page for all traces.
#[derive(Template)]
#[template(path = "pages/indicators.html")]
struct IndicatorsPage {
    shell: Shell,
    head: CaseHead,
    traces: Vec<ShownTrace>,
    /// What was given out: words and address.
    given: Vec<(String, String)>,
    text: String,
    may_give: bool,
    /// The company's own list.
    own_signs: String,
}

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// How many traces were noted just now.
    #[serde(default)]
    noted: Option<usize>,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::WorkIncident>,
    Path((_, incident)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let mut page = page(&platform, &context, &scope, &incident).await?;
    if let Some(count) = asked.noted {
        let text = context.words.t1("sharing-noted", "count", count);
        page.shell.flash = Some(Flash { kind: Tone::Done, text });
    }
    Ok(Html(page).into_response())
}

/// The page again, with what was typed and what is wrong with it.
pub(super) async fn again(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    incident: &str,
    (text, mistake): (String, String),
) -> Result<Response, Problem> {
    let mut page = page(platform, context, scope, incident).await?;
    page.shell.errors = vec![FieldError::new("text", mistake)];
    page.text = text;
    Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    incident: &str,
) -> Result<IndicatorsPage, Problem> {
    let (tx, incident) = view_incident(platform, scope, incident).await?;
    let shell = company_shell(&tx, scope, context, Place::Incidents).await?;
    let head = CaseHead::new(scope, &context.words, &incident, Tab::Beside);
    let words = &context.words;
    let traces = reviewed(&tx, scope, &incident).await?;
    let traces =
        traces.iter().map(|(row, reviewed)| ShownTrace::new(words, row.id.to_string(), reviewed));
    let given = given_of(&tx, &incident).await?.into_iter().map(|row| {
        let when = words.date_time(from_millis(row.at));
        let form = words.t(&format!("sharing-form-{}", row.form));
        let text = words.ta("sharing-given-line", &[("when", &when), ("form", &form)]);
        (text, format!("{}/indicators/given/{}", head.base, row.id))
    });
    Ok(IndicatorsPage {
        traces: traces.collect(),
        given: given.collect(),
        text: String::new(),
        own_signs: format!("/c/{}/own-signs", scope.company()),
        may_give: scope.may::<can::ShareCase>(),
        shell,
        head,
    })
}

async fn remove(
    State(platform): State<Platform>,
    scope: Allowed<can::WorkIncident>,
    Path((company, incident, indicator)): Path<(String, String, String)>,
) -> Result<Redirect, Problem> {
    let id = id_of(&indicator)?;
    let (tx, row) = view_incident(&platform, &scope, &incident).await?;
    drop(tx);
    let tx = platform.db.write(scope.fence()).await?;
    remove_indicator(&tx, &platform, &scope, &row, id).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/c/{company}/incidents/{incident}/indicators")))
}
