//! One asset: what is known of it, how long it is supported, its secrets, its history.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use axum_extra::extract::Query;
use hikeshi_directory::{Place, company_shell, entries_in_log};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_inventory::{Field, Standing};
use hikeshi_ui::{FieldError, Flash, Shell, Tone};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, Typed};
use serde::Deserialize;

use super::shown::{ChangeLine, Mark, Support, mark};
use crate::{
    history::changes_of,
    keep::set_state,
    ledger::{OwnFields, find, kind_of, number_text, own_of, values_of},
    model::asset,
    secrets::{secrets_of, show as open_secret},
    support::{findings, today},
};

/// Changes on the page.
const SHOWN: u64 = 50;
/// Characters of a reason.
const REASON: usize = 300;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/assets/{asset}", get(show))
        .route("/c/{company}/assets/{asset}/state", post(state))
        .route("/c/{company}/assets/{asset}/secret", post(secret))
}

#[derive(Template)]
#[template(path = "pages/asset.html")]
struct AssetPage {
    shell: Shell,
    home: String,
    here: String,
    name: String,
    number: String,
    kind: String,
    state: String,
    retired: bool,
    /// Label and value.
    pairs: Vec<(String, String)>,
    own: OwnFields,
    support: Vec<Support>,
    ends: Option<(Mark, String)>,
    secrets: Vec<SecretView>,
    changes: Vec<ChangeLine>,
    log: String,
    may_edit: bool,
    may_show: bool,
    reason: String,
}

/// A secret: its label; its text only on the page that was asked for with a reason.
struct SecretView {
    field: String,
    label: String,
    about: String,
    plain: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    done: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct StateForm {
    state: String,
    reason: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SecretForm {
    field: String,
    reason: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewAssets>,
    Path((_, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Html<AssetPage>, Problem> {
    let mut page = page(&platform, &context, &scope, &id).await?;
    let done = match asked.done.as_str() {
        "added" => Some("assets-done-added"),
        "saved" => Some("assets-done-saved"),
        "state" => Some("assets-done-state"),
        _ => None,
    };
    if let Some(key) = done {
        page.shell.flash = Some(Flash { kind: Tone::Done, text: page.shell.t(key) });
    }
    Ok(Html(page))
}

async fn state(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditAssets>,
    Path((_, id)): Path<(String, String)>,
    Posted(form): Posted<StateForm>,
) -> Result<Response, Problem> {
    let state = if form.state == "retired" { "retired" } else { "in-use" };
    let mut typed = Typed::new(&context.words);
    let label = context.words.t("assets-reason");
    let reason = typed.optional_line("reason", &label, &form.reason, REASON);
    let errors = typed.errors();
    if !errors.is_empty() {
        return refused(page(&platform, &context, &scope, &id).await?, form.reason, errors);
    }
    let tx = platform.db.write(scope.fence()).await?;
    let row = find(&tx, &scope, &id).await?;
    set_state(&tx, &platform, &scope, (&row, state, &reason)).await?;
    tx.commit().await?;
    let page = format!("/c/{}/assets/{}?done=state", scope.company(), row.id);
    Ok(Redirect::to(&page).into_response())
}

/// Shows a secret to somebody who says why. The answer is kept by no browser.
async fn secret(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ShowSecrets>,
    Path((_, id)): Path<(String, String)>,
    Posted(form): Posted<SecretForm>,
) -> Result<Response, Problem> {
    let field = Field::from_name(&form.field).filter(|field| field.is_secret());
    let field = field.ok_or_else(Problem::not_found)?;
    let mut typed = Typed::new(&context.words);
    let label = context.words.t("assets-secret-reason");
    let reason = typed.line("reason", &label, &form.reason, REASON);
    let errors = typed.errors();
    if !errors.is_empty() {
        return refused(page(&platform, &context, &scope, &id).await?, form.reason, errors);
    }
    let tx = platform.db.write(scope.fence()).await?;
    let row = find(&tx, &scope, &id).await?;
    let plain = open_secret(&tx, &platform, &scope, (&row, field, &reason)).await?;
    // The entry of the log stands before anybody sees the secret.
    tx.commit().await?;
    let mut page = page(&platform, &context, &scope, &id).await?;
    for one in page.secrets.iter_mut().filter(|one| one.field == field.name()) {
        one.plain = Some(plain.clone());
    }
    let mut response = Html(page).into_response();
    let store = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, store);
    Ok(response)
}

fn refused(
    mut page: AssetPage,
    reason: String,
    errors: Vec<FieldError>,
) -> Result<Response, Problem> {
    page.shell.errors = errors;
    page.reason = reason;
    Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    id: &str,
) -> Result<AssetPage, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let row = find(&tx, scope, id).await?;
    let shell = company_shell(&tx, scope, context, Place::Assets).await?;
    let words = &context.words;
    let (kind, values) = (kind_of(&row), values_of(&row)?);
    let day = today(platform);
    let support = findings(kind, &values, day)?;
    let secrets = secrets_of(&tx, scope, row.id).await?.into_iter().map(|secret| SecretView {
        label: words.t(&format!("assets-field-{}", secret.field)),
        about: words.ta(
            "assets-secret-set",
            &[
                ("who", &secret.set_by),
                ("when", &words.date_time(hikeshi_kernel::from_millis(secret.set_at))),
            ],
        ),
        field: secret.field,
        plain: None,
    });
    let changes = changes_of(&tx, scope, Some(row.id), SHOWN).await?;
    let ends: Option<jiff::civil::Date> =
        row.ends_on.as_deref().and_then(|ends| ends.parse().ok());
    let home = format!("/c/{}/assets", scope.company());
    Ok(AssetPage {
        here: format!("{home}/{}", row.id),
        home,
        name: row.name.clone(),
        number: number_text(row.number),
        kind: words.t(&format!("assets-kind-{}", row.kind)),
        state: words.t(&format!("assets-state-{}", row.state)),
        retired: row.state == "retired",
        pairs: pairs(context, &row)?,
        own: own_of(&row)?,
        support: support.iter().map(|one| Support::of(words, one)).collect(),
        ends: ends.map(|ends| (mark(words, "end", Standing::of_day(ends, day)), words.date(ends))),
        secrets: secrets.collect(),
        changes: changes.iter().map(|one| ChangeLine::of(words, one)).collect::<Result<_, _>>()?,
        log: entries_in_log(scope, ("asset", row.id)),
        may_edit: scope.may::<can::EditAssets>(),
        may_show: scope.may::<can::ShowSecrets>(),
        reason: String::new(),
        shell,
    })
}

/// What is known, as people write it; name, kind and state stand above.
fn pairs(context: &RequestContext, row: &asset::Model) -> Result<Vec<(String, String)>, Problem> {
    let words = &context.words;
    let values = values_of(row)?;
    let above = [Field::Name, Field::Kind, Field::State];
    let shown = values.into_iter().filter(|(field, _)| !above.contains(field));
    let shown = shown.map(|(field, value)| {
        let value = match field {
            field if field.is_yes_no() => words.t(&format!("assets-yes-no-{value}")),
            field if field.is_date() => match value.parse() {
                Ok(day) => words.date(day),
                Err(_) => value,
            },
            _ => value,
        };
        (words.t(&format!("assets-field-{}", field.name())), value)
    });
    Ok(shown.collect())
}
