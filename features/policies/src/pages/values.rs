//! What is filled in: one field for each variable, with what the program can propose.

use std::collections::BTreeMap;

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
use hikeshi_kit::Source;
use hikeshi_policy::{ValueKind, Values, Variable};
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, Typed};
use jiff::civil::Date;

use super::Place2;
use crate::document::{
    Change, Changed, Document, LONGEST_NAME, LONGEST_VALUE, change, documents, find_document,
    proposals,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/policies/{policy}/values", get(show).post(submit))
}

#[derive(Template)]
#[template(path = "pages/values.html")]
struct ValuesPage {
    shell: Shell,
    here: String,
    name: String,
    fields: Vec<Field>,
    seen: i64,
    conflict: bool,
    document_name: String,
    /// Where contacts are entered, if the document has tables of them; else empty.
    contacts: String,
}

/// A variable as a field.
struct Field {
    id: String,
    label: String,
    hint: String,
    required: bool,
    kind: ValueKind,
    choices: Vec<Choice>,
    value: String,
}

/// The numbers that a document can hold.
const NUMBERS: std::ops::RangeInclusive<i64> = 0..=1_000_000;

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditPolicies>,
    Path((_, id)): Place2,
) -> Result<Html<ValuesPage>, Problem> {
    page(&platform, &context, &scope, &id, None).await
}

/// The form as it came: names of variables and what was typed.
type Form = BTreeMap<String, String>;

async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditPolicies>,
    Path((_, id)): Place2,
    Posted(form): Posted<Form>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let document = find_document(&tx, &scope, &id).await?;
    let mut typed = Typed::new(&context.words);
    let label = context.words.t("policies-name");
    let given = form.get("document_name").map(String::as_str).unwrap_or_default();
    let name = typed.line("document_name", &label, given, LONGEST_NAME);
    let values = read(&document, &form, &mut typed, &context);
    let errors = typed.errors();
    let seen = form.get("seen").and_then(|seen| seen.parse().ok()).unwrap_or(0);
    if !errors.is_empty() {
        drop(tx);
        let mut page = page(&platform, &context, &scope, &id, Some(&form)).await?;
        page.0.shell.errors = errors;
        page.0.seen = seen;
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let mut done = Changed::Done;
    let mut changes = Vec::new();
    if name != document.row.name {
        changes.push(Change::Name(name));
    }
    if values != document.values {
        changes.push(Change::Values(values));
    }
    for (at, one) in (seen..).zip(changes) {
        done = change(&tx, &platform, &scope, (&id, at), one).await?;
        if done != Changed::Done {
            break;
        }
    }
    if done != Changed::Done {
        drop(tx);
        let mut page = page(&platform, &context, &scope, &id, Some(&form)).await?;
        page.0.conflict = true;
        return Ok(page.with_status(StatusCode::CONFLICT));
    }
    tx.commit().await?;
    let to = format!("/c/{}/policies/{}?done=filled", scope.company(), document.row.id);
    Ok(Redirect::to(&to).into_response())
}

/// What was typed for each variable; what does not fit is a mistake at its field.
fn read(
    document: &Document,
    form: &Form,
    typed: &mut Typed<'_>,
    context: &RequestContext,
) -> Values {
    let mut values = document.values.clone();
    let Some(template) = document.template else { return values };
    for variable in &template.file.variables {
        let Some(given) = form.get(&field_of(variable)) else { continue };
        let value = one(variable, given, typed, context);
        match value.as_str() {
            "" => values.remove(&variable.id),
            _ => values.insert(variable.id.clone(), value),
        };
    }
    values
}

/// The name of a field: an id on the page that nothing else has.
fn field_of(variable: &Variable) -> String {
    format!("value_{}", variable.id)
}

/// Checks one value.
fn one(
    variable: &Variable,
    given: &str,
    typed: &mut Typed<'_>,
    context: &RequestContext,
) -> String {
    let field = field_of(variable);
    let label = hikeshi_i18n::plain(variable.label.get(context.lang));
    match variable.kind {
        ValueKind::Line => typed.optional_line(&field, &label, given, LONGEST_VALUE),
        ValueKind::Text => typed.optional_text(&field, &label, given, LONGEST_VALUE),
        ValueKind::Number => {
            let number = typed.optional_number(&field, &label, given, &NUMBERS);
            number.map(|number| number.to_string()).unwrap_or_default()
        }
        ValueKind::Day => {
            let day = hikeshi_kernel::fold_width(given.trim()).replace('/', "-");
            if day.is_empty() || day.parse::<Date>().is_ok() {
                return day;
            }
            typed.mistake(&field, context.words.t1("policies-day-wrong", "label", &label));
            String::new()
        }
        ValueKind::Choice => {
            let known = variable.choices.iter().any(|choice| choice.id == given);
            if known { given.to_owned() } else { String::new() }
        }
    }
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    id: &str,
    form: Option<&Form>,
) -> Result<Html<ValuesPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let document = find_document(&tx, scope, id).await?;
    let shell = company_shell(&tx, scope, context, Place::Policies).await?;
    let mut others = documents(&tx, scope).await?;
    others.retain(|other| other.row.id != document.row.id);
    let source = Source::read(&tx, platform, scope).await?;
    let lang = document.lang();
    let proposed = match document.template {
        Some(template) => proposals(template, lang, &source, &others, platform.clock.now()),
        None => BTreeMap::new(),
    };
    let field = |variable: &Variable| {
        let id = field_of(variable);
        let kept = document.values.get(&variable.id).cloned().unwrap_or_default();
        let value = match form {
            Some(form) => form.get(&id).cloned().unwrap_or_default(),
            None => kept,
        };
        let text =
            |text: &hikeshi_kernel::LocalText| hikeshi_i18n::plain(text.get(shell.words.lang()));
        let proposal = proposed.get(&variable.id).filter(|proposal| **proposal != value);
        let proposal = proposal.filter(|_| variable.kind != ValueKind::Day);
        let hint = variable.hint.as_ref().map(&text);
        let hint = hint
            .into_iter()
            .chain(proposal.map(|proposal| shell.t1("policies-proposal", "value", proposal)));
        let none = Choice::new("", shell.t("policies-choice-none"));
        let choices = variable
            .choices
            .iter()
            .map(|choice| Choice::new(choice.id.clone(), text(&choice.label)));
        Field {
            label: text(&variable.label),
            hint: hint.collect::<Vec<_>>().join(" "),
            required: variable.required,
            kind: variable.kind,
            choices: std::iter::once(none).chain(choices).collect(),
            value,
            id,
        }
    };
    let template = document.template.map(|template| template.file.variables.as_slice());
    let typed_name = form.and_then(|form| form.get("document_name")).cloned();
    let listed = document.body.sections.iter().any(|section| section.list.is_some());
    Ok(Html(ValuesPage {
        contacts: match listed {
            true => format!("/c/{}/contacts", scope.company()),
            false => String::new(),
        },
        here: format!("/c/{}/policies/{}", scope.company(), document.row.id),
        fields: template.unwrap_or_default().iter().map(field).collect(),
        document_name: typed_name.unwrap_or_else(|| document.row.name.clone()),
        name: document.row.name.clone(),
        seen: document.row.revision,
        conflict: false,
        shell,
    }))
}

/// The mistakes of values that a program sent, in one list.
pub(crate) fn checked(
    document: &Document,
    given: &BTreeMap<String, String>,
    context: &RequestContext,
) -> Result<Values, Vec<FieldError>> {
    let mut typed = Typed::new(&context.words);
    let mut values = document.values.clone();
    for (id, value) in given {
        let Some(variable) = document.template.and_then(|template| template.variable(id)) else {
            typed.mistake(id, context.words.t("policies-value-unknown"));
            continue;
        };
        match one(variable, value, &mut typed, context).as_str() {
            "" => values.remove(id),
            value => values.insert(id.clone(), value.to_owned()),
        };
    }
    let errors = typed.errors();
    if errors.is_empty() { Ok(values) } else { Err(errors) }
}
