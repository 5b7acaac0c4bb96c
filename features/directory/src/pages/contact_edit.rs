//! Adding a person to the contact tree, or changing one.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use axum_extra::extract::Query;
use hikeshi_identity::{Allowed, CompanyScope, audit, can};
use hikeshi_ui::{Choice, Shell};
use hikeshi_web::{
    Html, Platform, Posted, Problem, RequestContext, Typed, fresh_form, row_of_form,
};
use serde::Deserialize;
use serde_json::json;

use super::{contacts::back, id_of};
use crate::{
    contacts::{NewContact, add_contact_once, change_contact, contact_of},
    model::contact,
    shell::{Place, company_shell},
};

/// Minutes to wait before the next person is called, unless something else is typed.
const USUAL_WAIT: i64 = 15;

#[derive(Template)]
#[template(path = "pages/contact_edit.html")]
struct ContactEditPage {
    shell: Shell,
    home: String,
    is_new: bool,
    levels: Vec<Choice>,
    form: ContactForm,
}

/// What the form posts.
#[derive(Debug, Default, Deserialize)]
pub(super) struct ContactForm {
    #[serde(default)]
    level: String,
    person: String,
    title: String,
    phone: String,
    email: String,
    wait_minutes: String,
    /// The random id of a form for a new person, so that sending it twice adds one.
    #[serde(default)]
    form_id: String,
}

/// For which level the person is added.
#[derive(Debug, Default, Deserialize)]
pub(super) struct LevelQuery {
    #[serde(default)]
    level: String,
}

pub(super) async fn new(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditContacts>,
    Query(query): Query<LevelQuery>,
) -> Result<Response, Problem> {
    let wait_minutes = USUAL_WAIT.to_string();
    let form = ContactForm { level: query.level, wait_minutes, ..ContactForm::default() };
    Ok(page(&platform, &context, &scope, true, form).await?.into_response())
}

pub(super) async fn edit(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditContacts>,
    Path((_, contact)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let row = find(&platform, &scope, &contact).await?;
    let form = ContactForm {
        level: row.level.to_string(),
        person: row.name,
        title: row.title,
        phone: row.phone,
        email: row.email,
        wait_minutes: row.wait_minutes.to_string(),
        form_id: String::new(),
    };
    Ok(page(&platform, &context, &scope, false, form).await?.into_response())
}

pub(super) async fn add(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditContacts>,
    Posted(form): Posted<ContactForm>,
) -> Result<Response, Problem> {
    let (clean, errors) = read(&context, &form);
    if !errors.is_empty() {
        return again(&platform, &context, &scope, true, form, errors).await;
    }
    let typed = [&*form.level, &form.person, &form.title, &form.phone, &form.email];
    let id = row_of_form(&platform, scope.company().0, &form.form_id, &typed);
    let tx = platform.db.write(scope.fence()).await?;
    if add_contact_once(&tx, &platform, &scope, (id, &clean)).await? {
        let detail = json!({ "level": clean.level });
        audit(&tx, &platform, &scope, "contact.added", ("contact", id), detail).await?;
        tx.commit().await?;
    }
    Ok(back(&scope).into_response())
}

pub(super) async fn change(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditContacts>,
    Path((_, contact)): Path<(String, String)>,
    Posted(form): Posted<ContactForm>,
) -> Result<Response, Problem> {
    let row = find(&platform, &scope, &contact).await?;
    let (clean, errors) = read(&context, &form);
    if !errors.is_empty() {
        return again(&platform, &context, &scope, false, form, errors).await;
    }
    let tx = platform.db.write(scope.fence()).await?;
    change_contact(&tx, &scope, &row, &clean).await?;
    let detail = json!({ "level": clean.level });
    audit(&tx, &platform, &scope, "contact.changed", ("contact", row.id), detail).await?;
    tx.commit().await?;
    Ok(back(&scope).into_response())
}

async fn find(
    platform: &Platform,
    scope: &CompanyScope,
    contact: &str,
) -> Result<contact::Model, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    contact_of(&tx, scope, id_of(contact)?).await?.ok_or_else(Problem::not_found)
}

fn read(context: &RequestContext, form: &ContactForm) -> (NewContact, Vec<hikeshi_ui::FieldError>) {
    let words = &context.words;
    let mut typed = Typed::new(words);
    let level = form.level.parse().ok().filter(|level| (0..=3).contains(level));
    if level.is_none() {
        typed.mistake("level", words.t("directory-contact-level-missing"));
    }
    let label = words.t("directory-contact-wait");
    let wait = typed.optional_number("wait_minutes", &label, &form.wait_minutes, &(1..=1440));
    let clean = NewContact {
        level: level.unwrap_or_default(),
        name: typed.line("person", &words.t("directory-contact-name"), &form.person, 80),
        title: typed.optional_line("title", &words.t("directory-contact-role"), &form.title, 80),
        phone: typed.optional_phone("phone", &words.t("directory-phone"), &form.phone),
        email: typed.optional_email("email", &words.t("directory-email"), &form.email),
        wait_minutes: wait.unwrap_or(USUAL_WAIT),
    };
    if clean.phone.is_empty() && clean.email.is_empty() {
        typed.mistake("phone", words.t("directory-contact-unreachable"));
    }
    (clean, typed.errors())
}

async fn again(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    is_new: bool,
    form: ContactForm,
    errors: Vec<hikeshi_ui::FieldError>,
) -> Result<Response, Problem> {
    let mut page = page(platform, context, scope, is_new, form).await?;
    page.0.shell.errors = errors;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    is_new: bool,
    mut form: ContactForm,
) -> Result<Html<ContactEditPage>, Problem> {
    if is_new && form.form_id.is_empty() {
        form.form_id = fresh_form(platform);
    }
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, scope, context, Place::Contacts).await?;
    let levels = (0..=3).rev().map(|level| {
        let label = shell.t1("ui-level", "level", level);
        Choice::new(level.to_string(), label)
            .with_hint(shell.t(&format!("directory-level-{level}")))
    });
    let levels = levels.collect();
    let home = format!("/c/{}", scope.company());
    Ok(Html(ContactEditPage { shell, home, is_new, levels, form }))
}
