//! A group of persons of whom the company keeps the same kinds of data.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{
    Html, Platform, Posted, Problem, RequestContext, Typed, fresh_form, row_of_form,
};
use serde::Deserialize;
use uuid::Uuid;

use super::{Place2, typed::needed};
use crate::{
    content::loss_model,
    store::{Changed, NewGroup, find_group, group_of, save_group},
};

/// Letters of a name.
const NAME: usize = 80;
/// The most persons of a group.
const PERSONS: i64 = 100_000_000;

#[derive(Template)]
#[template(path = "pages/group.html")]
struct GroupPage {
    shell: Shell,
    home: String,
    form: GroupForm,
    kinds: Vec<Choice>,
    conflict: bool,
}

/// What the form posts.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct GroupForm {
    #[serde(default)]
    seen: i64,
    #[serde(default)]
    form_id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    persons: String,
    #[serde(default)]
    kinds: Vec<String>,
    #[serde(default)]
    act: String,
}

/// An empty form.
pub(super) async fn new(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditMoney>,
) -> Result<Response, Problem> {
    let form = GroupForm { form_id: fresh_form(&platform), ..GroupForm::default() };
    page(&platform, &context, &scope, (form, Vec::new(), false)).await
}

/// Enters a group.
pub(super) async fn add(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditMoney>,
    Posted(form): Posted<GroupForm>,
) -> Result<Response, Problem> {
    let parts = [form.name.as_str(), form.persons.as_str()];
    let id = row_of_form(&platform, scope.company().0, &form.form_id, &parts);
    write(&platform, &context, &scope, (id, GroupForm { seen: 0, ..form })).await
}

/// The form of a group.
pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditMoney>,
    Path((_, id)): Place2,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let row = find_group(&tx, &scope, &id).await?;
    drop(tx);
    let form = GroupForm {
        seen: row.revision,
        name: row.name.clone(),
        persons: row.persons.to_string(),
        kinds: group_of(&row).kinds,
        ..GroupForm::default()
    };
    page(&platform, &context, &scope, (form, Vec::new(), false)).await
}

/// Saves a group, or takes it out.
pub(super) async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditMoney>,
    Path((_, id)): Place2,
    Posted(form): Posted<GroupForm>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let row = find_group(&tx, &scope, &id).await?;
    drop(tx);
    write(&platform, &context, &scope, (row.id, GroupForm { seen: form.seen.max(1), ..form })).await
}

async fn write(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (id, mut form): (Uuid, GroupForm),
) -> Result<Response, Problem> {
    let words = &context.words;
    let mut typed = Typed::new(words);
    let label = hikeshi_i18n::plain(&words.t("money-group"));
    let name = typed.line("name", &label, &form.name, NAME);
    let persons =
        needed(&mut typed, words, ("persons", "money-persons"), &form.persons, (1, PERSONS));
    let known = loss_model()?.jo.kinds.iter().map(|kind| kind.id.clone());
    let kinds: Vec<String> = known.filter(|id| form.kinds.contains(id)).collect();
    if kinds.is_empty() {
        typed.mistake("kinds", words.t("money-kinds-missing"));
    }
    let errors = typed.errors();
    let removed = form.act == "remove";
    if !errors.is_empty() && !removed {
        return page(platform, context, scope, (form, errors, false)).await;
    }
    let tx = platform.db.write(scope.fence()).await?;
    let new = NewGroup { name, persons, kinds, removed };
    match save_group(&tx, platform, scope, (id, form.seen, &new)).await? {
        Changed::Yes => tx.commit().await?,
        Changed::Full => {
            drop(tx);
            let error = FieldError::new("name", words.t("money-full"));
            return page(platform, context, scope, (form, vec![error], false)).await;
        }
        Changed::Stale => {
            form.seen = find_group(&tx, scope, &id.to_string()).await?.revision;
            drop(tx);
            return page(platform, context, scope, (form, Vec::new(), true)).await;
        }
    }
    let done = if removed { "removed" } else { "saved" };
    Ok(Redirect::to(&format!("/c/{}/money?done={done}#leak", scope.company())).into_response())
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (form, errors, conflict): (GroupForm, Vec<FieldError>, bool),
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Money).await?;
    drop(tx);
    let status = match (conflict, errors.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::OK,
    };
    shell.errors = errors;
    let kinds = loss_model()?.jo.kinds.iter();
    let kinds = kinds.map(|kind| Choice::new(kind.id.clone(), kind.title.get(context.lang)));
    let home = format!("/c/{}/money", scope.company());
    let page = GroupPage { kinds: kinds.collect(), home, form, conflict, shell };
    Ok(Html(page).with_status(status))
}
