//! A person's own keys for programs that work on this company's incidents: `/c/{company}/keys`.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_identity::{
    Actor, Allowed, CompanyScope, MadeToken, NewApiToken, Person, api_tokens_of, audit, can,
    create_api_token_once, revoke_api_token,
};
use hikeshi_kernel::{from_millis, to_millis};
use hikeshi_ui::{Choice, Shell};
use hikeshi_web::{
    Html, Platform, Posted, Problem, RequestContext, Typed, fresh_form, row_of_form,
};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::id_of;
use crate::shell::{Place, company_shell};

/// What a key for reading may do.
const READING: [&str; 5] =
    ["view-company", "view-incidents", "view-evidence", "view-documents", "view-drafts"];
/// For how many days a key may be made.
const DAYS: [&str; 3] = ["30", "90", "365"];

#[derive(Template)]
#[template(path = "pages/keys.html")]
struct KeysPage {
    shell: Shell,
    home: String,
    keys: Vec<Row>,
    rights: Vec<Choice>,
    days: Vec<Choice>,
    form: KeyForm,
    /// The new key, shown this once.
    secret: Option<String>,
}

struct Row {
    id: Uuid,
    name: String,
    reads_only: bool,
    until: String,
    used: Option<String>,
}

/// What the form posts.
#[derive(Debug, Default, Deserialize)]
pub(super) struct KeyForm {
    purpose: String,
    #[serde(default)]
    rights: String,
    #[serde(default)]
    days: String,
    /// The random id of the form, so that sending it twice makes one key.
    #[serde(default)]
    form_id: String,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
) -> Result<Response, Problem> {
    let form = KeyForm { rights: "read".into(), days: "90".into(), ..KeyForm::default() };
    Ok(page(&platform, &context, &scope, form, None).await?.into_response())
}

pub(super) async fn make(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Posted(form): Posted<KeyForm>,
) -> Result<Response, Problem> {
    let mut typed = Typed::new(&context.words);
    let name = typed.line("purpose", &context.words.t("directory-key-purpose"), &form.purpose, 80);
    let reads_only = form.rights != "all";
    let expires_at = end_of(&form.days, platform.clock.now());
    if expires_at.is_none() {
        typed.mistake("days", context.words.t("directory-key-days-missing"));
    }
    let errors = typed.errors();
    let (Some(expires_at), true) = (expires_at, errors.is_empty()) else {
        let mut page = page(&platform, &context, &scope, form, None).await?;
        page.0.shell.errors = errors;
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let actions = if reads_only { READING.map(str::to_owned).to_vec() } else { Vec::new() };
    let who = person(&scope)?;
    let typed = [&*form.purpose, &form.rights, &form.days, &scope.company().to_string()];
    let id = row_of_form(&platform, who.account.0, &form.form_id, &typed);
    let new = NewApiToken { name, company: scope.company(), actions, expires_at };
    let tx = platform.db.write(scope.fence()).await?;
    let secret = match create_api_token_once(&tx, &platform, who, (id, &new)).await? {
        MadeToken::New(secret) => {
            let detail = json!({ "reads_only": reads_only, "expires_at": to_millis(expires_at) });
            audit(&tx, &platform, &scope, "key.made", ("key", id), detail).await?;
            secret
        }
        MadeToken::Again(secret) => secret,
        MadeToken::Before => return Ok(back(&scope).into_response()),
    };
    tx.commit().await?;
    let form = KeyForm { rights: "read".into(), days: "90".into(), ..KeyForm::default() };
    Ok(page(&platform, &context, &scope, form, Some(secret)).await?.into_response())
}

pub(super) async fn revoke(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewIncidents>,
    Path((_, key)): Path<(String, String)>,
) -> Result<Redirect, Problem> {
    let id = id_of(&key)?;
    let now = to_millis(platform.clock.now());
    let tx = platform.db.write(scope.fence()).await?;
    if !revoke_api_token(&tx, person(&scope)?, scope.company(), id, now).await? {
        return Err(Problem::not_found());
    }
    audit(&tx, &platform, &scope, "key.revoked", ("key", id), json!({})).await?;
    tx.commit().await?;
    Ok(back(&scope))
}

/// The page of the keys.
fn back(scope: &CompanyScope) -> Redirect {
    Redirect::to(&format!("/c/{}/keys", scope.company()))
}

/// The end of a key that is made now for one of the offered numbers of days.
fn end_of(days: &str, now: Timestamp) -> Option<Timestamp> {
    let days: i64 = DAYS.contains(&days).then_some(days)?.parse().ok()?;
    now.checked_add(SignedDuration::from_hours(24 * days)).ok()
}

fn person(scope: &CompanyScope) -> Result<&Person, Problem> {
    match scope.actor() {
        Actor::Person(person) => Ok(person),
        Actor::Program(_) => Err(Problem::forbidden()),
    }
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    mut form: KeyForm,
    secret: Option<String>,
) -> Result<Html<KeysPage>, Problem> {
    if form.form_id.is_empty() {
        form.form_id = fresh_form(platform);
    }
    let now = platform.clock.now();
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, scope, context, Place::Company).await?;
    let own = api_tokens_of(&tx, person(scope)?, scope.company(), to_millis(now)).await?;
    let keys = own.into_iter().map(|key| Row {
        id: key.id,
        name: key.name,
        reads_only: !key.actions.is_empty(),
        until: context.words.date_time(from_millis(key.expires_at)),
        used: key.last_used_at.map(|at| context.words.brief(from_millis(at), now)),
    });
    let rights = vec![
        Choice::new("read", shell.t("directory-key-reads")),
        Choice::new("all", shell.t("directory-key-all"))
            .with_hint(shell.t("directory-key-all-hint")),
    ];
    let days = DAYS.map(|days| Choice::new(days, shell.t1("directory-key-days", "days", days)));
    let home = format!("/c/{}", scope.company());
    Ok(Html(KeysPage {
        shell,
        home,
        keys: keys.collect(),
        rights,
        days: days.to_vec(),
        form,
        secret,
    }))
}
