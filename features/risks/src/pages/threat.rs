//! Judging one threat: how often, and how weak we are. What the last assessment suggests stands beside
//! it; nothing counts before a person confirms it.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use axum_extra::extract::Query;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::from_millis;
use hikeshi_risk::Threat;
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, Typed};
use serde::Deserialize;

use super::{
    Done, Place2,
    edit::{level_of, scale_steps},
};
use crate::{
    answers::answers_on,
    content::risk_model,
    field::Field,
    shown::{flash, step},
    threats::{Judged, judge, judgement, next_open, open, states},
};

/// Letters of a note.
const NOTE: usize = 400;

#[derive(Template)]
#[template(path = "pages/threat.html")]
struct ThreatPage {
    shell: Shell,
    home: String,
    threat: &'static Threat,
    form: ThreatForm,
    likelihood: Vec<Choice>,
    weakness: Vec<Choice>,
    proposal: Option<ProposalShown>,
    /// Subjects of the controls that stand against it.
    controls: Vec<String>,
    confirmed: Option<(String, String)>,
    conflict: bool,
    /// How many other threats nobody judged wholly.
    others_open: usize,
    may_edit: bool,
    to_check: bool,
}

struct ProposalShown {
    weakness: String,
    when: String,
    unclear: usize,
    /// Item, subject, answer.
    because: Vec<(String, String, String)>,
}

/// What the form posts.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct ThreatForm {
    #[serde(default)]
    seen: i64,
    #[serde(default, rename = "own-threat")]
    likelihood: String,
    #[serde(default, rename = "own-weakness")]
    weakness: String,
    #[serde(default)]
    note: String,
    /// `next`: the next threat that is open follows.
    #[serde(default)]
    act: String,
}

/// What a page is made for: the threat, what was typed, its mistakes, what has just been done.
type Shown = (&'static Threat, Option<ThreatForm>, Vec<FieldError>, String);

/// Shows it.
pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewRisks>,
    Path((_, id)): Place2,
    Query(asked): Query<Done>,
) -> Result<Response, Problem> {
    let threat = risk_model()?.threat(&id).ok_or_else(Problem::not_found)?;
    page(&platform, &context, &scope, (threat, None, Vec::new(), asked.done)).await
}

/// Confirms a judgement; then the next threat that is open follows, or the list.
pub(super) async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditRisks>,
    Path((_, id)): Place2,
    Posted(form): Posted<ThreatForm>,
) -> Result<Response, Problem> {
    let model = risk_model()?;
    let threat = model.threat(&id).ok_or_else(Problem::not_found)?;
    let words = &context.words;
    let mut typed = Typed::new(words);
    let likelihood = level_of(&mut typed, words, Field::OwnThreat, &form.likelihood);
    let weakness = level_of(&mut typed, words, Field::OwnWeakness, &form.weakness);
    let note = typed.optional_text("note", &words.t("risks-note"), &form.note, NOTE);
    let errors = typed.errors();
    if !errors.is_empty() {
        return page(&platform, &context, &scope, (threat, Some(form), errors, String::new()))
            .await;
    }
    let tx = platform.db.write(scope.fence()).await?;
    let answers = answers_on(&tx, &scope).await?;
    let because = model.propose(threat, &answers.answers).map(|one| {
        let because = one.because.iter().map(|(control, answer)| {
            (control.questionnaire.clone(), control.item.clone(), *answer)
        });
        because.collect::<Vec<_>>()
    });
    let because = because.map(|because| serde_json::to_string(&because)).transpose()?;
    let because = because.unwrap_or_default();
    let judged = Judged { likelihood, weakness, because, note };
    if !judge(&tx, &platform, &scope, (threat, form.seen, &judged)).await? {
        drop(tx);
        return page(&platform, &context, &scope, (threat, Some(form), Vec::new(), String::new()))
            .await;
    }
    let next = next_open(model, &states(&tx, &scope).await?, &threat.id);
    let next = next.filter(|_| form.act == "next");
    tx.commit().await?;
    let next = next.map(|next| format!("/{}", next.id)).unwrap_or_default();
    let to = format!("/c/{}/risks/threats{next}?done=judged", scope.company());
    Ok(Redirect::to(&to).into_response())
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (threat, typed, errors, done): Shown,
) -> Result<Response, Problem> {
    let model = risk_model()?;
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Risks).await?;
    let row = judgement(&tx, scope, threat).await?;
    let answers = answers_on(&tx, scope).await?;
    let states = states(&tx, scope).await?;
    drop(tx);
    shell.flash = flash(&shell.words, &done);
    let others_open = open(model, &states).filter(|one| one.id != threat.id).count();
    let revision = row.as_ref().map_or(0, |row| row.revision);
    let conflict = typed.as_ref().is_some_and(|form| form.seen != revision);
    let status = match (conflict, errors.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::OK,
    };
    shell.errors = errors;
    let words = &shell.words;
    let level = |level: Option<i64>| level.map(|one| one.to_string()).unwrap_or_default();
    let stored = row.as_ref().map(|row| ThreatForm {
        seen: revision,
        likelihood: level(row.likelihood),
        weakness: level(row.weakness),
        note: row.note.clone(),
        act: String::new(),
    });
    let form = typed.or(stored).unwrap_or_default();
    let scale = model.scale("weakness");
    let proposal = model.propose(threat, &answers.answers).map(|one| ProposalShown {
        weakness: scale.map(|scale| step(words, scale, one.weakness)).unwrap_or_default(),
        when: answers.at.map(|at| words.date_time(from_millis(at))).unwrap_or_default(),
        unclear: one.unclear(),
        because: one
            .because
            .iter()
            .map(|(control, answer)| {
                let answer = words.t(&format!("risks-answer-{}", answer.name()));
                (control.item.clone(), control.title.get(context.lang).to_owned(), answer)
            })
            .collect(),
    });
    let controls = model.controls_against(threat).map(|one| one.title.get(context.lang).to_owned());
    Ok(Html(ThreatPage {
        home: format!("/c/{}/risks", scope.company()),
        likelihood: scale_steps(words, model, "threat"),
        weakness: scale_steps(words, model, "weakness"),
        controls: controls.collect(),
        confirmed: row
            .map(|row| (row.confirmed_by, words.date_time(from_millis(row.confirmed_at)))),
        may_edit: scope.may::<can::EditRisks>(),
        to_check: model.is_to_check(),
        form: ThreatForm { seen: revision, ..form },
        proposal,
        conflict,
        others_open,
        threat,
        shell,
    })
    .with_status(status))
}
