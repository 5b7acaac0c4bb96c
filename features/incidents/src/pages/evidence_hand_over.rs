//! Handing an exhibit over: the form.

use askama::Template;
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_key, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, Member, can};
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use uuid::Uuid;

use super::{
    evidence::{exhibit_href, exhibit_of},
    evidence_event::check_times,
    evidence_form::Check,
    evidence_people::{giver_of, names_for},
    evidence_sent::{Sent, Texts, WaitingPhoto},
};
use crate::{
    case::{incident_of, view_incident},
    evidence::{
        Custody, Disposal, NewHandOver, Party, Way, chain_of, custody_of, hand_over, hold_disposal,
        id_of_form, keepers,
    },
    model::{evidence, incident},
};

/// What the list of receivers sends for somebody who is not in it.
const OTHER: &str = "other";

#[derive(Template)]
#[template(path = "pages/evidence_hand_over.html")]
struct HandOverPage {
    shell: Shell,
    href: String,
    exhibit: evidence::Model,
    /// Who holds it, as far as confirmed.
    holder: String,
    waiting_to: Vec<String>,
    receivers: Vec<Choice>,
    ways: Vec<Choice>,
    people: Vec<String>,
    texts: Texts,
    waiting: Vec<WaitingPhoto>,
}

impl HandOverPage {
    async fn of(
        tx: &Tx,
        scope: &CompanyScope,
        shell: Shell,
        (incident, exhibit): (&incident::Model, evidence::Model),
        (texts, waiting): (Texts, Vec<WaitingPhoto>),
    ) -> Result<Html<Self>, Problem> {
        let custody = custody_of(&chain_of(tx, &exhibit).await?);
        let members = keepers(tx, scope, incident).await?;
        let receiver = |member: &Member| Choice::new(member.account.to_string(), &member.name);
        let other = Choice::new(OTHER, shell.t("custody-receiver-other"));
        let way = |way: Way| {
            let key = format!("custody-way-{}", way.name());
            Choice::new(way.name(), shell.t(&key))
        };
        Ok(Html(Self {
            href: exhibit_href(&exhibit),
            holder: custody.holder.map(|holder| holder.name).unwrap_or_default(),
            waiting_to: custody.waiting.into_iter().map(|event| event.to_name).collect(),
            receivers: members.iter().map(receiver).chain([other]).collect(),
            ways: [Way::Link, Way::Signature].into_iter().map(way).collect(),
            people: names_for(tx, scope, incident, &exhibit).await?,
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
    let custody = custody_of(&chain_of(&tx, &exhibit).await?);
    let holder = custody.holder.map_or_else(|| scope.actor_name().to_owned(), |holder| holder.name);
    let texts = [("from", &*holder), ("receiver", OTHER), ("way", Way::Link.name())];
    let texts = (Texts::fresh(&platform, &texts), Vec::new());
    let page = HandOverPage::of(&tx, &scope, shell, (&incident, exhibit), texts).await?;
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
    let custody = custody_of(&chain_of(&tx, &exhibit).await?);
    let people = keepers(&tx, &scope, &incident).await?;
    let mut check = Check { shell: &mut shell, failed: false };
    let known = (&custody, &*people);
    let new = read_hand_over(&platform, &scope, &mut check, &sent.texts, known)?;
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if hold_disposal(&tx, &exhibit).await? == Disposal::Disposed {
        status = StatusCode::CONFLICT;
        shell.errors.push(FieldError::new("", shell.t("evidence-gone-title")));
    } else if new.from.is_same(&new.to) {
        shell.errors.push(FieldError::new("to", shell.t("custody-error-same-person")));
    }
    if !shell.errors.is_empty() {
        let again = sent.wait(&tx, &platform, &scope, &incident).await?;
        let page = HandOverPage::of(&tx, &scope, shell, (&incident, exhibit), again).await?;
        tx.commit().await?;
        return Ok(page.with_status(status));
    }
    let id = id_of_form(exhibit.id, sent.form, 0);
    let (photos, kept) = sent.take(&tx).await?;
    let new = NewHandOver { id, photos, ..new };
    hand_over(&tx, &platform, &scope, (&incident, &exhibit), new).await?;
    kept.release();
    tx.commit().await?;
    let href = format!("{}/hand-over/{id}?done=handed", exhibit_href(&exhibit));
    Ok(Redirect::to(&href).into_response())
}

/// The hand-over as typed; mistakes go into the frame.
fn read_hand_over(
    platform: &Platform,
    scope: &CompanyScope,
    check: &mut Check<'_>,
    texts: &Texts,
    (custody, people): (&Custody, &[Member]),
) -> Result<NewHandOver, Problem> {
    let from = check.line("from", texts.get("from"), 120, true);
    let moment = check.moment(platform, texts.get("collected"))?;
    check_times(platform, check, (moment, None));
    Ok(NewHandOver {
        id: Uuid::nil(),
        returned: texts.is_checked("returned"),
        moment,
        from: giver_of(from, scope, custody, people),
        to: read_receiver(check, texts, people),
        way: Way::from_name(texts.get("way")).unwrap_or(Way::Link),
        place: check.line("place", texts.get("place"), 200, false),
        seal: check.line("seal", texts.get("seal"), 120, false),
        note: check.text("note", texts.get("note"), 4000),
        photos: Vec::new(),
    })
}

fn read_receiver(check: &mut Check<'_>, texts: &Texts, people: &[Member]) -> Party {
    let chosen = texts.get("receiver");
    if let Some(member) = people.iter().find(|member| member.account.to_string() == *chosen) {
        return Party { name: member.name.clone(), account: Some(member.account.into()) };
    }
    if chosen != OTHER && !chosen.is_empty() {
        check.fail("receiver", check.shell.t("custody-error-receiver"));
    }
    Party::named(check.line("to", texts.get("to"), 120, true))
}
