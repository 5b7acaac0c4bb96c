//! What of the company decides which duties it has, and the clauses of its contracts.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_ui::{Choice, FieldError, Flash, Shell, Tone};
use hikeshi_web::{
    Html, Platform, Posted, Problem, RequestContext, Typed, fresh_form, row_of_form,
};
use serde::Deserialize;

use super::{id_of, profile_form::ProfileForm};
use crate::{
    clauses::{NewClause, add_clause_once, clauses, withdraw_clause},
    model::contract_clause,
    profile::{profile, save_profile},
    rulebook::{Reading, rulebook},
};

/// The longest clause in hours: a year.
const LONGEST_HOURS: i64 = 8784;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/reporting", get(show).post(save))
        .route("/c/{company}/reporting/clauses", post(add))
        .route("/c/{company}/reporting/clauses/{clause}/withdraw", post(withdraw))
}

#[derive(Template)]
#[template(path = "pages/profile.html")]
struct ProfilePage {
    shell: Shell,
    home: String,
    /// Settings, for those who may open them; else the first page.
    back: String,
    fields: Vec<Field>,
    form: ProfileForm,
    clauses: Vec<contract_clause::Model>,
    clause: ClauseForm,
    may_edit: bool,
    conflict: bool,
}

/// One question about the company.
struct Field {
    fact: String,
    title: String,
    hint: String,
    /// Empty for a field to type in.
    choices: Vec<Choice>,
    value: String,
}

/// A clause as typed.
#[derive(Debug, Clone, Default, Deserialize)]
struct ClauseForm {
    #[serde(default)]
    counterpart: String,
    #[serde(default)]
    hours: String,
    #[serde(default)]
    source: String,
    /// Random, so that a form sent twice adds one clause.
    #[serde(default)]
    form_id: String,
}

/// What a page shows beside what is stored.
#[derive(Default)]
struct Shown {
    form: Option<ProfileForm>,
    clause: ClauseForm,
    errors: Vec<FieldError>,
    conflict: bool,
    saved: bool,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewReporting>,
) -> Result<Html<ProfilePage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    Ok(Html(page(&tx, &platform, &scope, &context, Shown::default()).await?))
}

async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditReporting>,
    Posted(form): Posted<ProfileForm>,
) -> Result<Response, Problem> {
    let new = match form.read(rulebook()?, &context) {
        Ok(new) => new,
        Err(errors) => {
            let shown = Shown { form: Some(form), errors, ..Shown::default() };
            return answer(&platform, &scope, &context, shown, StatusCode::UNPROCESSABLE_ENTITY)
                .await;
        }
    };
    let tx = platform.db.write(scope.fence()).await?;
    match save_profile(&tx, &platform, &scope, new).await? {
        Ok(()) => {
            tx.commit().await?;
            let shown = Shown { saved: true, ..Shown::default() };
            answer(&platform, &scope, &context, shown, StatusCode::OK).await
        }
        Err(now) => {
            drop(tx);
            let form = ProfileForm { seen: now.version.to_string(), ..form };
            let shown = Shown { form: Some(form), conflict: true, ..Shown::default() };
            answer(&platform, &scope, &context, shown, StatusCode::CONFLICT).await
        }
    }
}

async fn add(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditReporting>,
    Posted(form): Posted<ClauseForm>,
) -> Result<Response, Problem> {
    let words = &context.words;
    let mut typed = Typed::new(words);
    let counterpart =
        typed.line("counterpart", &words.t("duties-clause-with"), &form.counterpart, 200);
    let hours = typed.optional_number(
        "hours",
        &words.t("duties-clause-hours"),
        &form.hours,
        &(1..=LONGEST_HOURS),
    );
    let source = typed.optional_line("source", &words.t("duties-clause-source"), &form.source, 500);
    let errors = typed.errors();
    if !errors.is_empty() {
        let shown = Shown { clause: form, errors, ..Shown::default() };
        return answer(&platform, &scope, &context, shown, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let sent = [&*form.counterpart, &*form.hours, &*form.source];
    let id = row_of_form(&platform, scope.company().0, &form.form_id, &sent);
    let hours = hours.and_then(|hours| u32::try_from(hours).ok());
    let tx = platform.db.write(scope.fence()).await?;
    let new = NewClause { counterpart, hours, source };
    add_clause_once(&tx, &platform, &scope, (id, new)).await?;
    tx.commit().await?;
    Ok(back(&scope).into_response())
}

async fn withdraw(
    State(platform): State<Platform>,
    scope: Allowed<can::EditReporting>,
    Path((_, clause)): Path<(String, String)>,
) -> Result<Redirect, Problem> {
    let id = id_of(&clause)?;
    let tx = platform.db.write(scope.fence()).await?;
    if !withdraw_clause(&tx, &platform, &scope, id).await? {
        return Err(Problem::not_found());
    }
    tx.commit().await?;
    Ok(back(&scope))
}

fn back_of(scope: &CompanyScope) -> String {
    let settings = scope.may::<can::InvitePeople>() || scope.may::<can::EditDelegation>();
    format!("/c/{}{}", scope.company(), if settings { "/settings" } else { "" })
}

fn back(scope: &CompanyScope) -> Redirect {
    Redirect::to(&format!("/c/{}/reporting", scope.company()))
}

async fn answer(
    platform: &Platform,
    scope: &CompanyScope,
    context: &RequestContext,
    shown: Shown,
    status: StatusCode,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    Ok(Html(page(&tx, platform, scope, context, shown).await?).with_status(status))
}

async fn page(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    context: &RequestContext,
    mut shown: Shown,
) -> Result<ProfilePage, Problem> {
    if shown.clause.form_id.is_empty() {
        shown.clause.form_id = fresh_form(platform);
    }
    let mut shell = company_shell(tx, scope, context, Place::Company).await?;
    shell.errors = shown.errors;
    if shown.saved {
        let text = shell.t("duties-profile-saved");
        shell.flash = Some(Flash { kind: Tone::Done, text });
    }
    let form = match shown.form {
        Some(form) => form,
        None => ProfileForm::of(&profile(tx, scope).await?),
    };
    let may_edit = scope.may::<can::EditReporting>();
    Ok(ProfilePage {
        back: back_of(scope),
        home: format!("/c/{}", scope.company()),
        fields: fields(&shell, &form)?,
        clauses: clauses(tx, scope).await?,
        clause: shown.clause,
        conflict: shown.conflict,
        may_edit,
        form,
        shell,
    })
}

fn fields(shell: &Shell, form: &ProfileForm) -> Result<Vec<Field>, Problem> {
    let book = rulebook()?;
    let lang = shell.words.lang();
    let plain = |text: &hikeshi_kernel::LocalText| hikeshi_i18n::plain(text.get(lang));
    let field = |line: &crate::rulebook::FromProfile| {
        let fact = book.rules.fact(&line.fact)?;
        let choices = match line.read {
            Reading::Flag => vec![
                Choice::new("yes", shell.t("duties-value-yes")),
                Choice::new("no", shell.t("duties-value-no")),
                Choice::new("", shell.t("duties-value-unknown")),
            ],
            Reading::Word => {
                let words = fact.words.iter().map(|word| Choice::new(&word.id, plain(&word.title)));
                words.chain([Choice::new("", shell.t("duties-value-unknown"))]).collect()
            }
            Reading::Count | Reading::Text => Vec::new(),
        };
        let hint = match line.read {
            Reading::Count => shell.t("duties-profile-number-hint"),
            _ => String::new(),
        };
        let value = form.answer(&line.fact).to_owned();
        Some(Field { fact: line.fact.clone(), title: plain(&fact.title), hint, choices, value })
    };
    Ok(book.origins.from_profile.iter().filter_map(field).collect())
}
