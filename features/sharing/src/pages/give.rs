//! Choosing what goes out, with what stays behind and why.

use std::collections::BTreeSet;

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::{
    case::view_incident,
    page::{CaseHead, Tab},
};
use hikeshi_indicators::give::{Form, Tlp};
use hikeshi_ui::{Choice as Radio, FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::shown::ShownTrace;
use crate::technical::{Choice, give_out, reviewed};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/incidents/{incident}/indicators/give", get(show).post(submit))
}

#[derive(Template)]
#[template(path = "pages/give.html")]
struct GivePage {
    shell: Shell,
    head: CaseHead,
    going: Vec<ShownTrace>,
    held: Vec<ShownTrace>,
    forms: Vec<Radio>,
    tlps: Vec<Radio>,
    form: GiveForm,
    own_signs: String,
}

/// What the form posts.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct GiveForm {
    form: String,
    tlp: String,
    named: String,
    go: Vec<String>,
    confirmed: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ShareCase>,
    Path((_, incident)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let form = GiveForm { form: "stix".into(), tlp: "amber".into(), ..GiveForm::default() };
    Ok(page(&platform, &context, &scope, &incident, (form, false)).await?.into_response())
}

async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ShareCase>,
    Path((company, incident)): Path<(String, String)>,
    Posted(form): Posted<GiveForm>,
) -> Result<Response, Problem> {
    let chosen = Form::from_name(&form.form).zip(Tlp::from_name(&form.tlp));
    let mistake = match chosen {
        None => Some(("form", "sharing-give-choose")),
        Some(_) if form.go.is_empty() => Some(("go", "sharing-give-nothing")),
        Some(_) if form.confirmed != "yes" => Some(("confirmed", "sharing-give-confirm-missing")),
        Some(_) => None,
    };
    if let Some(mistake) = mistake {
        return again(&platform, &context, &scope, &incident, (form, mistake)).await;
    }
    let (tx, row) = view_incident(&platform, &scope, &incident).await?;
    drop(tx);
    let go: BTreeSet<_> = form.go.iter().filter_map(|id| id.parse().ok()).collect();
    let (file, tlp) = chosen.ok_or_else(Problem::not_found)?;
    let choice = Choice { form: file, tlp, named: form.named == "yes", go: Some(go) };
    let tx = platform.db.write(scope.fence()).await?;
    let given = give_out(&tx, &platform, &scope, &row, &choice).await?;
    let Some(given) = given else {
        // Somebody took the chosen traces away meanwhile.
        drop(tx);
        let nothing = ("go", "sharing-give-nothing");
        return again(&platform, &context, &scope, &incident, (form, nothing)).await;
    };
    tx.commit().await?;
    let path = format!("/c/{company}/incidents/{incident}/indicators/given/{}", given.id);
    Ok(Redirect::to(&path).into_response())
}

/// The page again with a mistake at a field.
async fn again(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    incident: &str,
    (form, (field, key)): (GiveForm, (&str, &str)),
) -> Result<Response, Problem> {
    let mut page = page(platform, context, scope, incident, (form, true)).await?;
    page.0.shell.errors = vec![FieldError::new(field, context.words.t(key))];
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

/// The page; what was typed is kept when it is shown again.
async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    incident: &str,
    (form, typed): (GiveForm, bool),
) -> Result<Html<GivePage>, Problem> {
    let (tx, incident) = view_incident(platform, scope, incident).await?;
    let shell = company_shell(&tx, scope, context, Place::Incidents).await?;
    let words = &context.words;
    let head = CaseHead::new(scope, words, &incident, Tab::Beside);
    let traces = reviewed(&tx, scope, &incident).await?;
    let shown =
        |(row, reviewed): &(crate::model::indicator::Model, hikeshi_indicators::Reviewed)| {
            let mut shown = ShownTrace::new(words, row.id.to_string(), reviewed);
            if typed {
                shown.chosen = form.go.contains(&shown.id);
            }
            shown
        };
    let (going, held): (Vec<_>, Vec<_>) =
        traces.iter().map(shown).partition(|trace| trace.holds.is_empty());
    let forms = Form::ALL.map(|form| {
        let hint = words.t(&format!("sharing-form-hint-{}", form.name()));
        Radio::new(form.name(), words.t(&format!("sharing-form-{}", form.name()))).with_hint(hint)
    });
    let tlps = Tlp::ALL.map(|tlp| {
        let hint = words.t(&format!("sharing-tlp-{}", tlp.name()));
        Radio::new(tlp.name(), tlp.label()).with_hint(hint)
    });
    let own_signs = format!("/c/{}/own-signs", scope.company());
    let (forms, tlps) = (forms.to_vec(), tlps.to_vec());
    Ok(Html(GivePage { shell, head, going, held, forms, tlps, form, own_signs }))
}
