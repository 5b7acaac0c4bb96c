//! Accepting a risk by name: only the management can.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::to_millis;
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{
    Html, Platform, Posted, Problem, RequestContext, Typed, fresh_form, row_of_form,
};
use serde::Deserialize;

use super::Place2;
use crate::{
    acceptance::accept,
    content::risk_model,
    entry::Entry,
    ledger::{find, hold},
    rated::rate,
    shown::{band, look},
    threats::states,
    treatment::treatment_of,
};

/// Letters of a reason.
const REASON: usize = 600;

#[derive(Template)]
#[template(path = "pages/accept.html")]
struct AcceptPage {
    shell: Shell,
    here: String,
    name: String,
    by: String,
    tone: &'static str,
    icon: &'static str,
    band: String,
    measures: String,
    days: u16,
    to_check: bool,
    /// Whether the risk is another than the person saw.
    changed: bool,
    form: AcceptForm,
}

/// What the form posts.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct AcceptForm {
    #[serde(default)]
    form_id: String,
    /// The risk value that the person saw.
    #[serde(default)]
    seen: String,
    #[serde(default)]
    reason: String,
}

/// The form.
pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AcceptRisks>,
    Path((_, id)): Place2,
) -> Result<Response, Problem> {
    let form = AcceptForm { form_id: fresh_form(&platform), ..AcceptForm::default() };
    page(&platform, &context, &scope, (&id, form, Vec::new())).await
}

/// Accepts what the person saw; if the risk is another by now, it is shown and asked again.
pub(super) async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AcceptRisks>,
    Path((_, id)): Place2,
    Posted(form): Posted<AcceptForm>,
) -> Result<Response, Problem> {
    let words = &context.words;
    let mut typed = Typed::new(words);
    let reason = typed.optional_text("reason", &words.t("risks-reason"), &form.reason, REASON);
    if form.reason.trim().is_empty() {
        typed.mistake("reason", words.t("risks-reason-missing"));
    }
    let errors = typed.errors();
    let tx = platform.db.write(scope.fence()).await?;
    let row = hold(&tx, &scope, &id).await?;
    let states = states(&tx, &scope).await?;
    let rated = risk_model()?.rate(&Entry::of(&row).information(), &states);
    let value = rated.risk.map(|risk| risk.value);
    let seen = value.filter(|value| value.to_string() == form.seen);
    let (Some(value), true) = (seen, errors.is_empty()) else {
        drop(tx);
        return page(&platform, &context, &scope, (&id, form, errors)).await;
    };
    let of_form = row_of_form(&platform, row.id, &form.form_id, &[&reason, &form.seen]);
    accept(&tx, &platform, &scope, (&row, of_form, value, &reason)).await?;
    tx.commit().await?;
    let to = format!("/c/{}/risks/rows/{id}?done=accepted", scope.company());
    Ok(Redirect::to(&to).into_response())
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (id, form, errors): (&str, AcceptForm, Vec<FieldError>),
) -> Result<Response, Problem> {
    let model = risk_model()?;
    let tx = platform.db.read(scope.fence()).await?;
    let row = find(&tx, scope, id).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Risks).await?;
    let states = states(&tx, scope).await?;
    let treatment = treatment_of(&tx, &row).await?;
    drop(tx);
    let one = rate(model, &states, (row, None, None), to_millis(platform.clock.now()));
    let value = one.value().ok_or_else(Problem::not_found)?.to_string();
    let changed = !form.seen.is_empty() && form.seen != value;
    let status = match (changed, errors.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::OK,
    };
    shell.errors = errors;
    let (tone, icon) = look(one.band(model));
    Ok(Html(AcceptPage {
        here: format!("/c/{}/risks/rows/{}", scope.company(), one.row.id),
        name: one.entry.name.clone(),
        by: scope.actor_name().to_owned(),
        tone,
        icon,
        band: band(&shell.words, one.band(model), one.value()),
        measures: treatment.map(|one| one.measures).unwrap_or_default(),
        days: model.accepted_for_days,
        to_check: model.is_to_check(),
        changed,
        form: AcceptForm { seen: value, ..form },
        shell,
    })
    .with_status(status))
}
