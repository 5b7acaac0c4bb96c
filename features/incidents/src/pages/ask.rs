//! Asking the president: choose a topic, put the question in own words, send it.

mod question;

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use axum_extra::extract::Query;
use hikeshi_directory::{Place, company_shell};
use hikeshi_i18n::plain;
use hikeshi_identity::{Allowed, CompanyScope, Role, can, members_of_company};
use hikeshi_kernel::Lang;
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{
    case_head::{CaseHead, Tab},
    case_link::base_of,
};
use crate::{
    case::{incident_of, view_incident},
    content::{Topic, content},
    executive::ask,
};

pub(crate) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/incidents/{incident}/ask", get(show).post(submit))
}

#[derive(Template)]
#[template(path = "pages/ask.html")]
struct AskPage {
    shell: Shell,
    head: CaseHead,
    base: String,
    presidents: Vec<String>,
    topics: Vec<Choice>,
    advices: Vec<Choice>,
    typed: Typed,
}

/// What the form holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Typed {
    topic: String,
    question: String,
    label_1: String,
    effect_1: String,
    label_2: String,
    effect_2: String,
    advice: String,
    due: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::Decide>,
    Path((_, incident)): Path<(String, String)>,
    Query(typed): Query<Typed>,
) -> Result<Response, Problem> {
    let typed = match content()?.executive.topic(&typed.topic) {
        Some(topic) => proposed(topic, context.lang),
        None => Typed::default(),
    };
    render(&platform, &context, &scope, (&incident, typed), Vec::new()).await
}

async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::Decide>,
    Path((_, incident)): Path<(String, String)>,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Problem> {
    let new = match question::read(&platform, &context, content()?, &typed) {
        Ok(new) => new,
        Err(errors) => {
            return render(&platform, &context, &scope, (&incident, typed), errors).await;
        }
    };
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &incident).await?;
    ask(&tx, &platform, &scope, &incident, new).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("{}/president", base_of(&incident))).into_response())
}

/// The words of a topic, as a beginning.
fn proposed(topic: &Topic, lang: Lang) -> Typed {
    let text = |text: &hikeshi_kernel::LocalText| plain(text.get(lang));
    let option = |at: usize| topic.options.get(at);
    let label = |at| option(at).map(|o| text(&o.label)).unwrap_or_default();
    let effect = |at| option(at).map(|o| text(&o.effect)).unwrap_or_default();
    Typed {
        topic: topic.id.clone(),
        question: text(&topic.question),
        label_1: label(0),
        effect_1: effect(0),
        label_2: label(1),
        effect_2: effect(1),
        advice: String::new(),
        due: String::new(),
    }
}

async fn render(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (incident, typed): (&str, Typed),
    errors: Vec<FieldError>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(platform, scope, incident).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Incidents).await?;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    shell.errors = errors;
    let members = members_of_company(&tx, scope.company()).await?;
    let presidents = members.into_iter().filter(|m| m.role == Role::President).map(|m| m.name);
    let topics = content()?.executive.topics.iter();
    let advices =
        [("", "president-advice-none"), ("1", "president-advice-1"), ("2", "president-advice-2")];
    let page = AskPage {
        head: CaseHead::new(scope, &context.words, &incident, Tab::Beside),
        base: base_of(&incident),
        presidents: presidents.collect(),
        topics: topics.map(|t| Choice::new(&t.id, t.title.get(context.lang))).collect(),
        advices: advices.map(|(value, key)| Choice::new(value, context.words.t(key))).to_vec(),
        shell,
        typed,
    };
    Ok((status, Html(page)).into_response())
}
