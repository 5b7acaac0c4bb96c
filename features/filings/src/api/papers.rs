//! The papers of an incident: the list, one of them, making one, writing in an item.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::{get, put},
};
use hikeshi_identity::{Allowed, can};
use hikeshi_incidents::{
    api::{Once, answer},
    case::view_incident,
};
use hikeshi_kernel::{Lang, TextError, clean_text};
use hikeshi_web::{Platform, Problem, RequestContext, Sent, Typed};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    Place3, Place4,
    mistakes::mistakes,
    paper_shapes::{PaperLine, PaperShape, paper_shape},
};
use crate::papers::{
    Edit, Edited, LONGEST_ITEM, LONGEST_RECIPIENT, NewPaper, PAPER_LANGS, duty_of_new, edit_item,
    kinds, make_paper, papers_of, phase_named, usual_recipient,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/api/v1/companies/{company}/incidents/{incident}/filings", get(list).post(make))
        .route("/api/v1/companies/{company}/incidents/{incident}/filings/{paper}", get(show))
        .route(
            "/api/v1/companies/{company}/incidents/{incident}/filings/{paper}/items/{item}",
            put(write_item),
        )
}

/// A new paper.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPaperBody {
    /// Id of a kind.
    kind: String,
    /// `first`, `follow-up` or `final`; the first one of the kind when left out.
    #[serde(default)]
    phase: String,
    /// To whom; the kind's usual recipient when left out.
    #[serde(default)]
    #[schema(max_length = 300)]
    recipient: String,
    /// `ja` or `en`; `ja` when left out.
    #[serde(default)]
    language: String,
    /// Key of the duty that it is for; the most pressing one that it fulfils when left out.
    #[serde(default)]
    duty: String,
    /// The earlier paper that it carries on.
    follows: Option<Uuid>,
}

/// What an item shall say.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PaperItemBody {
    /// The text; null gives the item back to the facts.
    #[schema(max_length = 100_000)]
    text: Option<String>,
    /// `basis` of the item as it was read.
    basis: String,
    /// `revision` of the item as it was read.
    seen: i64,
}

/// The papers of an incident, the latest first. A `checked` one may have been overtaken by facts:
/// the paper itself says so.
#[utoipa::path(get, path = "/api/v1/companies/{company}/incidents/{incident}/filings", tag = "filings",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path)),
    responses((status = 200, body = Vec<PaperLine>), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn list(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewDocuments>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Json<Vec<PaperLine>>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &id).await?;
    let papers = papers_of(&tx, &scope, &incident).await?;
    let lines = papers.iter().map(|row| PaperLine::new(&context.words, row));
    Ok(Json(lines.collect::<Result<_, _>>()?))
}

/// One paper: its items, what is missing, and where it stands.
#[utoipa::path(get, path = "/api/v1/companies/{company}/incidents/{incident}/filings/{paper}", tag = "filings",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path), ("paper" = Uuid, Path)),
    responses((status = 200, body = PaperShape), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewDocuments>,
    Path((_, id, paper)): Place3,
) -> Result<Json<PaperShape>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &id).await?;
    let asked = (&incident, &context.words);
    Ok(Json(paper_shape(&tx, &platform, &scope, asked, &paper).await?))
}

/// Makes a draft from the facts of the incident.
#[utoipa::path(post, path = "/api/v1/companies/{company}/incidents/{incident}/filings", tag = "filings",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header)),
    request_body = NewPaperBody,
    responses((status = 201, body = PaperShape), (status = 401), (status = 403), (status = 404),
        (status = 409), (status = 422)))]
pub(super) async fn make(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::PrepareFilings>,
    headers: HeaderMap,
    Path((_, id)): Path<(String, String)>,
    sent: Sent<NewPaperBody>,
) -> Result<Response, Problem> {
    let once = Once::of(&headers, &scope, (&format!("filings {id}"), &sent.sha256))?;
    let (tx, incident) = view_incident(&platform, &scope, &id).await?;
    drop(tx);
    let (mut new, wanted) = checked(&context, sent.value)?;
    let tx = platform.db.write(scope.fence()).await?;
    if let Some(once) = &once
        && let Some(before) = once.before(&tx).await?
    {
        return Ok(before);
    }
    let kind = kinds()?.get(&new.kind).ok_or_else(Problem::not_found)?;
    new.duty = duty_of_new(&tx, &platform, &scope, &incident, (kind, &wanted)).await?;
    let paper = make_paper(&tx, &platform, &scope, &incident, new).await?.to_string();
    let asked = (&incident, &context.words);
    let shape = paper_shape(&tx, &platform, &scope, asked, &paper).await?;
    let json = serde_json::to_string(&shape)?;
    if let Some(once) = once {
        once.keep(&tx, &platform, (StatusCode::CREATED, &json)).await?;
    }
    tx.commit().await?;
    Ok(answer(StatusCode::CREATED.as_u16(), json))
}

/// The paper that is asked for, without its duty, and the duty that was named.
fn checked(context: &RequestContext, body: NewPaperBody) -> Result<(NewPaper, String), Problem> {
    let words = &context.words;
    let Some(kind) = kinds()?.get(&body.kind) else {
        return Err(Problem::invalid("kind: the id of a kind of paper"));
    };
    let mut typed = Typed::new(words);
    let given = match body.recipient.trim() {
        "" => usual_recipient(kind)?,
        _ => body.recipient,
    };
    let label = words.t("paperwork-recipient");
    let recipient = typed.line("recipient", &label, &given, LONGEST_RECIPIENT);
    let phase = match body.phase.as_str() {
        "" => kind.file.phases.first().copied(),
        name => phase_named(kind, name),
    };
    if phase.is_none() {
        typed.mistake("phase", words.t("paperwork-phase-missing"));
    }
    let lang = match body.language.as_str() {
        "" => Some(Lang::Ja),
        code => PAPER_LANGS.into_iter().find(|lang| lang.code() == code),
    };
    if lang.is_none() {
        typed.mistake("language", PAPER_LANGS.map(Lang::code).join(", "));
    }
    let errors = typed.errors();
    let Some((phase, lang)) = phase.zip(lang).filter(|_| errors.is_empty()) else {
        return Err(mistakes(&errors));
    };
    let new = NewPaper {
        kind: body.kind,
        phase,
        lang,
        recipient,
        duty: String::new(),
        follows: body.follows.map(|id| id.to_string()),
    };
    Ok((new, body.duty))
}

/// Writes one item and answers the paper as it stands then. Writers of different items do not
/// disturb each other.
#[utoipa::path(put, path = "/api/v1/companies/{company}/incidents/{incident}/filings/{paper}/items/{item}",
    tag = "filings",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path), ("paper" = Uuid, Path),
        ("item" = String, Path)),
    request_body = PaperItemBody,
    responses((status = 200, body = PaperShape), (status = 401), (status = 403), (status = 404),
        (status = 409, description = "Somebody wrote meanwhile, facts changed, or it is approved."),
        (status = 422)))]
pub(super) async fn write_item(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::PrepareFilings>,
    Path((_, id, paper, item)): Place4,
    sent: Sent<PaperItemBody>,
) -> Result<Json<PaperShape>, Problem> {
    let words = &context.words;
    let (tx, incident) = view_incident(&platform, &scope, &id).await?;
    drop(tx);
    let body = sent.value;
    let text = match body.text.map(|text| clean_text(&text, LONGEST_ITEM)).transpose() {
        Ok(text) => text,
        Err(TextError::Empty) => Some(String::new()),
        Err(TextError::TooLong { max }) => {
            let text = words.t1("paperwork-too-long", "max", max);
            return Err(Problem::invalid(format!("text: {text}")));
        }
    };
    let edit = Edit { item, text, basis: body.basis, seen: body.seen };
    let tx = platform.db.write(scope.fence()).await?;
    let refused = match edit_item(&tx, &platform, &scope, &incident, (&paper, edit)).await? {
        Edited::Saved => {
            let asked = (&incident, words);
            let shape = paper_shape(&tx, &platform, &scope, asked, &paper).await?;
            tx.commit().await?;
            return Ok(Json(shape));
        }
        Edited::Conflict(_) => "paperwork-moved",
        Edited::Frozen => "paperwork-frozen",
    };
    Err(Problem::conflict(words.t(refused)))
}
