//! Adding an own desk (insurer, bank, maintenance firm), changing and removing it.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_identity::{Allowed, CompanyScope, audit, can};
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{
    Html, Platform, Posted, Problem, RequestContext, Typed, fresh_form, row_of_form,
};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::{contacts::back, id_of};
use crate::{
    own_desks::{DeskIs, NewDesk, desk_of, desk_slots, remove_desk, save_desk},
    shell::{Place, company_shell},
};

#[derive(Template)]
#[template(path = "pages/desk_edit.html")]
struct DeskEditPage {
    shell: Shell,
    home: String,
    slots: Vec<Choice>,
    form: DeskForm,
}

/// What the form posts.
#[derive(Debug, Default, Deserialize)]
pub(super) struct DeskForm {
    #[serde(default)]
    slot: String,
    firm: String,
    phone: String,
    email: String,
    hours: String,
    contract_number: String,
    note: String,
    /// The random id of the form, so that sending it twice adds one desk.
    #[serde(default)]
    form_id: String,
}

pub(super) async fn new(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditContacts>,
) -> Result<Response, Problem> {
    Ok(page(&platform, &context, &scope, DeskForm::default()).await?.into_response())
}

pub(super) async fn edit(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditContacts>,
    Path((_, desk)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let row = desk_of(&tx, &scope, id_of(&desk)?).await?.ok_or_else(Problem::not_found)?;
    drop(tx);
    let form = DeskForm {
        slot: row.slot,
        firm: row.name,
        phone: row.phone,
        email: row.email,
        hours: row.hours,
        contract_number: row.contract_number,
        note: row.note,
        form_id: String::new(),
    };
    Ok(page(&platform, &context, &scope, form).await?.into_response())
}

pub(super) async fn add(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditContacts>,
    Posted(form): Posted<DeskForm>,
) -> Result<Response, Problem> {
    save(&platform, &context, &scope, None, form).await
}

pub(super) async fn change(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditContacts>,
    Path((_, desk)): Path<(String, String)>,
    Posted(form): Posted<DeskForm>,
) -> Result<Response, Problem> {
    save(&platform, &context, &scope, Some(id_of(&desk)?), form).await
}

pub(super) async fn remove(
    State(platform): State<Platform>,
    scope: Allowed<can::EditContacts>,
    Path((_, desk)): Path<(String, String)>,
) -> Result<Redirect, Problem> {
    let id = id_of(&desk)?;
    let tx = platform.db.write(scope.fence()).await?;
    if !remove_desk(&tx, &scope, id).await? {
        return Err(Problem::not_found());
    }
    audit(&tx, &platform, &scope, "desk.removed", ("desk", id), json!({})).await?;
    tx.commit().await?;
    Ok(back(&scope))
}

async fn save(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    known: Option<Uuid>,
    form: DeskForm,
) -> Result<Response, Problem> {
    let (clean, errors) = read(platform, context, &form)?;
    if !errors.is_empty() {
        let mut page = page(platform, context, scope, form).await?;
        page.0.shell.errors = errors;
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let tx = platform.db.write(scope.fence()).await?;
    let (desk, action) = match known {
        Some(id) => {
            desk_of(&tx, scope, id).await?.ok_or_else(Problem::not_found)?;
            ((id, DeskIs::Known), "desk.changed")
        }
        None => {
            let typed = [&*form.slot, &form.firm, &form.phone, &form.email, &form.contract_number];
            let id = row_of_form(platform, scope.company().0, &form.form_id, &typed);
            ((id, DeskIs::New), "desk.added")
        }
    };
    if save_desk(&tx, scope, desk, &clean).await? {
        let detail = json!({ "slot": clean.slot });
        audit(&tx, platform, scope, action, ("desk", desk.0), detail).await?;
        tx.commit().await?;
    }
    Ok(back(scope).into_response())
}

fn read(
    platform: &Platform,
    context: &RequestContext,
    form: &DeskForm,
) -> Result<(NewDesk, Vec<FieldError>), Problem> {
    let words = &context.words;
    let mut typed = Typed::new(words);
    if !desk_slots(platform.content)?.iter().any(|slot| slot.id == form.slot) {
        typed.mistake("slot", words.t("directory-desk-slot-missing"));
    }
    let contract = words.t("directory-desk-contract");
    let clean = NewDesk {
        slot: form.slot.clone(),
        name: typed.line("firm", &words.t("directory-desk-name"), &form.firm, 100),
        phone: typed.optional_phone("phone", &words.t("directory-phone"), &form.phone),
        email: typed.optional_email("email", &words.t("directory-email"), &form.email),
        hours: typed.optional_line("hours", &words.t("directory-desk-hours"), &form.hours, 100),
        contract_number: typed.optional_line(
            "contract_number",
            &contract,
            &form.contract_number,
            100,
        ),
        note: typed.optional_text("note", &words.t("directory-desk-note"), &form.note, 1000),
    };
    Ok((clean, typed.errors()))
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    mut form: DeskForm,
) -> Result<Html<DeskEditPage>, Problem> {
    if form.form_id.is_empty() {
        form.form_id = fresh_form(platform);
    }
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, scope, context, Place::Contacts).await?;
    let slots = desk_slots(platform.content)?.into_iter().map(|slot| {
        let hint = slot.purpose.get(context.lang).to_owned();
        Choice::new(slot.id, slot.name.get(context.lang)).with_hint(hint)
    });
    let home = format!("/c/{}", scope.company());
    Ok(Html(DeskEditPage { shell, home, slots: slots.collect(), form }))
}
