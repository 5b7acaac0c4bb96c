//! Deciding what is done about a risk, and noting that it is done.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_inventory::read_date;
use hikeshi_kernel::to_millis;
use hikeshi_risk::{TreatmentFault, TreatmentOption};
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{
    Html, Platform, Posted, Problem, RequestContext, Typed, fresh_form, row_of_form,
};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    Place2,
    edit::{level_of, scale_steps},
};
use crate::{
    Rated,
    content::risk_model,
    entry::Entry,
    field::Field,
    ledger::{find, hold},
    rated::rate,
    shown::band,
    threats::states,
    treatment::{NewTreatment, finish as finish_it, left_after, treat, treatment_of},
};

/// Letters of the measures.
const MEASURES: usize = 600;
/// Letters of a name.
const NAME: usize = 80;

#[derive(Template)]
#[template(path = "pages/treat.html")]
struct TreatPage {
    shell: Shell,
    here: String,
    name: String,
    now: String,
    form: TreatForm,
    options: Vec<Choice>,
    threat: Vec<Choice>,
    weakness: Vec<Choice>,
}

/// What the form posts.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct TreatForm {
    #[serde(default)]
    form_id: String,
    #[serde(default)]
    option: String,
    #[serde(default)]
    measures: String,
    #[serde(default)]
    owner: String,
    #[serde(default)]
    due: String,
    #[serde(default, rename = "own-threat")]
    threat: String,
    #[serde(default, rename = "own-weakness")]
    weakness: String,
}

/// The form, filled with the treatment that counts.
pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditRisks>,
    Path((_, id)): Place2,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let row = find(&tx, &scope, &id).await?;
    let old = treatment_of(&tx, &row).await?;
    drop(tx);
    let level = |level: Option<i64>| level.map(|one| one.to_string()).unwrap_or_default();
    let form = old.map_or_else(TreatForm::default, |old| TreatForm {
        form_id: String::new(),
        option: old.kind,
        measures: old.measures,
        owner: old.owner,
        due: old.due,
        threat: level(old.after_threat),
        weakness: level(old.after_weakness),
    });
    let form = TreatForm { form_id: fresh_form(&platform), ..form };
    page(&platform, &context, &scope, (&id, form, Vec::new())).await
}

/// Decides it.
pub(super) async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditRisks>,
    Path((_, id)): Place2,
    Posted(form): Posted<TreatForm>,
) -> Result<Response, Problem> {
    let model = risk_model()?;
    let tx = platform.db.write(scope.fence()).await?;
    let row = hold(&tx, &scope, &id).await?;
    let states = states(&tx, &scope).await?;
    let entry = Entry::of(&row);
    let now = model.rate(&entry.information(), &states).risk.map(|risk| risk.value);
    let checked = check(&platform, &context, (&form, row.id), (&entry, now))?;
    let (new, left) = match checked {
        Ok(checked) => checked,
        Err(errors) => {
            drop(tx);
            return page(&platform, &context, &scope, (&id, form, errors)).await;
        }
    };
    treat(&tx, &platform, &scope, (&row, &new, left)).await?;
    tx.commit().await?;
    let to = format!("/c/{}/risks/rows/{id}?done=treated", scope.company());
    Ok(Redirect::to(&to).into_response())
}

/// Notes that it is done.
pub(super) async fn finish(
    State(platform): State<Platform>,
    scope: Allowed<can::EditRisks>,
    Path((_, id)): Place2,
) -> Result<Redirect, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let row = hold(&tx, &scope, &id).await?;
    finish_it(&tx, &platform, &scope, &row).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/c/{}/risks/rows/{}?done=finished", scope.company(), row.id)))
}

type Checked = Result<(NewTreatment, Option<u8>), Vec<FieldError>>;

/// The treatment with the risk that it leaves, or what is wrong with the form.
fn check(
    platform: &Platform,
    context: &RequestContext,
    (form, row): (&TreatForm, Uuid),
    (entry, now): (&Entry, Option<u8>),
) -> Result<Checked, Problem> {
    let words = &context.words;
    let mut typed = Typed::new(words);
    let option = TreatmentOption::from_name(&form.option);
    if option.is_none() {
        typed.mistake("option", words.t("risks-option-missing"));
    }
    let option = option.unwrap_or(TreatmentOption::Reduce);
    let measures =
        typed.optional_text("measures", &words.t("risks-measures"), &form.measures, MEASURES);
    let owner = typed.optional_line("owner", &words.t("risks-owner"), &form.owner, NAME);
    let due = Some(form.due.trim()).filter(|due| !due.is_empty()).map(read_date);
    if matches!(due, Some(Err(_))) {
        typed.mistake("due", words.t("risks-no-day"));
    }
    let threat = level_of(&mut typed, words, Field::OwnThreat, &form.threat);
    let weakness = level_of(&mut typed, words, Field::OwnWeakness, &form.weakness);
    if option != TreatmentOption::Accept && measures.is_empty() {
        typed.mistake("measures", words.t("risks-measures-missing"));
    }
    if option == TreatmentOption::Reduce {
        for (field, label, level, typed_level) in [
            (Field::OwnThreat, "risks-likelihood", threat, &form.threat),
            (Field::OwnWeakness, "risks-weakness", weakness, &form.weakness),
        ] {
            // What was typed and is no level has its own mistake.
            if level.is_none() && typed_level.trim().is_empty() {
                typed.mistake(
                    field.name(),
                    words.t1("risks-after-missing", "field", words.t(label)),
                );
            }
        }
        if owner.is_empty() {
            typed.mistake("owner", words.t("risks-owner-missing"));
        }
    }
    let parts = [&form.option, &measures, &owner, &form.due, &form.threat, &form.weakness];
    let id = row_of_form(platform, row, &form.form_id, &parts.map(String::as_str));
    let due = due.and_then(Result::ok);
    let new = NewTreatment { id, option, measures, owner, due, threat, weakness };
    let mut left = None;
    match left_after(entry, now, &new)? {
        Ok(value) => left = value,
        Err(TreatmentFault::Raises { now, after }) => {
            let values: [(&str, &dyn std::fmt::Display); 2] = [("now", &now), ("after", &after)];
            typed.mistake(Field::OwnWeakness.name(), words.ta("risks-after-raises", &values));
        }
        Err(TreatmentFault::ChangesNothing(now)) => {
            typed.mistake(Field::OwnWeakness.name(), words.t1("risks-after-same", "now", now));
        }
    }
    let errors = typed.errors();
    Ok(if errors.is_empty() { Ok((new, left)) } else { Err(errors) })
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (id, form, errors): (&str, TreatForm, Vec<FieldError>),
) -> Result<Response, Problem> {
    let model = risk_model()?;
    let tx = platform.db.read(scope.fence()).await?;
    let row = find(&tx, scope, id).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Risks).await?;
    let states = states(&tx, scope).await?;
    drop(tx);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    shell.errors = errors;
    let one: Rated = rate(model, &states, (row, None, None), to_millis(platform.clock.now()));
    let words = &shell.words;
    let options = TreatmentOption::ALL.map(|option| {
        let name = option.name();
        Choice::new(name, words.t(&format!("risks-option-{name}")))
            .with_hint(words.t(&format!("risks-option-{name}-what")))
    });
    Ok(Html(TreatPage {
        here: format!("/c/{}/risks/rows/{}", scope.company(), one.row.id),
        name: one.entry.name.clone(),
        now: band(words, one.band(model), one.value()),
        options: options.into(),
        threat: scale_steps(words, model, "threat"),
        weakness: scale_steps(words, model, "weakness"),
        form,
        shell,
    })
    .with_status(status))
}
