//! Making a link: for whom, what, until when; its secret is shown once.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::{
    case::view_incident,
    content::FactClass,
    page::{CaseHead, Tab},
};
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{
    Html, Platform, Posted, Problem, RequestContext, Typed, fresh_form, row_of_form,
};
use jiff::SignedDuration;
use serde::Deserialize;

use crate::links::{
    Chosen, LONGEST_DAYS, MadeLink, NewLink, SharedFile, USUAL_DAYS, freeze, make_link, offered,
};

/// So many visits may be counted.
const MOST_VISITS: i64 = 1_000;

#[derive(Template)]
#[template(path = "pages/share_new.html")]
struct NewPage {
    shell: Shell,
    head: CaseHead,
    parts: Vec<Choice>,
    documents: Vec<Choice>,
    exhibits: Vec<Choice>,
    form: ShareForm,
}

#[derive(Template)]
#[template(path = "pages/share_made.html")]
struct MadePage {
    shell: Shell,
    head: CaseHead,
    href: String,
    recipient: String,
    address: String,
    code: Option<String>,
    until: String,
}

/// What the form posts.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ShareForm {
    form_id: String,
    recipient: String,
    purpose: String,
    /// `summary`, `timeline`, `facts-damage` …, `custody`.
    parts: Vec<String>,
    /// Ids of documents and exhibits.
    files: Vec<String>,
    names: String,
    days: String,
    visits: String,
    code: String,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ShareCase>,
    Path((_, incident)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let form = ShareForm {
        days: USUAL_DAYS.to_string(),
        parts: vec!["summary".to_owned()],
        code: "yes".to_owned(),
        ..ShareForm::default()
    };
    Ok(page(&platform, &context, &scope, &incident, form).await?.into_response())
}

pub(super) async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ShareCase>,
    Path((company, incident)): Path<(String, String)>,
    Posted(form): Posted<ShareForm>,
) -> Result<Response, Problem> {
    let words = &context.words;
    let mut typed = Typed::new(words);
    let recipient = typed.line("recipient", &words.t("share-recipient"), &form.recipient, 200);
    let purpose = typed.line("purpose", &words.t("share-purpose"), &form.purpose, 300);
    let days =
        typed.optional_number("days", &words.t("share-days"), &form.days, &(1..=LONGEST_DAYS));
    let visits =
        typed.optional_number("visits", &words.t("share-visits"), &form.visits, &(1..=MOST_VISITS));
    let chosen = chosen(&form);
    if chosen.is_empty() {
        typed.mistake("parts", words.t("share-parts-missing"));
    }
    let errors = typed.errors();
    if !errors.is_empty() {
        return again(&platform, &context, &scope, &incident, (form, errors)).await;
    }
    let (tx, row) = view_incident(&platform, &scope, &incident).await?;
    let offered = offered(&tx, words, &scope, &row).await?;
    let frozen = freeze(&tx, &platform, &scope, &row, (&chosen, &offered)).await?;
    drop(tx);
    let days = days.unwrap_or(USUAL_DAYS);
    let expires_at = platform.clock.now() + SignedDuration::from_hours(24 * days);
    let seen = [&*recipient, &purpose, &form.parts.join(" "), &form.files.join(" ")];
    let new = NewLink {
        id: row_of_form(&platform, row.id, &form.form_id, &seen),
        recipient: recipient.clone(),
        purpose,
        expires_at,
        most_visits: visits,
        with_code: form.code == "yes",
        frozen,
    };
    let id = new.id;
    let tx = platform.db.write(scope.fence()).await?;
    let made = make_link(&tx, &platform, &scope, &row, new).await?;
    tx.commit().await?;
    let href = format!("/c/{company}/incidents/{incident}/shares/{id}");
    // The form was sent twice: the secret was shown the first time.
    let Some(MadeLink { token, code }) = made else {
        return Ok(Redirect::to(&href).into_response());
    };
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let page = MadePage {
        shell,
        head: CaseHead::new(&scope, words, &row, Tab::Beside),
        href,
        recipient,
        address: platform.public(&format!("/share/{token}")),
        code,
        until: words.date_time(expires_at),
    };
    Ok(Html(page).into_response())
}

fn chosen(form: &ShareForm) -> Chosen {
    let part = |name: &str| form.parts.iter().any(|part| part == name);
    Chosen {
        summary: part("summary"),
        timeline: part("timeline"),
        custody: part("custody"),
        classes: FactClass::ALL
            .into_iter()
            .filter(|class| part(&format!("facts-{}", class.name())))
            .collect(),
        names: form.names == "yes",
        files: form.files.clone(),
    }
}

async fn again(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    incident: &str,
    (form, errors): (ShareForm, Vec<FieldError>),
) -> Result<Response, Problem> {
    let mut page = page(platform, context, scope, incident, form).await?;
    page.0.shell.errors = errors;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    incident: &str,
    mut form: ShareForm,
) -> Result<Html<NewPage>, Problem> {
    let (tx, incident) = view_incident(platform, scope, incident).await?;
    let words = &context.words;
    let shell = company_shell(&tx, scope, context, Place::Incidents).await?;
    let offered = offered(&tx, words, scope, &incident).await?;
    let mut parts = vec![
        Choice::new("summary", words.t("share-part-summary")),
        Choice::new("timeline", words.t("share-part-timeline"))
            .with_hint(words.t("share-part-timeline-hint")),
    ];
    for class in FactClass::ALL {
        let class = class.name();
        let title = words.t(&format!("record-class-{class}"));
        parts.push(Choice::new(
            format!("facts-{class}"),
            words.t1("share-part-facts", "class", title),
        ));
    }
    if !offered.all_exhibits.is_empty() {
        parts.push(Choice::new("custody", words.t("share-part-custody")));
    }
    if form.form_id.is_empty() {
        form.form_id = fresh_form(platform);
    }
    Ok(Html(NewPage {
        head: CaseHead::new(scope, words, &incident, Tab::Beside),
        parts,
        documents: offered.documents.iter().map(choice).collect(),
        exhibits: offered.exhibits.iter().map(choice).collect(),
        form,
        shell,
    }))
}

fn choice(file: &SharedFile) -> Choice {
    Choice::new(file.id.to_string(), file.title.clone())
}
