//! To whom a paper goes, and what this recipient does not get.

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
use hikeshi_drafting::{Class, RecipientProfile};
use hikeshi_i18n::plain;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::{
    case::view_incident,
    content::content,
    import::fact_name,
    model::incident,
    page::{CaseHead, Tab},
};
use hikeshi_kernel::clean_text;
use hikeshi_ui::{Choice, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, Typed};
use serde::Deserialize;

use super::papers_paper::Place3;
use crate::{
    model::paper,
    papers::{Recipient, State as Stands, find_paper, kinds, omission, set_recipient},
};

/// The longest name of a recipient, and of a name to strike.
const LONGEST_NAME: usize = 300;
/// The longest list of names to strike.
const LONGEST_NAMES: usize = 5000;
/// The most names to strike.
const MOST_NAMES: usize = 100;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/incidents/{incident}/filings/{paper}/recipient", get(show).post(save))
}

#[derive(Template)]
#[template(path = "pages/papers_recipient.html")]
struct RecipientPage {
    shell: Shell,
    head: CaseHead,
    base: String,
    name: String,
    frozen: bool,
    classes: Vec<Choice>,
    keys: Vec<Choice>,
    form: RecipientForm,
    /// The version of the paper that the person has seen when the form is sent.
    version: i64,
    /// What somebody else wrote meanwhile.
    other: Option<String>,
}

/// What the form posts and shows again.
#[derive(Debug, Clone, Default, Deserialize)]
struct RecipientForm {
    #[serde(default)]
    recipient: String,
    #[serde(default)]
    class: Vec<String>,
    #[serde(default)]
    leave_out: Vec<String>,
    #[serde(default)]
    without_persons: String,
    #[serde(default)]
    names: String,
    #[serde(default)]
    mark: String,
    #[serde(default)]
    seen: String,
}

impl RecipientForm {
    fn of(row: &paper::Model, profile: &RecipientProfile) -> Self {
        let flag = |on: bool| if on { "yes".to_owned() } else { String::new() };
        Self {
            recipient: row.recipient.clone(),
            class: profile.classes.iter().map(|class| class_name(*class).to_owned()).collect(),
            leave_out: profile.leave_out.iter().cloned().collect(),
            without_persons: flag(profile.without_persons),
            names: profile.struck_names.join("\n"),
            mark: flag(profile.mark.is_some()),
            seen: String::new(),
        }
    }
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::PrepareFilings>,
    Path((_, incident, paper)): Place3,
) -> Result<Html<RecipientPage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let row = find_paper(&tx, &scope, &incident, &paper).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let form = RecipientForm::of(&row, &serde_json::from_str(&row.profile_json)?);
    Ok(Html(page(&scope, (&incident, &row), (shell, form))?))
}

async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::PrepareFilings>,
    Path((_, incident, paper)): Place3,
    Posted(form): Posted<RecipientForm>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let row = find_paper(&tx, &scope, &incident, &paper).await?;
    let words = &context.words;
    let mut typed = Typed::new(words);
    let label = words.t("paperwork-recipient");
    let name = typed.line("recipient", &label, &form.recipient, LONGEST_NAME);
    let names: Vec<String> = match clean_text(&form.names, LONGEST_NAMES) {
        Ok(text) => text.lines().map(|name| name.trim().to_owned()).collect(),
        Err(hikeshi_kernel::TextError::Empty) => Vec::new(),
        Err(hikeshi_kernel::TextError::TooLong { max }) => {
            typed.mistake("names", words.t1("paperwork-too-long", "max", max));
            Vec::new()
        }
    };
    if names.len() > MOST_NAMES {
        typed.mistake("names", words.t1("paperwork-too-many-names", "max", MOST_NAMES));
    }
    let errors = typed.errors();
    if !errors.is_empty() {
        let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
        shell.errors = errors;
        let page = page(&scope, (&incident, &row), (shell, form))?;
        return Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    drop(tx);
    let seen = form.seen.parse().unwrap_or(0);
    let new = Recipient { name, profile: profile(&row, &form, names)?, seen };
    let tx = platform.db.write(scope.fence()).await?;
    let theirs = match set_recipient(&tx, &platform, &scope, &incident, (&paper, new)).await? {
        Ok(()) => {
            tx.commit().await?;
            let base = format!("/c/{}/incidents/{}/filings", scope.company(), incident.id);
            return Ok(Redirect::to(&format!("{base}/{paper}?saved=1")).into_response());
        }
        Err(theirs) => theirs,
    };
    drop(tx);
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let mut page = page(&scope, (&incident, &theirs), (shell, form))?;
    page.other = Some(theirs.recipient);
    Ok(Html(page).with_status(StatusCode::CONFLICT))
}

/// The profile that the form describes. Who may read further than a kind's reader stays as it is.
fn profile(
    row: &paper::Model,
    form: &RecipientForm,
    struck_names: Vec<String>,
) -> Result<RecipientProfile, Problem> {
    let old: RecipientProfile = serde_json::from_str(&row.profile_json)?;
    let kind = kinds()?.get(&row.kind).ok_or_else(Problem::not_found)?;
    let keys = kind.keys();
    let leave_out: BTreeSet<String> =
        form.leave_out.iter().filter(|key| keys.contains(&key.as_str())).cloned().collect();
    let mark = match form.mark.as_str() {
        "yes" => Some(omission(&row.lang)?),
        _ => None,
    };
    Ok(RecipientProfile {
        classes: Class::ALL
            .into_iter()
            .filter(|class| form.class.iter().any(|name| name == class_name(*class)))
            .collect(),
        leave_out,
        without_persons: form.without_persons == "yes",
        struck_names: struck_names.into_iter().filter(|name| !name.is_empty()).collect(),
        mark,
        ..old
    })
}

fn page(
    scope: &CompanyScope,
    (incident, row): (&incident::Model, &paper::Model),
    (shell, form): (Shell, RecipientForm),
) -> Result<RecipientPage, Problem> {
    let words = &shell.words;
    let kind = kinds()?.get(&row.kind).ok_or_else(Problem::not_found)?;
    let head = CaseHead::new(scope, words, incident, Tab::Duties);
    let sheet = &content()?.facts;
    Ok(RecipientPage {
        base: format!("{}/filings/{}", head.base, row.id),
        name: plain(kind.title(words.lang())),
        frozen: Stands::of(row).is_frozen(),
        classes: Class::ALL
            .map(|class| {
                let name = class_name(class);
                Choice::new(name, words.t(&format!("record-class-{name}")))
            })
            .into(),
        keys: kind
            .keys()
            .into_iter()
            .map(|key| Choice::new(key, fact_name(words, sheet, key)))
            .collect(),
        form,
        version: row.version,
        other: None,
        head,
        shell,
    })
}

const fn class_name(class: Class) -> &'static str {
    match class {
        Class::Damage => "damage",
        Class::Technical => "technical",
        Class::Response => "response",
    }
}
