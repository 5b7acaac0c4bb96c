//! The pack of three stars: what the last finished assessment gives, and what is signed about it.

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_inventory::read_date;
use hikeshi_ui::{FieldError, Flash, Shell, Tone};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, Typed, percent};
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;

use super::shown::today;
use crate::{
    content::ladder,
    papers::{Pack, pack},
    rungs::{Confirmation, known, save_confirmation},
};

/// Characters of a name or number.
const LONGEST: usize = 120;
/// Characters of what the assessment is about.
const LONGEST_SCOPE: usize = 1000;

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/standing/scs-3", get(show).post(save))
}

#[derive(Template)]
#[template(path = "pages/scs3.html")]
struct PackPage {
    shell: Shell,
    home: String,
    /// Where the finished assessment is.
    assessment: String,
    /// Where one is being answered.
    draft: Option<String>,
    pack: Option<Pack>,
    unmet: Vec<(String, String, String, bool)>,
    form: SignedForm,
    may_sign: bool,
    conflict: bool,
    to_check: String,
}

/// What the form sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct SignedForm {
    scope_note: String,
    expert_name: String,
    expert_qualification: String,
    expert_number: String,
    expert_on: String,
    oath_title: String,
    oath_name: String,
    oath_on: String,
    assessment: String,
    seen: i64,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    done: String,
}

/// What a page is made of beside what is known.
#[derive(Default)]
struct Shown {
    form: Option<SignedForm>,
    errors: Vec<FieldError>,
    conflict: bool,
    done: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPlan>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    page(&platform, &context, &scope, Shown { done: asked.done, ..Shown::default() }).await
}

async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::DeclareStars>,
    Posted(form): Posted<SignedForm>,
) -> Result<Response, Problem> {
    let (signed, errors) = form.read(&context, today(&platform));
    if !errors.is_empty() {
        let shown = Shown { form: Some(form), errors, ..Shown::default() };
        return page(&platform, &context, &scope, shown).await;
    }
    let tx = platform.db.read(scope.fence()).await?;
    let known = known(&tx, &platform, &scope).await?;
    drop(tx);
    let told = known.finished("scs-3").ok_or_else(Problem::not_found)?;
    // Signatures belong to the assessment that was read, not to one that was finished meanwhile.
    let same = form.assessment.parse::<Uuid>().is_ok_and(|id| id == told.id);
    let tx = platform.db.write(scope.fence()).await?;
    if !same || !save_confirmation(&tx, &platform, &scope, (told.id, &signed)).await? {
        drop(tx);
        let shown = Shown { form: Some(form), conflict: true, ..Shown::default() };
        return page(&platform, &context, &scope, shown).await;
    }
    tx.commit().await?;
    let to = format!("/c/{}/standing/scs-3?done=saved", scope.company());
    Ok(Redirect::to(&to).into_response())
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    shown: Shown,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Standing).await?;
    let known = known(&tx, platform, scope).await?;
    let found = (ladder()?, &known, today(platform));
    let pack = pack(&tx, scope, &shell.words, found).await?;
    drop(tx);
    let status = match (shown.conflict, shown.errors.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (_, false) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    if shown.done == "saved" {
        shell.flash = Some(Flash { kind: Tone::Done, text: shell.t("ladder-done-signed") });
    }
    shell.errors = shown.errors;
    let home = format!("/c/{}", scope.company());
    let told = known.finished("scs-3").map(|told| told.id);
    let assessment = told.map(|id| format!("{home}/assessments/{id}")).unwrap_or_default();
    let draft = known.assessed.get("scs-3").and_then(|one| one.draft.as_ref());
    let unmet = pack.iter().flat_map(|pack| &pack.unmet).map(|item| {
        let href = format!("{assessment}/items/{}?site=0", percent(&item.id));
        let title = format!("{}\u{3000}{}", item.id, item.question);
        (href, title, item.answers.join("\u{3000}"), item.to_check)
    });
    let mut form = shown.form.unwrap_or_else(|| SignedForm::of(&known.confirmation));
    form.seen = known.confirmation.revision;
    form.assessment = told.map(|id| id.to_string()).unwrap_or_default();
    let page = PackPage {
        unmet: unmet.collect(),
        draft: draft.map(|draft| format!("{home}/assessments/{}", draft.id)),
        may_sign: scope.may::<can::DeclareStars>(),
        conflict: shown.conflict,
        to_check: shell.t("ladder-to-check"),
        assessment,
        form,
        pack,
        home,
        shell,
    };
    Ok(Html(page).with_status(status))
}

impl SignedForm {
    fn of(one: &Confirmation) -> Self {
        let one = one.clone();
        Self {
            scope_note: one.scope_note,
            expert_name: one.expert_name,
            expert_qualification: one.expert_qualification,
            expert_number: one.expert_number,
            expert_on: one.expert_on,
            oath_title: one.oath_title,
            oath_name: one.oath_name,
            oath_on: one.oath_on,
            assessment: String::new(),
            seen: one.revision,
        }
    }

    fn read(&self, context: &RequestContext, today: Date) -> (Confirmation, Vec<FieldError>) {
        let words = &context.words;
        let mut typed = Typed::new(words);
        let mut line = |name: &str, key: &str, value: &str| {
            typed.optional_line(name, &words.t(key), value, LONGEST)
        };
        let expert_name = line("expert_name", "starpaper-expert-name", &self.expert_name);
        let qualification = "starpaper-expert-qualification";
        let expert_qualification =
            line("expert_qualification", qualification, &self.expert_qualification);
        let expert_number = line("expert_number", "starpaper-expert-number", &self.expert_number);
        let oath_title = line("oath_title", "starpaper-oath-title", &self.oath_title);
        let oath_name = line("oath_name", "starpaper-oath-name", &self.oath_name);
        let scope_note = words.t("starpaper-scope");
        let scope_note =
            typed.optional_text("scope_note", &scope_note, &self.scope_note, LONGEST_SCOPE);
        let mut day = |name: &str, value: &str| {
            let value = value.trim();
            if value.is_empty() {
                return String::new();
            }
            match read_date(value).ok().filter(|day| *day <= today) {
                Some(day) => day.to_string(),
                None => {
                    typed.mistake(name, words.t("ladder-no-day"));
                    String::new()
                }
            }
        };
        let expert_on = day("expert_on", &self.expert_on);
        let oath_on = day("oath_on", &self.oath_on);
        if !expert_on.is_empty() && expert_name.is_empty() {
            typed.mistake("expert_name", words.t("ladder-signed-by-whom"));
        }
        if !oath_on.is_empty() && oath_name.is_empty() {
            typed.mistake("oath_name", words.t("ladder-signed-by-whom"));
        }
        let signed = Confirmation {
            scope_note,
            expert_name,
            expert_qualification,
            expert_number,
            expert_on,
            oath_name,
            oath_title,
            oath_on,
            revision: self.seen,
        };
        (signed, typed.errors())
    }
}
