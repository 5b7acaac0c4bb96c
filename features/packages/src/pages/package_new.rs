//! Asking for a package: what is in it, what is struck out, how it is locked.

use std::collections::BTreeSet;

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_directory::{Place, company_key, company_shell};
use hikeshi_i18n::Words;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::{
    case::view_incident,
    evidence::{KeptBlobs, keep_bytes},
    model::incident,
    page::{CaseHead, Tab},
};
use hikeshi_kernel::Lang;
use hikeshi_package::{Audience, Part, Redaction};
use hikeshi_seal::Lock;
use hikeshi_ui::{Choice, Shell};
use hikeshi_web::{
    Html, Platform, Posted, Problem, RequestContext, Typed, fresh_form, row_of_form,
};
use serde::Deserialize;

use super::package::named;
use crate::{
    Wish,
    export::{Asked, ask_package},
    judge_passphrase, new_passphrase,
};

/// Longest name of a recipient, in characters.
const LONGEST_NAME: usize = 120;

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/incidents/{incident}/package/new", get(show).post(save))
}

#[derive(Template)]
#[template(path = "pages/package_new.html")]
struct NewPage {
    shell: Shell,
    head: CaseHead,
    whom: String,
    hint: String,
    parts: Vec<Choice>,
    redactions: Vec<Choice>,
    locks: Vec<Choice>,
    langs: Vec<Choice>,
    form: Form,
}

#[derive(Template)]
#[template(path = "pages/package_passphrase.html")]
struct PassphrasePage {
    shell: Shell,
    head: CaseHead,
    passphrase: String,
}

/// What the form posts.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Form {
    audience: String,
    recipient: String,
    parts: Vec<String>,
    redactions: Vec<String>,
    lock: String,
    age_key: String,
    passphrase: String,
    language: String,
    form_id: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct For {
    #[serde(rename = "for")]
    audience: String,
}

type Place2 = Path<(String, String)>;

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ExportCase>,
    Path((_, incident)): Place2,
    Query(whom): Query<For>,
) -> Result<Html<NewPage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let audience = Audience::from_name(&whom.audience).unwrap_or(Audience::Other);
    let form = Form {
        audience: audience.name().to_owned(),
        parts: audience.usual_parts().iter().map(|part| part.name().to_owned()).collect(),
        redactions: audience.usual_redactions().iter().map(|one| one.name().to_owned()).collect(),
        lock: "made".to_owned(),
        language: context.lang.code().to_owned(),
        form_id: fresh_form(&platform),
        ..Form::default()
    };
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    Ok(Html(page(&scope, &incident, shell, form)))
}

fn page(scope: &CompanyScope, incident: &incident::Model, shell: Shell, form: Form) -> NewPage {
    let words = &shell.words;
    let audience = Audience::from_name(&form.audience).unwrap_or(Audience::Other);
    let (whom, hint) = named(words, audience);
    let choice = |key: &str, name: &str| {
        let text = |kind: &str| words.t(&format!("package-{key}-{name}{kind}"));
        Choice::new(name, text("")).with_hint(text("-hint"))
    };
    NewPage {
        head: CaseHead::new(scope, words, incident, Tab::Beside),
        whom,
        hint,
        parts: Part::ALL.iter().map(|part| choice("part", part.name())).collect(),
        redactions: Redaction::ALL.iter().map(|one| choice("redaction", one.name())).collect(),
        locks: ["made", "typed", "key", "none"].map(|name| choice("lock", name)).into(),
        langs: Lang::ALL
            .map(|lang| Choice::new(lang.code(), words.t(&format!("ui-lang-{}", lang.code()))))
            .into(),
        form,
        shell,
    }
}

async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ExportCase>,
    Path((_, incident)): Place2,
    Posted(form): Posted<Form>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    let passphrase = match form.lock.as_str() {
        "made" => new_passphrase(&*platform.rng),
        _ => form.passphrase.clone(),
    };
    let mut typed = Typed::new(&context.words);
    let wish = wish_of(&context.words, &mut typed, &form);
    let lock = lock_of(&context.words, &mut typed, (&form, &wish), &passphrase);
    let errors = typed.errors();
    let (Some(lock), true) = (lock, errors.is_empty()) else {
        shell.errors = errors;
        // A passphrase is never written into a page again.
        let form = Form { passphrase: String::new(), ..form };
        let page = page(&scope, &incident, shell, form);
        return Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let mut kept = KeptBlobs::new(platform.blobs.clone());
    let secret = match &lock {
        Lock::Passphrase(_) => {
            let stored =
                keep_bytes(&platform, &key, "passphrase", passphrase.clone().into_bytes()).await?;
            kept.push(stored.blob);
            Some(stored.blob)
        }
        Lock::None | Lock::Keys(_) => None,
    };
    let told = serde_json::to_string(&wish)?;
    let id = row_of_form(&platform, incident.id, &form.form_id, &[&told]);
    let asked = Asked { id, wish, lock, secret };
    let tx = platform.db.write(scope.fence()).await?;
    let new = ask_package(&tx, &platform, &scope, &incident, &asked).await?;
    tx.commit().await?;
    if new {
        kept.release();
    }
    let head = CaseHead::new(&scope, &context.words, &incident, Tab::Beside);
    if !new || form.lock != "made" {
        return Ok(Redirect::to(&format!("{}/package", head.base)).into_response());
    }
    let mut page = Html(PassphrasePage { shell, head, passphrase }).into_response();
    page.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(page)
}

fn wish_of(words: &Words, typed: &mut Typed<'_>, form: &Form) -> Wish {
    let label = words.t("package-recipient-name");
    let recipient = typed.line("recipient", &label, &form.recipient, LONGEST_NAME);
    let parts: BTreeSet<Part> =
        form.parts.iter().filter_map(|name| Part::from_name(name)).collect();
    if parts.is_empty() {
        typed.mistake("parts", words.t("package-no-parts"));
    }
    let wish = Wish {
        audience: Audience::from_name(&form.audience).unwrap_or(Audience::Other),
        recipient,
        parts,
        redactions: form.redactions.iter().filter_map(|name| Redaction::from_name(name)).collect(),
        lang: Lang::from_code(&form.language).unwrap_or(Lang::Ja),
    };
    if wish.check().is_err() {
        typed.mistake("redactions", words.t("package-evidence-redacted"));
    }
    wish
}

fn lock_of(
    words: &Words,
    typed: &mut Typed<'_>,
    (form, wish): (&Form, &Wish),
    passphrase: &str,
) -> Option<Lock> {
    match form.lock.as_str() {
        "key" => match Lock::to_keys(&[&form.age_key]) {
            Ok(lock) => Some(lock),
            Err(_) => {
                typed.mistake("age_key", words.t("package-key-wrong"));
                None
            }
        },
        "typed" => match judge_passphrase(passphrase) {
            Ok(()) => Some(Lock::Passphrase(passphrase.to_owned().into())),
            Err(problem) => {
                typed.mistake("passphrase", words.t(problem.key()));
                None
            }
        },
        "made" => Some(Lock::Passphrase(passphrase.to_owned().into())),
        "none" => {
            let open = wish.has(Part::Evidence) || wish.has(Part::People);
            if open {
                typed.mistake("lock", words.t("package-must-lock"));
            }
            (!open).then_some(Lock::None)
        }
        _ => {
            typed.mistake("lock", words.t("package-no-lock"));
            None
        }
    }
}
