//! Answer once, fill all: what other assessments suggest, to be accepted one by one.

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
use hikeshi_kernel::from_millis;
use hikeshi_posture_engine::Relation;
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{
    Place2,
    shown::{href, plain_text, text},
};
use crate::{
    assessment::{Offered, accept, find, hold, offered},
    content::library,
    said::answer_word,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/assessments/{assessment}/proposals", get(show).post(take))
}

#[derive(Template)]
#[template(path = "pages/proposals.html")]
struct ProposalsPage {
    shell: Shell,
    base: String,
    /// Why nothing was taken; else empty.
    refused: String,
    rows: Vec<Row>,
    hints: Vec<Hint>,
}

/// A proposal that can be accepted.
struct Row {
    key: String,
    question: String,
    site: String,
    answer: String,
    /// Whether it was chosen.
    taken: bool,
    why: String,
}

/// An answer given elsewhere that suggests none here.
struct Hint {
    question: String,
    site: String,
    why: String,
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct TakeForm {
    take: Vec<String>,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AnswerPosture>,
    Path((_, id)): Place2,
) -> Result<Html<ProposalsPage>, Problem> {
    Ok(Html(page(&platform, &context, &scope, &id).await?))
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    id: &str,
) -> Result<ProposalsPage, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let assessment = find(&tx, scope, id).await?;
    let shell = company_shell(&tx, scope, context, Place::Posture).await?;
    let catalogue = &assessment.catalogue;
    let (mut rows, mut hints) = (Vec::new(), Vec::new());
    let all = if assessment.is_draft() { offered(&tx, scope, &assessment).await? } else { vec![] };
    for one in &all {
        let p = &one.proposal;
        let Some(item) = catalogue.item(&p.item) else { continue };
        let question = format!("{}\u{3000}{}", item.id, text(&shell, &item.question));
        let (site, why) = (p.site.clone(), sentence(&shell, one)?);
        match p.answer {
            Some(answer) => rows.push(Row {
                key: one.key(),
                answer: answer_word(&shell.words, catalogue, answer),
                taken: false,
                question,
                site,
                why,
            }),
            None => hints.push(Hint { question, site, why }),
        }
    }
    let base = href(scope, &assessment);
    Ok(ProposalsPage { base, refused: String::new(), rows, hints, shell })
}

async fn take(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AnswerPosture>,
    Path((_, id)): Place2,
    Posted(form): Posted<TakeForm>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let assessment = hold(&tx, &scope, &id).await?;
    let base = href(&scope, &assessment);
    if !assessment.is_draft() {
        return Ok(Redirect::to(&base).into_response());
    }
    match accept(&tx, &platform, &scope, &assessment, &form.take).await? {
        Ok(count) => {
            tx.commit().await?;
            Ok(Redirect::to(&format!("{base}?done=saved&count={count}")).into_response())
        }
        Err(item) => {
            drop(tx);
            let mut page = page(&platform, &context, &scope, &id).await?;
            page.refused = context.words.t1("posture-proposals-differ", "item", item);
            for row in &mut page.rows {
                row.taken = form.take.contains(&row.key);
            }
            Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// Where a proposal comes from: catalogue, item, its answer, the relation, and the day.
pub(super) fn sentence(shell: &Shell, one: &Offered) -> Result<String, Problem> {
    let p = &one.proposal;
    let found = library()?.catalogue(&p.from.catalogue);
    let catalogue = found.map_or_else(|| p.from.catalogue.clone(), |c| plain_text(shell, &c.title));
    let given =
        found.map_or_else(|| p.given.to_string(), |c| answer_word(&shell.words, c, p.given));
    let relation = shell.t(match p.relation {
        Relation::Equal => "posture-relation-equal",
        Relation::Subset => "posture-relation-subset",
        Relation::Partial => "posture-relation-partial",
    });
    let at = shell.words.date_time(from_millis(one.at));
    Ok(shell.words.ta(
        "posture-proposal-from",
        &[
            ("catalogue", &catalogue),
            ("item", &p.from.item),
            ("answer", &given),
            ("relation", &relation),
            ("at", &at),
        ],
    ))
}
