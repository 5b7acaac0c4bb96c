//! What was given out: the record, and the same file again.

use askama::Template;
use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    response::{IntoResponse as _, Response},
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_incidents::{
    case::view_incident,
    page::{CaseHead, Tab},
};
use hikeshi_indicators::{
    Kind,
    give::{Form, Tlp, defanged},
};
use hikeshi_kernel::from_millis;
use hikeshi_ui::Shell;
use hikeshi_web::{Download, Html, Platform, Problem, RequestContext};

use super::id_of;
use crate::technical::{Held, file_of, find_given};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/incidents/{incident}/indicators/given/{given}", get(show))
        .route("/c/{company}/incidents/{incident}/indicators/given/{given}/file", get(file))
}

#[derive(Template)]
#[template(path = "pages/given.html")]
struct GivenPage {
    shell: Shell,
    head: CaseHead,
    href: String,
    form: String,
    tlp: String,
    who: String,
    when: String,
    producer: String,
    count: usize,
    released: i64,
    sha256: String,
    /// What stayed behind: the value and why.
    held: Vec<(String, String)>,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ShareCase>,
    Path((_, incident, given)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let id = id_of(&given)?;
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let row = find_given(&tx, &incident, id).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let words = &context.words;
    let head = CaseHead::new(&scope, words, &incident, Tab::Beside);
    let items: Vec<serde_json::Value> = serde_json::from_str(&row.items_json)?;
    let held: Vec<Held> = serde_json::from_str(&row.held_json)?;
    let held = held.into_iter().map(|held| {
        let reasons: Vec<String> =
            held.reasons.iter().map(|name| words.t(&format!("sharing-why-{name}"))).collect();
        let value = Kind::from_name(&held.kind)
            .map_or_else(|| held.value.clone(), |kind| defanged(kind, &held.value));
        let why =
            if reasons.is_empty() { words.t("sharing-why-person") } else { reasons.join(" / ") };
        (value, why)
    });
    let page = GivenPage {
        href: format!("{}/indicators/given/{}/file", head.base, row.id),
        form: words.t(&format!("sharing-form-{}", row.form)),
        tlp: Tlp::from_name(&row.tlp).map(Tlp::label).unwrap_or_default(),
        who: row.by_name,
        when: words.date_time(from_millis(row.at)),
        producer: row.producer,
        count: items.len(),
        released: row.released,
        sha256: row.sha256,
        held: held.collect(),
        shell,
        head,
    };
    Ok(Html(page).into_response())
}

async fn file(
    State(platform): State<Platform>,
    scope: Allowed<can::ShareCase>,
    Path((_, incident, given)): Path<(String, String, String)>,
) -> Result<Download, Problem> {
    let id = id_of(&given)?;
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let row = find_given(&tx, &incident, id).await?;
    let form = Form::from_name(&row.form).ok_or_else(Problem::not_found)?;
    // The name goes out with the file: it says nothing of the company or the incident.
    let day = from_millis(row.at).strftime("%Y%m%d");
    Ok(Download {
        name: format!(
            "indicators-{day}-{}.{}",
            row.sha256.get(..8).unwrap_or_default(),
            form.ending()
        ),
        mime: form.mime(),
        inline: false,
        body: Body::from(file_of(&row)?),
    })
}
