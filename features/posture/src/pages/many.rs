//! The questions of a part as a list, answered with one button.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_posture_engine::Answer;
use hikeshi_ui::{Choice, FieldError, NavItem, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, percent};
use serde::Deserialize;

use super::{
    Place3,
    shown::{choices, href, item_href, plain_text, site_tabs, text},
};
use crate::assessment::{NewAnswer, Origin, current_answers, find, give_answers, hold};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/assessments/{assessment}/parts/{part}", get(show).post(save))
}

#[derive(Template)]
#[template(path = "pages/many.html")]
struct ManyPage {
    shell: Shell,
    base: String,
    here: String,
    name: String,
    title: String,
    site: usize,
    tabs: Vec<NavItem>,
    rows: Vec<Row>,
}

/// A question with what is chosen.
struct Row {
    id: String,
    label: String,
    href: String,
    chosen: String,
    /// Without "does not apply", which needs a reason; unless that is the answer already.
    choices: Vec<Choice>,
    /// Revision of the answer that the person saw.
    seen: i64,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    site: usize,
}

/// Answers by item, and the revisions that the person saw.
type Fields = BTreeMap<String, String>;

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AnswerPosture>,
    Path((_, id, part)): Place3,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let page = page(&platform, &context, &scope, (&id, &part, asked.site)).await?;
    Ok(Html(page).into_response())
}

async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AnswerPosture>,
    Path((_, id, part)): Place3,
    Query(asked): Query<Asked>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let assessment = hold(&tx, &scope, &id).await?;
    let found = assessment.catalogue.parts.iter().find(|one| one.id == part);
    let found = found.ok_or_else(Problem::not_found)?;
    let site = assessment.site(asked.site).to_owned();
    let current = current_answers(&tx, &assessment).await?;
    let (mut new, mut errors) = (Vec::new(), Vec::new());
    for item in &found.items {
        let field = format!("a-{}", item.id);
        let Some(answer) = fields.get(&field).and_then(|text| text.parse::<Answer>().ok()) else {
            continue;
        };
        let before = current.get(&(site.clone(), item.id.clone()));
        let seen = fields.get(&format!("s-{}", item.id)).and_then(|text| text.parse().ok());
        let now = before.map_or(0, |row| row.revision);
        let same =
            before.map_or(answer == Answer::Unanswered, |row| row.answer == answer.to_string());
        if same || !assessment.catalogue.scoring.accepts(answer) {
            continue;
        }
        let note = before.map(|row| row.note.clone()).unwrap_or_default();
        if seen != Some(now) {
            let text = context.words.t1("posture-row-conflict", "item", &item.id);
            errors.push(FieldError::new(field, text));
        } else if answer == Answer::Na && note.is_empty() {
            let text = context.words.t1("posture-row-na", "item", &item.id);
            errors.push(FieldError::new(field, text));
        } else {
            let (item, basis) = (item.id.clone(), String::new());
            new.push(NewAnswer { site: site.clone(), item, answer, note, basis });
        }
    }
    if !errors.is_empty() || !assessment.is_draft() {
        drop(tx);
        let mut page = page(&platform, &context, &scope, (&id, &part, asked.site)).await?;
        for row in &mut page.rows {
            if let Some(typed) = fields.get(&format!("a-{}", row.id)) {
                row.chosen.clone_from(typed);
            }
        }
        page.shell.errors = errors;
        return Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let count = give_answers(&tx, &platform, &scope, &assessment, (Origin::Typed, &new)).await?;
    tx.commit().await?;
    let base = href(&scope, &assessment);
    let after = format!("{base}?site={}&done=saved&count={count}", asked.site);
    Ok(Redirect::to(&after).into_response())
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (id, part, site): (&str, &str, usize),
) -> Result<ManyPage, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let assessment = find(&tx, scope, id).await?;
    let found = assessment.catalogue.parts.iter().find(|one| one.id == part);
    let found = found.ok_or_else(Problem::not_found)?;
    let shell = company_shell(&tx, scope, context, Place::Posture).await?;
    let site = site.min(assessment.sites.len().saturating_sub(1));
    let current = current_answers(&tx, &assessment).await?;
    let base = href(scope, &assessment);
    let row = |item: &hikeshi_posture_engine::Item| {
        let before = current.get(&(assessment.site(site).to_owned(), item.id.clone()));
        let na = Answer::Na.to_string();
        let is_na = before.is_some_and(|row| row.answer == na);
        let mut choices = choices(&shell, &assessment.catalogue, true);
        choices.retain(|choice| is_na || choice.value != na);
        Row {
            label: format!("{}\u{3000}{}", item.id, plain_text(&shell, &item.question)),
            href: item_href(&base, &item.id, site),
            chosen: before.map_or_else(|| "unanswered".to_owned(), |row| row.answer.clone()),
            seen: before.map_or(0, |row| row.revision),
            choices,
            id: item.id.clone(),
        }
    };
    let here = format!("{base}/parts/{}", percent(&found.id));
    Ok(ManyPage {
        name: plain_text(&shell, &found.title),
        title: text(&shell, &found.title),
        site,
        tabs: site_tabs(&assessment, &here, site),
        rows: found.items.iter().map(row).collect(),
        here,
        base,
        shell,
    })
}
