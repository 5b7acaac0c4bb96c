//! The chain of custody: reading it, adding to it, handing over, confirming.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::{get, post},
};
use hikeshi_db::Tx;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::{Moment, new_uuid};
use hikeshi_web::{Platform, Problem, Sent};
use jiff::SignedDuration;
use uuid::Uuid;

use super::{
    Once, answer,
    custody_shapes::{
        AnswerBody, CustodyBody, CustodyShape, ExhibitShape, HandOverBody, PartyShape, line, lines,
    },
    shapes::{sent_moment, time},
};
use crate::{
    case::{incident_of, view_incident},
    evidence::{
        Answered, CustodyKind, Disposal, EvidenceId, HandedOver, NewAnswer, NewCustodyEvent,
        NewHandOver, Party, SealState, Way, add_custody_event, answer_hand_over, asked_party,
        chain_of, checked_of, custody_of, find_exhibit, find_hand_over, hand_over, hold_disposal,
        in_order, keepers, photos_of, sameness,
    },
    model::{evidence, incident},
};

pub(crate) fn routes() -> Router<Platform> {
    Router::new()
        .route("/api/v1/companies/{company}/incidents/{incident}/evidence/{exhibit}", get(show))
        .route(
            "/api/v1/companies/{company}/incidents/{incident}/evidence/{exhibit}/custody",
            post(add),
        )
        .route(
            "/api/v1/companies/{company}/incidents/{incident}/evidence/{exhibit}/hand-over",
            post(give),
        )
        .route(
            "/api/v1/companies/{company}/incidents/{incident}/evidence/{exhibit}/hand-over/{event}",
            post(say),
        )
}

type Here = Path<(String, String, String)>;

/// A program's clock may be this much ahead of ours.
const MOST_AHEAD: SignedDuration = SignedDuration::from_mins(10);
/// Most seconds that a device's clock can be off: a hundred years.
const MOST_OFFSET: i64 = 3_162_240_000;

/// An exhibit with who holds it and its chain of custody.
#[utoipa::path(get, path = "/api/v1/companies/{company}/incidents/{incident}/evidence/{exhibit}", tag = "evidence",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path), ("exhibit" = Uuid, Path)),
    responses((status = 200, body = ExhibitShape), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn show(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewEvidence>,
    Path((_, incident, exhibit)): Here,
) -> Result<Json<ExhibitShape>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let exhibit = exhibit_of(&tx, &incident, &exhibit).await?;
    Ok(Json(shape_of(&tx, &incident, exhibit).await?))
}

/// Writes down what happened to an exhibit. With an `Idempotency-Key`, the same request sent twice
/// writes it once.
#[utoipa::path(post, path = "/api/v1/companies/{company}/incidents/{incident}/evidence/{exhibit}/custody", tag = "evidence",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path), ("exhibit" = Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header)),
    request_body = CustodyBody,
    responses((status = 201, body = ExhibitShape), (status = 401), (status = 403), (status = 404),
        (status = 409, description = "The exhibit is destroyed, or the key was used before."), (status = 422)))]
pub(crate) async fn add(
    State(platform): State<Platform>,
    scope: Allowed<can::AddEvidence>,
    headers: HeaderMap,
    Path((_, incident, exhibit)): Here,
    sent: Sent<CustodyBody>,
) -> Result<Response, Problem> {
    let path = format!("custody {incident} {exhibit}");
    let once = Once::of(&headers, &scope, (&path, &sent.sha256))?;
    let event = event_of_body(&platform, &scope, sent.value)?;
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &incident).await?;
    let exhibit = exhibit_of(&tx, &incident, &exhibit).await?;
    if let Some(before) = before(once.as_ref(), &tx).await? {
        return Ok(before);
    }
    if hold_disposal(&tx, &exhibit).await? == Disposal::Disposed {
        return Err(Problem::conflict("the exhibit is destroyed"));
    }
    add_custody_event(&tx, &platform, &scope, &exhibit, event).await?;
    finish(tx, &platform, (&incident, exhibit), once).await
}

/// Hands an exhibit over: the other side has to confirm. Who hands over what they do not hold is
/// marked in the chain, not refused.
#[utoipa::path(post, path = "/api/v1/companies/{company}/incidents/{incident}/evidence/{exhibit}/hand-over", tag = "evidence",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path), ("exhibit" = Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header)),
    request_body = HandOverBody,
    responses((status = 201, body = ExhibitShape), (status = 401), (status = 403), (status = 404),
        (status = 409, description = "The exhibit is destroyed, or the key was used before."), (status = 422)))]
pub(crate) async fn give(
    State(platform): State<Platform>,
    scope: Allowed<can::AddEvidence>,
    headers: HeaderMap,
    Path((_, incident, exhibit)): Here,
    sent: Sent<HandOverBody>,
) -> Result<Response, Problem> {
    let path = format!("hand-over {incident} {exhibit}");
    let once = Once::of(&headers, &scope, (&path, &sent.sha256))?;
    let new = hand_over_of_body(&platform, sent.value)?;
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &incident).await?;
    let exhibit = exhibit_of(&tx, &incident, &exhibit).await?;
    if let Some(before) = before(once.as_ref(), &tx).await? {
        return Ok(before);
    }
    let known = keepers(&tx, &scope, &incident).await?;
    for (field, party) in [("from", &new.from), ("to", &new.to)] {
        let knows = |account: Uuid| known.iter().any(|one| Uuid::from(one.account) == account);
        if party.account.is_some_and(|account| !knows(account)) {
            return Err(Problem::invalid(format!("{field}: nobody who may see the evidence")));
        }
    }
    match hand_over(&tx, &platform, &scope, (&incident, &exhibit), new).await? {
        HandedOver::Done => finish(tx, &platform, (&incident, exhibit), once).await,
        HandedOver::SamePerson => Err(Problem::invalid("to: the same person as from")),
        HandedOver::Gone => Err(Problem::conflict("the exhibit is destroyed")),
    }
}

/// Confirms a hand-over or says that it is not so; only the person who is asked can.
#[utoipa::path(post, path = "/api/v1/companies/{company}/incidents/{incident}/evidence/{exhibit}/hand-over/{event}", tag = "evidence",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path), ("exhibit" = Uuid, Path), ("event" = Uuid, Path)),
    request_body = AnswerBody,
    responses((status = 201, body = ExhibitShape), (status = 401),
        (status = 403, description = "Somebody else is asked."), (status = 404),
        (status = 409, description = "It was answered before."), (status = 422)))]
pub(crate) async fn say(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewEvidence>,
    Path((_, incident, exhibit, event)): Path<(String, String, String, String)>,
    sent: Sent<AnswerBody>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &incident).await?;
    let exhibit = exhibit_of(&tx, &incident, &exhibit).await?;
    let id: Uuid = event.parse().map_err(|_| Problem::not_found())?;
    let event = find_hand_over(&tx, &exhibit, id).await?;
    let me = scope.account().map(Into::into);
    if me.is_none() || asked_party(&event).account != me {
        return Err(Problem::forbidden());
    }
    let note = line("reason", &sent.value.reason, 400)?;
    if !sent.value.confirmed && note.is_empty() {
        return Err(Problem::invalid("reason: needed when it is not so"));
    }
    let new = NewAnswer {
        confirmed: sent.value.confirmed,
        by: Party { name: scope.actor_name().to_owned(), account: me },
        note,
        moment: Moment::Exact { at: platform.clock.now() },
        witness: String::new(),
        photos: Vec::new(),
    };
    let about = (&incident, &exhibit);
    match answer_hand_over(&tx, &platform, &scope, about, (event.id, new)).await? {
        Answered::Done => finish(tx, &platform, (&incident, exhibit), None).await,
        Answered::Already => Err(Problem::conflict("it was answered before")),
        Answered::SamePerson => Err(Problem::forbidden()),
    }
}

async fn exhibit_of(
    tx: &Tx,
    incident: &incident::Model,
    id: &str,
) -> Result<evidence::Model, Problem> {
    let id: EvidenceId = id.parse().map_err(|_| Problem::not_found())?;
    find_exhibit(tx, incident, id).await
}

async fn before(once: Option<&Once>, tx: &Tx) -> Result<Option<Response>, Problem> {
    match once {
        Some(once) => once.before(tx).await,
        None => Ok(None),
    }
}

/// The exhibit as it is now, kept for a repetition, in the transaction that ends here.
async fn finish(
    tx: Tx,
    platform: &Platform,
    (incident, exhibit): (&incident::Model, evidence::Model),
    once: Option<Once>,
) -> Result<Response, Problem> {
    let json = serde_json::to_string(&shape_of(&tx, incident, exhibit).await?)?;
    if let Some(once) = once {
        once.keep(&tx, platform, (StatusCode::CREATED, &json)).await?;
    }
    tx.commit().await?;
    Ok(answer(StatusCode::CREATED.as_u16(), json))
}

async fn shape_of(
    tx: &Tx,
    incident: &incident::Model,
    exhibit: evidence::Model,
) -> Result<ExhibitShape, Problem> {
    let chain = chain_of(tx, &exhibit).await?;
    let custody = custody_of(&chain);
    let photos = photos_of(tx, &exhibit).await?;
    let checked = checked_of(tx, &exhibit).await?;
    let source = match exhibit.source_id {
        Some(id) => Some(find_exhibit(tx, incident, EvidenceId(id)).await?),
        None => None,
    };
    let shown = in_order(&chain).into_iter().map(|row| {
        let photos = photos.get(&row.id).map(Vec::as_slice).unwrap_or_default();
        CustodyShape::new(row, (&chain, &custody), photos)
    });
    Ok(ExhibitShape {
        holder: custody.holder.as_ref().map(PartyShape::from),
        holder_since: custody.holder.as_ref().map(|_| time(custody.since)),
        waiting: custody.waiting.iter().map(|event| event.id).collect(),
        seal: custody.seal.as_ref().map(|(number, _)| number.clone()),
        seal_broken: custody.seal.as_ref().is_some_and(|(_, it)| *it == SealState::Broken),
        seal_opened: custody.seal.as_ref().is_some_and(|(_, it)| *it == SealState::Opened),
        place: custody.place.clone(),
        same_as_source: source.map(|source| sameness(&exhibit, &source).name().to_owned()),
        checked_at: checked.as_ref().map(|row| time(row.at)),
        check: checked.map(|row| row.outcome),
        chain: shown.collect(),
        evidence: exhibit.into(),
    })
}

fn event_of_body(
    platform: &Platform,
    scope: &CompanyScope,
    body: CustodyBody,
) -> Result<NewCustodyEvent, Problem> {
    let by_hand = CustodyKind::BY_HAND.into_iter().find(|kind| kind.name() == body.kind);
    let kind = by_hand.ok_or_else(|| Problem::invalid("kind: none that can be written down"))?;
    let person = match line("person", &body.person, 120)? {
        person if person.is_empty() => scope.actor_name().to_owned(),
        person => person,
    };
    let (place, seal) = (line("place", &body.place, 200)?, line("seal", &body.seal, 120)?);
    let missing = [(CustodyKind::Stored, "place", &place), (CustodyKind::Sealed, "seal", &seal)];
    for (needs, field, value) in missing {
        if kind == needs && value.is_empty() {
            return Err(Problem::invalid(format!("{field}: needed for {}", kind.name())));
        }
    }
    if body.clock_offset_seconds.is_some_and(|seconds| seconds.abs() > MOST_OFFSET) {
        return Err(Problem::invalid("clock_offset_seconds: too large"));
    }
    let moment = past("moment", body.moment, platform)?;
    let ended = match body.ended {
        Some(ended) => Some(past("ended", Some(ended), platform)?),
        None => None,
    };
    let ends_before = |end: Moment| Some(end.latest()? < moment.sort_key()?);
    if ended.and_then(ends_before) == Some(true) {
        return Err(Problem::invalid("ended: lies before moment"));
    }
    let note = lines("note", &body.note, 4000)?;
    if kind == CustodyKind::SealOpened && (seal.is_empty() || note.is_empty()) {
        return Err(Problem::invalid("seal, note: the number of the seal and why it was opened"));
    }
    Ok(NewCustodyEvent {
        moment,
        ended,
        offset: body.clock_offset_seconds,
        person,
        witness: line("witness", &body.witness, 120)?,
        place,
        tool: line("tool", &body.tool, 200)?,
        seal,
        note,
        ..NewCustodyEvent::now(platform, kind)
    })
}

fn hand_over_of_body(platform: &Platform, body: HandOverBody) -> Result<NewHandOver, Problem> {
    let (clock, rng) = platform.chance();
    let way = match body.way.as_str() {
        "" => Way::Link,
        name => Way::from_name(name).ok_or_else(|| Problem::invalid("way: link or signature"))?,
    };
    Ok(NewHandOver {
        id: new_uuid(clock, rng),
        returned: body.returned,
        moment: past("moment", body.moment, platform)?,
        from: party("from", &body.from)?,
        to: party("to", &body.to)?,
        way,
        place: line("place", &body.place, 200)?,
        seal: line("seal", &body.seal, 120)?,
        note: lines("note", &body.note, 4000)?,
        photos: Vec::new(),
    })
}

fn party(field: &str, party: &PartyShape) -> Result<Party, Problem> {
    let name = line(field, &party.name, 120)?;
    if name.is_empty() {
        return Err(Problem::invalid(format!("{field}: a name")));
    }
    Ok(Party { name, account: party.account })
}

/// A moment that a program sent, not ahead of now; now when it sent none.
fn past(field: &str, moment: Option<Moment>, platform: &Platform) -> Result<Moment, Problem> {
    let now = platform.clock.now();
    let moment = sent_moment(field, moment.unwrap_or(Moment::Exact { at: now }))?;
    match moment.sort_key() {
        Some(at) if at > now + MOST_AHEAD => {
            Err(Problem::invalid(format!("{field}: lies ahead of now")))
        }
        _ => Ok(moment),
    }
}
