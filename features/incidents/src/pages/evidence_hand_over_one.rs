//! One hand-over: how far it is, the other side's answer, the link and the signed sheet.

use askama::Template;
use axum::{
    extract::{Path, Query, Request, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_key, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::{Moment, from_millis};
use hikeshi_pdf::qr_svg;
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, percent};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    evidence::{Done, exhibit_href, exhibit_of},
    evidence_event::check_times,
    evidence_form::Check,
    evidence_sent::{Sent, Texts, WaitingPhoto},
};
use crate::{
    case::{incident_of, view_incident},
    evidence::{
        Answer, Answered, NewAnswer, Party, Side, answer_hand_over, answer_to, asked_party,
        asked_side, chain_of, find_hand_over, make_hand_over_link, withdraw_hand_over,
    },
    model::{custody_event, evidence, incident},
};

#[derive(Template)]
#[template(path = "pages/evidence_hand_over_one.html")]
struct OnePage {
    shell: Shell,
    exhibit_href: String,
    href: String,
    exhibit: evidence::Model,
    event: custody_event::Model,
    when: String,
    answer: Answer,
    answered: String,
    /// Whether the giver is asked, not the receiver.
    asks_giver: bool,
    asked: Party,
    /// Whether this person is the one who is asked.
    mine: bool,
    may_add: bool,
    /// The link that was just made, with its code; it is shown this once.
    link: Option<(String, String)>,
    reason: String,
    texts: Texts,
    waiting: Vec<WaitingPhoto>,
}

/// What of the page is not read from the database.
#[derive(Default)]
struct Again {
    link: Option<(String, String)>,
    reason: String,
    texts: Texts,
    waiting: Vec<WaitingPhoto>,
}

impl OnePage {
    async fn of(
        tx: &Tx,
        scope: &CompanyScope,
        shell: Shell,
        (exhibit, event): (evidence::Model, custody_event::Model),
        again: Again,
    ) -> Result<Html<Self>, Problem> {
        let answer = answer_to(&chain_of(tx, &exhibit).await?, event.id);
        let moment: Moment = serde_json::from_str(&event.moment_json).unwrap_or_default();
        let answered = match &answer {
            Answer::Waiting => String::new(),
            Answer::Confirmed(event) | Answer::Refused(event) | Answer::Withdrawn(event) => {
                shell.words.date_time(from_millis(event.at))
            }
        };
        let asked = asked_party(&event);
        let base = exhibit_href(&exhibit);
        Ok(Html(Self {
            href: format!("{base}/hand-over/{}", event.id),
            exhibit_href: base,
            when: shell.words.moment(&moment),
            answered,
            answer,
            asks_giver: asked_side(&event) == Side::Giver,
            mine: asked.account.is_some() && asked.account == scope.account().map(Into::into),
            asked,
            may_add: scope.may::<can::AddEvidence>(),
            link: again.link,
            reason: again.reason,
            texts: again.texts,
            waiting: again.waiting,
            shell,
            exhibit,
            event,
        }))
    }
}

type Here = Path<(String, String, String, String)>;

/// The exhibit and the hand-over of the path.
async fn these(
    tx: &Tx,
    incident: &incident::Model,
    (exhibit, event): (&str, &str),
) -> Result<(evidence::Model, custody_event::Model), Problem> {
    let exhibit = exhibit_of(tx, incident, exhibit).await?;
    let id: Uuid = event.parse().map_err(|_| Problem::not_found())?;
    let event = find_hand_over(tx, &exhibit, id).await?;
    Ok((exhibit, event))
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewEvidence>,
    Path((_, incident, exhibit, event)): Here,
    Query(done): Query<Done>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let these = these(&tx, &incident, (&exhibit, &event)).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    done.tell(&mut shell);
    let again = Again { texts: Texts::fresh(&platform, &[]), ..Again::default() };
    Ok(OnePage::of(&tx, &scope, shell, these, again).await?.into_response())
}

/// What the person who is asked says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    act: String,
    reason: String,
}

/// Only the person who is asked answers here; whoever may see the evidence may be asked.
pub(super) async fn answer(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewEvidence>,
    Path((_, incident, exhibit, event)): Here,
    Posted(said): Posted<Said>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &incident).await?;
    let (exhibit, event) = these(&tx, &incident, (&exhibit, &event)).await?;
    let me = scope.account().map(Into::into);
    if me.is_none() || asked_party(&event).account != me {
        return Err(Problem::forbidden());
    }
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let mut check = Check { shell: &mut shell, failed: false };
    let confirmed = said.act == "confirm";
    let note = check.line("reason", &said.reason, 400, !confirmed);
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if !check.failed {
        let new = NewAnswer {
            confirmed,
            by: Party { name: scope.actor_name().to_owned(), account: me },
            note,
            moment: Moment::Exact { at: platform.clock.now() },
            witness: String::new(),
            photos: Vec::new(),
        };
        let about = (&incident, &exhibit);
        let done = answer_hand_over(&tx, &platform, &scope, about, (event.id, new)).await?;
        if done == Answered::Done {
            tx.commit().await?;
            return Ok(to_page(&exhibit, &event, if confirmed { "confirmed" } else { "refused" }));
        }
        status = StatusCode::CONFLICT;
        shell.errors.push(refusal(&shell, done));
    }
    let texts = Texts::fresh(&platform, &[]);
    let again = Again { reason: said.reason, texts, ..Again::default() };
    Ok(OnePage::of(&tx, &scope, shell, (exhibit, event), again).await?.with_status(status))
}

/// Makes the link and shows it this once: nobody finds it in the database.
pub(super) async fn link(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AddEvidence>,
    Path((_, incident, exhibit, event)): Here,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &incident).await?;
    let (exhibit, event) = these(&tx, &incident, (&exhibit, &event)).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let made = make_hand_over_link(&tx, &platform, &scope, &exhibit, event.id).await?;
    let Some(token) = made else { return Ok(to_page(&exhibit, &event, "answered")) };
    let address = platform.public(&format!("/hand-over/{token}"));
    let image = format!("data:image/svg+xml,{}", percent(&qr_svg(&address)?));
    let texts = Texts::fresh(&platform, &[]);
    let again = Again { link: Some((address, image)), texts, ..Again::default() };
    let page = OnePage::of(&tx, &scope, shell, (exhibit, event), again).await?;
    tx.commit().await?;
    Ok(page.into_response())
}

/// Somebody saw the other side sign the printed sheet, and sends a picture of it.
pub(super) async fn signature(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AddEvidence>,
    Path((_, incident, exhibit, event)): Here,
    request: Request,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    these(&tx, &incident, (&exhibit, &event)).await?;
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    let mut sent = Sent::read(&platform, &key, request).await?;
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &incident.id.to_string()).await?;
    let (exhibit, event) = these(&tx, &incident, (&exhibit, &event)).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let photos = sent.gather(&tx, &scope, &incident, &mut shell).await?;
    let mut check = Check { shell: &mut shell, failed: false };
    let new = read_signature(&platform, &mut check, &sent.texts, (&event, photos))?;
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if shell.errors.is_empty()
        && answer_to(&chain_of(&tx, &exhibit).await?, event.id) != Answer::Waiting
    {
        status = StatusCode::CONFLICT;
        shell.errors.push(refusal(&shell, Answered::Already));
    }
    if !shell.errors.is_empty() {
        let (texts, waiting) = sent.wait(&tx, &platform, &scope, &incident).await?;
        let again = Again { texts, waiting, ..Again::default() };
        let page = OnePage::of(&tx, &scope, shell, (exhibit, event), again).await?;
        tx.commit().await?;
        return Ok(page.with_status(status));
    }
    let (photos, kept) = sent.take(&tx).await?;
    let new = NewAnswer { photos, ..new };
    let about = (&incident, &exhibit);
    let done = answer_hand_over(&tx, &platform, &scope, about, (event.id, new)).await?;
    if done != Answered::Done {
        // Somebody answered between the look and the lock; the picture goes away again.
        return Ok(to_page(&exhibit, &event, "answered"));
    }
    kept.release();
    tx.commit().await?;
    Ok(to_page(&exhibit, &event, "confirmed"))
}

/// The signature as typed: who saw it is somebody else than who signed, and the picture is there.
fn read_signature(
    platform: &Platform,
    check: &mut Check<'_>,
    texts: &Texts,
    (event, photos): (&custody_event::Model, usize),
) -> Result<NewAnswer, Problem> {
    let signer = asked_party(event);
    let witness = check.line("witness", texts.get("witness"), 120, true);
    if Party::named(&*witness).is_same(&Party::named(&*signer.name)) {
        check.fail("witness", check.shell.t("custody-error-own-witness"));
    }
    if photos == 0 {
        check.fail("photo", check.shell.t("custody-error-photo"));
    }
    let moment = check.moment(platform, texts.get("collected"))?;
    check_times(platform, check, (moment, None));
    Ok(NewAnswer {
        confirmed: true,
        by: signer,
        note: check.text("note", texts.get("note"), 4000),
        moment,
        witness,
        photos: Vec::new(),
    })
}

/// Takes it back: it did not come to it.
pub(super) async fn withdraw(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AddEvidence>,
    Path((_, incident, exhibit, event)): Here,
    Posted(said): Posted<Said>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &incident).await?;
    let (exhibit, event) = these(&tx, &incident, (&exhibit, &event)).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let mut check = Check { shell: &mut shell, failed: false };
    let reason = check.line("reason", &said.reason, 400, true);
    if check.failed {
        let texts = Texts::fresh(&platform, &[]);
        let again = Again { reason: said.reason, texts, ..Again::default() };
        let page = OnePage::of(&tx, &scope, shell, (exhibit, event), again).await?;
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let about = (&incident, &exhibit);
    let done = withdraw_hand_over(&tx, &platform, &scope, about, (event.id, reason)).await?;
    tx.commit().await?;
    Ok(to_page(&exhibit, &event, if done { "withdrawn" } else { "answered" }))
}

fn refusal(shell: &Shell, why: Answered) -> FieldError {
    let key = match why {
        Answered::SamePerson => "custody-error-same-person",
        _ => "custody-error-answered",
    };
    FieldError::new("", shell.t(key))
}

fn to_page(exhibit: &evidence::Model, event: &custody_event::Model, word: &str) -> Response {
    let href = format!("{}/hand-over/{}?done={word}", exhibit_href(exhibit), event.id);
    Redirect::to(&href).into_response()
}
