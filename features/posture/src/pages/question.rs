//! One question: why it matters, how to find out, what to do if not; the answer with its history,
//! evidence and comments.

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::{from_millis, japan};
use hikeshi_posture_engine::Answer;
use hikeshi_ui::{Choice, FieldError, Flash, NavItem, Shell, Tone};
use hikeshi_web::{
    Html, Platform, Posted, Problem, RequestContext, Typed, fresh_form, percent, row_of_form,
};
use serde::Deserialize;

use super::{
    Place3,
    shown::{choices, href, is_to_check, item_href, plain_text, site_tabs, text},
};
use crate::{
    assessment::{
        Assessment, NewAnswer, Origin, asked_of, assignees_of, comment, comments_of, evidence_of,
        find, give_answers, history_of, hold, next_waiting, offered, official_texts,
    },
    said::answer_word,
};

/// Characters of a remark and of a comment.
const LONGEST_NOTE: usize = 2_000;
/// Days after which evidence is to be looked at again.
const A_YEAR: i32 = 365;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/assessments/{assessment}/items/{item}", get(show).post(answer))
        .route("/c/{company}/assessments/{assessment}/items/{item}/comments", post(say))
}

#[derive(Template)]
#[template(path = "pages/question.html")]
struct QuestionPage {
    shell: Shell,
    base: String,
    here: String,
    name: String,
    title: String,
    question: String,
    why: String,
    check: String,
    fix: String,
    official: String,
    place: String,
    to_check: bool,
    at: usize,
    of: usize,
    site: usize,
    tabs: Vec<NavItem>,
    asked: String,
    choices: Vec<Choice>,
    chosen: String,
    note: String,
    seen: i64,
    hints: Vec<String>,
    history: Vec<String>,
    evidence: Vec<ShownEvidence>,
    comments: Vec<(String, String)>,
    form_id: String,
    today: String,
    may_answer: bool,
    previous: Option<String>,
    next: Option<String>,
    /// What somebody else answered meanwhile.
    conflict: String,
}

/// A piece of evidence.
struct ShownEvidence {
    id: String,
    title: String,
    kind: String,
    /// Where it can be fetched; empty for a record.
    href: String,
    about: String,
    withdrawn: bool,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    site: usize,
    done: String,
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct AnswerForm {
    answer: String,
    note: String,
    seen: i64,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPosture>,
    Path((_, id, item)): Place3,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let done = match asked.done.as_str() {
        "kept" => Some("posture-evidence-kept"),
        "withdrawn" => Some("posture-evidence-withdrawn"),
        "said" => Some("posture-comment-kept"),
        "refused" => Some("posture-evidence-refused"),
        "nothing" => Some("posture-evidence-nothing"),
        _ => None,
    };
    let mut page = page(&platform, &context, &scope, (&id, &item, asked.site)).await?;
    let tone = if matches!(asked.done.as_str(), "refused" | "nothing") {
        Tone::Caution
    } else {
        Tone::Done
    };
    page.shell.flash = done.map(|key| Flash { kind: tone, text: page.shell.t(key) });
    Ok(Html(page).into_response())
}

async fn answer(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AnswerPosture>,
    Path((_, id, item)): Place3,
    Query(asked): Query<Asked>,
    Posted(form): Posted<AnswerForm>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let assessment = hold(&tx, &scope, &id).await?;
    let known = assessment.catalogue.item(&item).ok_or_else(Problem::not_found)?;
    let site = asked.site.min(assessment.sites.len().saturating_sub(1));
    let base = href(&scope, &assessment);
    if !assessment.is_draft() {
        return Ok(Redirect::to(&base).into_response());
    }
    let history = history_of(&tx, &assessment, (assessment.site(site), &known.id)).await?;
    let now = history.first().map_or(0, |row| row.revision);
    let given: Option<Answer> = form.answer.parse().ok();
    let given = given.filter(|one| assessment.catalogue.scoring.accepts(*one));
    let mut typed = Typed::new(&context.words);
    let label = context.words.t("posture-note");
    let note = typed.optional_text("note", &label, &form.note, LONGEST_NOTE);
    if given.is_none() {
        typed.mistake("answer", context.words.t("posture-answer-choose"));
    }
    if given == Some(Answer::Na) && note.is_empty() {
        typed.mistake("note", context.words.t("posture-na-why"));
    }
    let errors = typed.errors();
    let conflict = history.first().filter(|_| form.seen != now).map(|row| {
        let answer = row.answer.parse().unwrap_or_default();
        let word = answer_word(&context.words, &assessment.catalogue, answer);
        context.words.ta("posture-conflict", &[("by", &row.by_name), ("answer", &word)])
    });
    if !errors.is_empty() || conflict.is_some() {
        drop(tx);
        let place = (id.as_str(), item.as_str(), site);
        return again(&platform, &context, &scope, place, (form, errors, conflict)).await;
    }
    let new = NewAnswer {
        site: assessment.site(site).to_owned(),
        item: known.id.clone(),
        answer: given.unwrap_or_default(),
        note,
        basis: String::new(),
    };
    give_answers(&tx, &platform, &scope, &assessment, (Origin::Typed, &[new])).await?;
    let next = after(&tx, &scope, &assessment, (&item, site)).await?;
    tx.commit().await?;
    let next = next.map(|(next, site)| item_href(&base, &next, site));
    let after = next.unwrap_or_else(|| format!("{base}?site={site}&done=all"));
    Ok(Redirect::to(&after).into_response())
}

/// Where to go on: whoever was asked to answer some questions comes to the next of these, everybody
/// else to the question after this one.
async fn after(
    tx: &Tx,
    scope: &CompanyScope,
    assessment: &Assessment,
    (item, site): (&str, usize),
) -> Result<Option<(String, usize)>, Problem> {
    let mine = asked_of(&assignees_of(tx, assessment).await?, scope.account());
    if mine.contains(&(assessment.site(site).to_owned(), item.to_owned())) {
        let next = next_waiting(assessment, &assessment.answers(tx).await?, &mine);
        let own = |(item, site): &(String, usize)| {
            mine.contains(&(assessment.site(*site).to_owned(), item.clone()))
        };
        return Ok(next.filter(own));
    }
    Ok(beside(assessment, item, 1).map(|next| (next, site)))
}

/// The form again, with what was typed.
async fn again(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    place: (&str, &str, usize),
    (form, errors, conflict): (AnswerForm, Vec<FieldError>, Option<String>),
) -> Result<Response, Problem> {
    let mut page = page(platform, context, scope, place).await?;
    page.chosen = form.answer;
    page.note = form.note;
    page.shell.errors = errors;
    let status = match &conflict {
        Some(_) => StatusCode::CONFLICT,
        None => StatusCode::UNPROCESSABLE_ENTITY,
    };
    page.conflict = conflict.unwrap_or_default();
    Ok(Html(page).with_status(status))
}

/// The id of the question before (-1) or after (1).
fn beside(assessment: &Assessment, item: &str, step: isize) -> Option<String> {
    let ids: Vec<&str> = assessment.catalogue.items().map(|item| item.id.as_str()).collect();
    let at = ids.iter().position(|id| *id == item)?;
    ids.get(at.checked_add_signed(step)?).map(|id| (*id).to_owned())
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (id, item, site): (&str, &str, usize),
) -> Result<QuestionPage, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let assessment = find(&tx, scope, id).await?;
    let known = assessment.catalogue.item(item).ok_or_else(Problem::not_found)?;
    let shell = company_shell(&tx, scope, context, Place::Posture).await?;
    let catalogue = &assessment.catalogue;
    let site = site.min(assessment.sites.len().saturating_sub(1));
    let name = assessment.site(site).to_owned();
    let key = (name.as_str(), known.id.as_str());
    let history = history_of(&tx, &assessment, key).await?;
    let base = href(scope, &assessment);
    let here = format!("{base}/items/{}", percent(&known.id));
    let assigned = assignees_of(&tx, &assessment).await?;
    let asked = assigned.get(&(name.clone(), known.id.clone()));
    let time = |at: i64| shell.words.date_time(from_millis(at));
    let word = |text: &str| answer_word(&shell.words, catalogue, text.parse().unwrap_or_default());
    let may_answer = assessment.is_draft() && scope.may::<can::AnswerPosture>();
    let mut hints = Vec::new();
    if may_answer {
        for one in offered(&tx, scope, &assessment).await? {
            let p = &one.proposal;
            if p.item == known.id && p.site == name {
                hints.push(super::proposals::sentence(&shell, &one)?);
            }
        }
    }
    let now = platform.clock.now();
    let pieces = evidence_of(&tx, &assessment).await?;
    let pieces = pieces.into_iter().filter(|row| row.site == name && row.item == known.id);
    let evidence = pieces.map(|row| ShownEvidence {
        id: row.id.to_string(),
        kind: shell.t(&format!("posture-evidence-{}", row.kind)),
        href: match row.kind.as_str() {
            "file" => format!("{base}/evidence/{}", row.id),
            "link" => row.link.clone(),
            _ => String::new(),
        },
        about: about(&shell, &row, now),
        withdrawn: row.withdrawn_at.is_some(),
        title: row.title,
    });
    let evidence = evidence.collect();
    let comments = comments_of(&tx, &assessment, key).await?;
    let all: Vec<&str> = catalogue.items().map(|item| item.id.as_str()).collect();
    let at = all.iter().position(|id| *id == known.id).unwrap_or(0) + 1;
    let official = official_texts(&tx, scope, &catalogue.id).await?;
    let latest = history.first();
    Ok(QuestionPage {
        name: plain_text(&shell, &known.title),
        title: text(&shell, &known.title),
        question: text(&shell, &known.question),
        why: text(&shell, &known.why),
        check: text(&shell, &known.check),
        fix: text(&shell, &known.fix),
        official: official.get(&known.id).map(|row| row.words.clone()).unwrap_or_default(),
        place: known.place.clone(),
        to_check: is_to_check(known.confidence),
        at,
        of: all.len(),
        site,
        tabs: site_tabs(&assessment, &here, site),
        asked: asked.map(|row| shell.t1("posture-asked", "name", &row.name)).unwrap_or_default(),
        choices: choices(&shell, catalogue, false),
        chosen: latest.map(|row| row.answer.clone()).unwrap_or_default(),
        note: latest.map(|row| row.note.clone()).unwrap_or_default(),
        seen: latest.map_or(0, |row| row.revision),
        hints,
        history: history
            .iter()
            .map(|row| {
                let said = shell.words.ta(
                    "posture-history-line",
                    &[("at", &time(row.at)), ("by", &row.by_name), ("answer", &word(&row.answer))],
                );
                let how = shell.t(&format!("posture-origin-{}", row.origin));
                [said, how, row.basis.clone(), row.note.clone()]
                    .join("\u{3000}")
                    .trim_end()
                    .to_owned()
            })
            .collect(),
        evidence,
        comments: comments
            .into_iter()
            .map(|row| (row.words, format!("{}\u{3000}{}", row.by_name, time(row.at))))
            .collect(),
        form_id: fresh_form(platform),
        today: now.to_zoned(japan()).date().to_string(),
        may_answer,
        previous: beside(&assessment, &known.id, -1).map(|id| item_href(&base, &id, site)),
        next: beside(&assessment, &known.id, 1).map(|id| item_href(&base, &id, site)),
        conflict: String::new(),
        here,
        base,
        shell,
    })
}

/// From when it is, how old that makes it, who added it.
fn about(
    shell: &Shell,
    row: &crate::model::assessment_evidence::Model,
    now: jiff::Timestamp,
) -> String {
    let mut parts = Vec::new();
    if row.kind == "record" && !row.link.is_empty() {
        parts.push(row.link.clone());
    }
    if let Ok(day) = row.as_of.parse::<jiff::civil::Date>() {
        let today = now.to_zoned(japan()).date();
        let days = today.since(day).map_or(0, |span| span.get_days());
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("day", &shell.words.date(day)), ("days", &days)];
        parts.push(shell.words.ta("posture-evidence-age", &values));
        if row.withdrawn_at.is_none() && days > A_YEAR {
            parts.push(shell.t("posture-evidence-old"));
        }
    }
    parts.push(shell.t1("posture-by", "name", &row.by_name));
    if let Some(by) = &row.withdrawn_by {
        parts.push(shell.t1("posture-evidence-taken-back", "name", by));
    }
    parts.join("\u{3000}")
}

/// What the form of a comment sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct CommentForm {
    words: String,
    form_id: String,
}

async fn say(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AnswerPosture>,
    Path((_, id, item)): Place3,
    Query(asked): Query<Asked>,
    Posted(form): Posted<CommentForm>,
) -> Result<Response, Problem> {
    let mut typed = Typed::new(&context.words);
    let label = context.words.t("posture-comment");
    let words = typed.optional_text("words", &label, &form.words, LONGEST_NOTE);
    if words.is_empty() {
        typed.mistake("words", context.words.t("posture-comment-empty"));
    }
    let errors = typed.errors();
    if !errors.is_empty() {
        let place = (id.as_str(), item.as_str(), asked.site);
        let mut page = page(&platform, &context, &scope, place).await?;
        page.shell.errors = errors;
        return Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let tx = platform.db.write(scope.fence()).await?;
    let assessment = find(&tx, &scope, &id).await?;
    let known = assessment.catalogue.item(&item).ok_or_else(Problem::not_found)?;
    let site = assessment.site(asked.site);
    let row = row_of_form(&platform, assessment.row.id, &form.form_id, &[site, &known.id, &words]);
    comment(&tx, &platform, &scope, &assessment, (row, site, &known.id, &words)).await?;
    tx.commit().await?;
    let back = item_href(&href(&scope, &assessment), &known.id, asked.site);
    Ok(Redirect::to(&format!("{back}&done=said")).into_response())
}
