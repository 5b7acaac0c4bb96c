//! Beginning, answering and finishing.

use axum::{
    Router,
    extract::{Path, State},
    response::Response,
    routing::post,
};
use hikeshi_identity::{Allowed, can};
use hikeshi_incidents::api::answer;
use hikeshi_kernel::{clean_line, clean_text, new_uuid};
use hikeshi_posture_engine::{Answer, site_key};
use hikeshi_web::{Platform, Problem, RequestContext, Sent};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{reading::whole, shapes::WholeShape};
use crate::{
    assessment::{MAX_SITES, NewAnswer, Origin, begin, finish, give_answers, hold},
    content::library,
};

/// Characters of a site's name, and of a remark.
const LONGEST_SITE: usize = 60;
const LONGEST_NOTE: usize = 2_000;
/// The most answers of one request.
const MOST_ANSWERS: usize = 5_000;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/api/v1/companies/{company}/assessments", post(start))
        .route("/api/v1/companies/{company}/assessments/{assessment}/answers", post(answer_items))
        .route("/api/v1/companies/{company}/assessments/{assessment}/finish", post(finish_it))
}

/// A new assessment.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewAssessment)]
#[serde(deny_unknown_fields)]
pub(super) struct StartBody {
    /// The questionnaire.
    #[schema(example = "ipa-25")]
    questionnaire: String,
    /// The sites; none for the whole company.
    #[serde(default)]
    sites: Vec<String>,
}

/// Begins an assessment on the questionnaire as it is on board.
#[utoipa::path(post, path = "/api/v1/companies/{company}/assessments", tag = "assessments",
    params(("company" = Uuid, Path)), request_body = StartBody,
    responses((status = 201, body = WholeShape), (status = 401), (status = 403), (status = 404),
        (status = 422, description = "No such questionnaire, or sites that cannot be used.")))]
pub(super) async fn start(
    State(platform): State<Platform>,
    scope: Allowed<can::AnswerPosture>,
    sent: Sent<StartBody>,
) -> Result<Response, Problem> {
    let body = sent.value;
    let found = library()?.catalogue(&body.questionnaire);
    let catalogue =
        found.ok_or_else(|| Problem::invalid("questionnaire: there is none with this id"))?;
    let mut sites: Vec<String> = Vec::new();
    for site in &body.sites {
        let new = |site: &String| sites.iter().all(|known| site_key(known) != site_key(site));
        let clean = clean_line(site, LONGEST_SITE).ok().filter(new);
        sites.push(clean.ok_or_else(|| {
            Problem::invalid("sites: names of at most 60 letters, none of them twice")
        })?);
    }
    if sites.len() > MAX_SITES {
        return Err(Problem::invalid("sites: too many"));
    }
    let (clock, rng) = platform.chance();
    let id = new_uuid(clock, rng);
    let tx = platform.db.write(scope.fence()).await?;
    begin(&tx, &platform, &scope, (id, catalogue, &sites)).await?;
    tx.commit().await?;
    let tx = platform.db.read(scope.fence()).await?;
    Ok(answer(201, whole(&tx, &scope, &id.to_string()).await?))
}

/// Answers to be given.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewAnswers)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswersBody {
    /// `revision` of the assessment as it was read.
    seen: i64,
    /// The answers; items that are not named stay as they are.
    answers: Vec<AnswerBody>,
}

/// One answer.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewAnswer)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerBody {
    /// The site; empty for the whole company.
    #[serde(default)]
    site: String,
    /// The item's id.
    item: String,
    /// `yes`, `partly`, `no`, `unknown`, `unanswered`, `na`, or a level from `1`.
    #[schema(value_type = String)]
    answer: Answer,
    /// A remark; for `na` the reason, which must not be empty.
    #[serde(default)]
    note: String,
}

/// Gives answers, all of them or none.
#[utoipa::path(post, path = "/api/v1/companies/{company}/assessments/{assessment}/answers", tag = "assessments",
    params(("company" = Uuid, Path), ("assessment" = Uuid, Path)), request_body = AnswersBody,
    responses((status = 200, body = WholeShape), (status = 401), (status = 403), (status = 404),
        (status = 409, description = "It was changed meanwhile, or is finished."),
        (status = 422, description = "`detail` names the answer that cannot be used.")))]
pub(super) async fn answer_items(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AnswerPosture>,
    Path((_, id)): Path<(String, String)>,
    sent: Sent<AnswersBody>,
) -> Result<Response, Problem> {
    let body = sent.value;
    let tx = platform.db.write(scope.fence()).await?;
    let found = hold(&tx, &scope, &id).await?;
    if !found.is_draft() || found.row.revision != body.seen {
        return Err(Problem::conflict(context.words.t("posture-changed-meanwhile")));
    }
    if body.answers.len() > MOST_ANSWERS {
        return Err(Problem::invalid("answers: too many"));
    }
    let mut new: Vec<NewAnswer> = Vec::new();
    for one in body.answers {
        let place = format!("{} {}", one.site, one.item);
        let wrong = |what: &str| Problem::invalid(format!("{}: {what}", place.trim()));
        if !found.sites.contains(&one.site) {
            return Err(wrong("there is no such site"));
        }
        let item = found.catalogue.item(&one.item).ok_or_else(|| wrong("there is no such item"))?;
        if !found.catalogue.scoring.accepts(one.answer) {
            return Err(wrong("this questionnaire has no such answer"));
        }
        let note = match one.note.trim() {
            "" => String::new(),
            note => clean_text(note, LONGEST_NOTE).map_err(|_| wrong("the note is too long"))?,
        };
        if one.answer == Answer::Na && note.is_empty() {
            return Err(wrong("say in the note why it does not apply"));
        }
        if new.iter().any(|known| known.site == one.site && known.item == item.id) {
            return Err(wrong("stands twice"));
        }
        let (site, item, answer) = (one.site, item.id.clone(), one.answer);
        new.push(NewAnswer { site, item, answer, note, basis: String::new() });
    }
    give_answers(&tx, &platform, &scope, &found, (Origin::Program, &new)).await?;
    let json = whole(&tx, &scope, &id).await?;
    tx.commit().await?;
    Ok(answer(200, json))
}

/// What finishing needs.
#[derive(Deserialize, ToSchema)]
#[schema(as = FinishAssessment)]
#[serde(deny_unknown_fields)]
pub(super) struct FinishBody {
    /// `revision` of the assessment as it was read.
    seen: i64,
}

/// Freezes the assessment with its score and report.
#[utoipa::path(post, path = "/api/v1/companies/{company}/assessments/{assessment}/finish", tag = "assessments",
    params(("company" = Uuid, Path), ("assessment" = Uuid, Path)), request_body = FinishBody,
    responses((status = 200, body = WholeShape), (status = 401), (status = 403), (status = 404),
        (status = 409, description = "It was changed meanwhile, or is finished.")))]
pub(super) async fn finish_it(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::FinishPosture>,
    Path((_, id)): Path<(String, String)>,
    sent: Sent<FinishBody>,
) -> Result<Response, Problem> {
    if !finish(&platform, &scope, &context.words, (&id, sent.value.seen)).await? {
        return Err(Problem::conflict(context.words.t("posture-changed-meanwhile")));
    }
    let tx = platform.db.read(scope.fence()).await?;
    Ok(answer(200, whole(&tx, &scope, &id).await?))
}
