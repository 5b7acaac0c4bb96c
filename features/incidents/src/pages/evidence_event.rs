//! Writing down what happened to an exhibit.

use askama::Template;
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_key, company_shell};
use hikeshi_i18n::plain;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::Moment;
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use jiff::SignedDuration;

use super::{
    evidence::{exhibit_href, exhibit_of},
    evidence_form::Check,
    evidence_people::names_for,
    evidence_sent::{Sent, Texts, WaitingPhoto},
};
use crate::{
    case::{incident_of, view_incident},
    content::content,
    evidence::{
        CustodyKind, Disposal, NewCustodyEvent, SealState, add_custody_event, chain_of, custody_of,
        hold_disposal, id_of_form, read_offset,
    },
    model::{custody_event, evidence, incident},
};

/// A device's clock may be this much ahead of ours without a word about it.
const MOST_AHEAD: SignedDuration = SignedDuration::from_mins(10);

#[derive(Template)]
#[template(path = "pages/evidence_event.html")]
struct EventPage {
    shell: Shell,
    href: String,
    exhibit: evidence::Model,
    kinds: Vec<Choice>,
    people: Vec<String>,
    texts: Texts,
    waiting: Vec<WaitingPhoto>,
    /// The number of the seal, as long as it is whole.
    sealed: Option<String>,
}

impl EventPage {
    async fn of(
        tx: &Tx,
        scope: &CompanyScope,
        shell: Shell,
        (incident, exhibit): (&incident::Model, evidence::Model),
        (texts, waiting): (Texts, Vec<WaitingPhoto>),
    ) -> Result<Html<Self>, Problem> {
        let (guidance, lang) = (&content()?.guidance, shell.words.lang());
        let choice = |kind: CustodyKind| {
            let title = guidance.event(kind.name()).map(|event| event.title.get(lang));
            Choice::new(kind.name(), plain(title.unwrap_or_default()))
        };
        let sealed = whole_seal(&chain_of(tx, &exhibit).await?);
        Ok(Html(Self {
            sealed,
            kinds: CustodyKind::BY_HAND.into_iter().map(choice).collect(),
            people: names_for(tx, scope, incident, &exhibit).await?,
            href: exhibit_href(&exhibit),
            shell,
            exhibit,
            texts,
            waiting,
        }))
    }
}

type Here = Path<(String, String, String)>;

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AddEvidence>,
    Path((_, incident, exhibit)): Here,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let exhibit = exhibit_of(&tx, &incident, &exhibit).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let texts = Texts::fresh(&platform, &[("person", scope.actor_name())]);
    let page = EventPage::of(&tx, &scope, shell, (&incident, exhibit), (texts, Vec::new())).await?;
    Ok(page.into_response())
}

pub(super) async fn add(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AddEvidence>,
    Path((_, incident, exhibit)): Here,
    request: Request,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    exhibit_of(&tx, &incident, &exhibit).await?;
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    let mut sent = Sent::read(&platform, &key, request).await?;
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &incident.id.to_string()).await?;
    let exhibit = exhibit_of(&tx, &incident, &exhibit).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    sent.gather(&tx, &scope, &incident, &mut shell).await?;
    let mut check = Check { shell: &mut shell, failed: false };
    let sealed = whole_seal(&chain_of(&tx, &exhibit).await?);
    let event = read_event(&platform, &mut check, (&sent.texts, sealed.as_deref()))?;
    let opened = opening(&mut check, (&sent.texts, sealed), &event);
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if hold_disposal(&tx, &exhibit).await? == Disposal::Disposed {
        status = StatusCode::CONFLICT;
        shell.errors.push(FieldError::new("", shell.t("evidence-gone-title")));
    }
    if !shell.errors.is_empty() {
        let again = sent.wait(&tx, &platform, &scope, &incident).await?;
        let page = EventPage::of(&tx, &scope, shell, (&incident, exhibit), again).await?;
        tx.commit().await?;
        return Ok(page.with_status(status));
    }
    let id = id_of_form(exhibit.id, sent.form, 0);
    if let Some(opened) = opened {
        let id = id_of_form(exhibit.id, sent.form, 1);
        let opened = NewCustodyEvent { id, ..opened };
        add_custody_event(&tx, &platform, &scope, &exhibit, opened).await?;
    }
    let (photos, kept) = sent.take(&tx).await?;
    let event = NewCustodyEvent { id, photos, ..event };
    if add_custody_event(&tx, &platform, &scope, &exhibit, event).await? {
        kept.release();
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("{}?done=event", exhibit_href(&exhibit))).into_response())
}

/// The event as typed; mistakes go into the frame.
fn read_event(
    platform: &Platform,
    check: &mut Check<'_>,
    (texts, sealed): (&Texts, Option<&str>),
) -> Result<NewCustodyEvent, Problem> {
    let by_hand = CustodyKind::BY_HAND.into_iter().find(|kind| kind.name() == texts.get("kind"));
    if by_hand.is_none() {
        check.fail("kind", check.shell.t("evidence-error-kind"));
    }
    let kind = by_hand.unwrap_or(CustodyKind::Accessed);
    let offset = read_clock(check, texts)?;
    let device_clock = texts.is_checked("device_clock");
    let shift = if device_clock { offset.unwrap_or(0) } else { 0 };
    let typed = check.moment_in("collected", platform, texts.get("collected"))?;
    let moment = typed.map_or(Moment::Exact { at: platform.clock.now() }, |m| shifted(m, -shift));
    let ended = check.moment_in("ended", platform, texts.get("ended"))?;
    let ended = ended.map(|moment| shifted(moment, -shift));
    check_times(platform, check, (moment, ended));
    let place = check.line("place", texts.get("place"), 200, false);
    if kind == CustodyKind::Stored && texts.get("place").trim().is_empty() {
        check.fail("place", check.shell.t("custody-error-place"));
    }
    let opens = kind == CustodyKind::SealOpened;
    let seal = match (texts.get("seal").as_str(), sealed) {
        ("", Some(number)) if opens => number,
        (typed, _) => typed,
    };
    if opens && texts.get("note").trim().is_empty() {
        check.fail("note", check.shell.t("custody-error-opened"));
    }
    Ok(NewCustodyEvent {
        moment,
        ended,
        offset,
        device_clock: device_clock && offset.is_some() && typed.is_some(),
        person: check.line("person", texts.get("person"), 120, true),
        witness: check.line("witness", texts.get("witness"), 120, false),
        place,
        tool: check.line("tool", texts.get("tool"), 200, false),
        seal: check.line("seal", seal, 120, kind == CustodyKind::Sealed || opens),
        note: check.text("note", texts.get("note"), 4000),
        ..NewCustodyEvent::now(platform, kind)
    })
}

/// The number of the seal, if it is whole.
fn whole_seal(chain: &[custody_event::Model]) -> Option<String> {
    custody_of(chain).seal.filter(|(_, state)| *state == SealState::Whole).map(|(number, _)| number)
}

/// The opening of the seal that came before `event`, if somebody ticked it.
fn opening(
    check: &mut Check<'_>,
    (texts, sealed): (&Texts, Option<String>),
    event: &NewCustodyEvent,
) -> Option<NewCustodyEvent> {
    let seal = sealed.filter(|_| texts.is_checked("opened"))?;
    if event.kind == CustodyKind::SealOpened {
        return None;
    }
    if event.note.is_empty() {
        check.fail("note", check.shell.t("custody-error-opened"));
    }
    Some(NewCustodyEvent {
        kind: CustodyKind::SealOpened,
        seal,
        ended: None,
        tool: String::new(),
        ..event.clone()
    })
}

/// How far the device's clock was off; `None` if nothing is typed.
fn read_clock(check: &mut Check<'_>, texts: &Texts) -> Result<Option<i64>, Problem> {
    let typed = texts.get("offset").trim();
    if typed.is_empty() {
        if texts.is_checked("device_clock") {
            check.fail("offset", check.shell.t("custody-error-offset-missing"));
        }
        return Ok(None);
    }
    let offset = read_offset(&content()?.guidance.clock_words, typed);
    if offset.is_none() {
        check.fail("offset", check.shell.t("custody-error-offset"));
    }
    Ok(offset)
}

/// What happened lies behind us, and ends after it began.
pub(super) fn check_times(
    platform: &Platform,
    check: &mut Check<'_>,
    (start, end): (Moment, Option<Moment>),
) {
    let latest = platform.clock.now() + MOST_AHEAD;
    for (field, moment) in [("collected", Some(start)), ("ended", end)] {
        if moment.and_then(Moment::sort_key).is_some_and(|at| at > latest) {
            check.fail(field, check.shell.t("custody-error-ahead"));
        }
    }
    let ends_before = |end: Moment| Some(end.latest()? < start.sort_key()?);
    if end.and_then(ends_before) == Some(true) {
        check.fail("ended", check.shell.t("custody-error-ended"));
    }
}

/// A time read off a clock that is off; a whole day stays that day.
fn shifted(moment: Moment, seconds: i64) -> Moment {
    let by = SignedDuration::from_secs(seconds);
    let shift = |at: jiff::Timestamp| at.checked_add(by).unwrap_or(at);
    match moment {
        Moment::Exact { at } => Moment::Exact { at: shift(at) },
        Moment::About { at } => Moment::About { at: shift(at) },
        Moment::Range { from, until } => Moment::Range { from: shift(from), until: shift(until) },
        Moment::Day { .. } | Moment::Unknown => moment,
    }
}
