//! Handing an exhibit over: one side writes it down, the other side confirms it or says that it is
//! not so. Both are events of the chain; nothing is ever changed or taken away.

use hikeshi_db::Tx;
use hikeshi_directory::{AwaitKind, Awaited, Who, publish_awaits};
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::{Lang, LocalText, Moment};
use hikeshi_web::{Platform, Problem};
use uuid::Uuid;

use super::{
    Answer, CustodyKind, Disposal, NewCustodyEvent, Party, Side, StoredFile, Way,
    add_custody_event, answer_to, chain_of, chains_of_incident, event_of, hold_disposal,
    list_exhibits, notices::ask_by_mail,
};
use crate::{
    case::{EntryKind, NewEntry, Status, add_entry},
    model::{custody_event, evidence, incident},
};

/// A hand-over as entered.
#[derive(Debug, Clone)]
pub struct NewHandOver {
    /// Made from the form, so that a form sent twice writes one hand-over.
    pub id: Uuid,
    /// Whether it goes back to its owner with it.
    pub returned: bool,
    /// When.
    pub moment: Moment,
    /// Who gives it.
    pub from: Party,
    /// Who gets it.
    pub to: Party,
    /// How somebody without an account confirms.
    pub way: Way,
    /// Where it is then.
    pub place: String,
    /// The number of the seal at that time; may be empty.
    pub seal: String,
    /// Why.
    pub note: String,
    /// Photographs.
    pub photos: Vec<StoredFile>,
}

/// What became of a hand-over that somebody wrote down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandedOver {
    /// Written down, or written down before by the same form; the other side is asked.
    Done,
    /// Giver and receiver are one person.
    SamePerson,
    /// The exhibit is destroyed.
    Gone,
}

/// Writes a hand-over down and asks the other side: the receiver, or the giver if the receiver
/// writes it down. Who hands over what they do not hold is marked, not refused.
///
/// # Errors
/// A problem of the database.
pub async fn hand_over(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, exhibit): (&incident::Model, &evidence::Model),
    new: NewHandOver,
) -> Result<HandedOver, Problem> {
    if new.from.is_same(&new.to) {
        return Ok(HandedOver::SamePerson);
    }
    if hold_disposal(tx, exhibit).await? == Disposal::Disposed {
        return Ok(HandedOver::Gone);
    }
    let me =
        Party { name: scope.actor_name().to_owned(), account: scope.account().map(Into::into) };
    let side = if me.is_same(&new.to) { Side::Giver } else { Side::Receiver };
    let asked = if side == Side::Giver { new.from.account } else { new.to.account };
    let way = match asked {
        Some(_) => Way::Account,
        None if new.way == Way::Account => Way::Link,
        None => new.way,
    };
    let kind = if new.returned { CustodyKind::Returned } else { CustodyKind::Transferred };
    let names = (new.from.name.clone(), new.to.name.clone());
    let event = NewCustodyEvent {
        id: new.id,
        moment: new.moment,
        person: scope.actor_name().to_owned(),
        from: new.from,
        to: new.to,
        place: new.place,
        seal: new.seal,
        note: new.note,
        asks: Some((way, side)),
        photos: new.photos,
        ..NewCustodyEvent::now(platform, kind)
    };
    if !add_custody_event(tx, platform, scope, exhibit, event).await? {
        return Ok(HandedOver::Done);
    }
    let told = ("custody-line-handed-over", new.moment, names);
    write_line(tx, platform, scope, (incident, exhibit), told).await?;
    renew_hand_overs(tx, scope, incident).await?;
    if let Some(account) = asked {
        ask_by_mail(tx, platform, scope, (incident, exhibit), (new.id, account)).await?;
    }
    Ok(HandedOver::Done)
}

/// What the other side says, as entered.
#[derive(Debug, Clone)]
pub struct NewAnswer {
    /// Whether it is so.
    pub confirmed: bool,
    /// Who says so.
    pub by: Party,
    /// Why not, or a remark.
    pub note: String,
    /// When.
    pub moment: Moment,
    /// Who saw the signature.
    pub witness: String,
    /// The signed sheet.
    pub photos: Vec<StoredFile>,
}

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// Written down.
    Done,
    /// Somebody answered before, or it was taken back.
    Already,
    /// Whoever answers is the side that wrote it down.
    SamePerson,
}

/// Writes down what the other side says. The exhibit's row is locked: of two that come at once, the
/// second finds the first one's answer.
///
/// # Errors
/// Not found: no such hand-over of this exhibit; a problem of the database.
pub async fn answer_hand_over(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, exhibit): (&incident::Model, &evidence::Model),
    (hand_over, new): (Uuid, NewAnswer),
) -> Result<Answered, Problem> {
    hold_disposal(tx, exhibit).await?;
    let event = find_hand_over(tx, exhibit, hand_over).await?;
    if answer_to(&chain_of(tx, exhibit).await?, event.id) != Answer::Waiting {
        return Ok(Answered::Already);
    }
    let (from, to) = sides(&event);
    let own = if asked_side(&event) == Side::Giver { &to } else { &from };
    if new.by.is_same(own) {
        return Ok(Answered::SamePerson);
    }
    let (kind, key) = match new.confirmed {
        true => (CustodyKind::Received, "custody-line-received"),
        false => (CustodyKind::Refused, "custody-line-refused"),
    };
    let names = (from.name.clone(), to.name.clone());
    let answer = NewCustodyEvent {
        moment: new.moment,
        person: new.by.name,
        from,
        to,
        note: new.note,
        witness: new.witness,
        photos: new.photos,
        answers: Some(event.id),
        ..NewCustodyEvent::now(platform, kind)
    };
    add_custody_event(tx, platform, scope, exhibit, answer).await?;
    write_line(tx, platform, scope, (incident, exhibit), (key, new.moment, names)).await?;
    renew_hand_overs(tx, scope, incident).await?;
    Ok(Answered::Done)
}

/// Takes a hand-over back that nobody has answered: it did not come to it. `false` if somebody did.
///
/// # Errors
/// Not found: no such hand-over of this exhibit; a problem of the database.
pub async fn withdraw_hand_over(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, exhibit): (&incident::Model, &evidence::Model),
    (hand_over, reason): (Uuid, String),
) -> Result<bool, Problem> {
    hold_disposal(tx, exhibit).await?;
    let event = find_hand_over(tx, exhibit, hand_over).await?;
    if answer_to(&chain_of(tx, exhibit).await?, event.id) != Answer::Waiting {
        return Ok(false);
    }
    let (from, to) = sides(&event);
    let new = NewCustodyEvent {
        person: scope.actor_name().to_owned(),
        from,
        to,
        note: reason,
        answers: Some(event.id),
        ..NewCustodyEvent::now(platform, CustodyKind::Withdrawn)
    };
    add_custody_event(tx, platform, scope, exhibit, new).await?;
    renew_hand_overs(tx, scope, incident).await?;
    Ok(true)
}

/// The hand-over of that id, if it is one of this exhibit.
///
/// # Errors
/// Not found; a problem of the database.
pub async fn find_hand_over(
    tx: &Tx,
    exhibit: &evidence::Model,
    id: Uuid,
) -> Result<custody_event::Model, Problem> {
    let event = event_of(tx, exhibit, id).await?.ok_or_else(Problem::not_found)?;
    let is_one = CustodyKind::from_name(&event.kind).is_some_and(CustodyKind::is_hand_over);
    if is_one { Ok(event) } else { Err(Problem::not_found()) }
}

/// Giver and receiver.
#[must_use]
pub fn sides(event: &custody_event::Model) -> (Party, Party) {
    (
        Party { name: event.from_name.clone(), account: event.from_id },
        Party { name: event.to_name.clone(), account: event.to_id },
    )
}

/// The side that confirms; of hand-overs from before both sides confirmed, the receiver.
#[must_use]
pub fn asked_side(event: &custody_event::Model) -> Side {
    if event.asked == Side::Giver.name() { Side::Giver } else { Side::Receiver }
}

/// The person who confirms.
#[must_use]
pub fn asked_party(event: &custody_event::Model) -> Party {
    let (from, to) = sides(event);
    if asked_side(event) == Side::Giver { from } else { to }
}

/// Draws anew which hand-overs of the incident wait for whom.
///
/// # Errors
/// A problem of the database.
pub async fn renew_hand_overs(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<(), Problem> {
    let chains = chains_of_incident(tx, incident).await?;
    let mut waiting = Vec::new();
    for exhibit in list_exhibits(tx, incident).await? {
        let chain = chains.get(&exhibit.id).map(Vec::as_slice).unwrap_or_default();
        waiting.extend(super::custody_of(chain).waiting.iter().filter_map(|event| {
            Some(awaited(incident, &exhibit, event, asked_party(event).account?))
        }));
    }
    Ok(publish_awaits(tx, scope, incident.id, (&[AwaitKind::HandOver], &waiting)).await?)
}

fn awaited(
    incident: &incident::Model,
    exhibit: &evidence::Model,
    event: &custody_event::Model,
    account: Uuid,
) -> Awaited {
    Awaited {
        incident: incident.id,
        key: format!("hand-over/{}", event.id),
        kind: AwaitKind::HandOver,
        title: LocalText {
            ja: format!("{} {}", exhibit.number, exhibit.title),
            ..LocalText::default()
        },
        href: format!(
            "/c/{}/incidents/{}/evidence/{}/hand-over/{}",
            incident.company_id, incident.id, exhibit.id, event.id
        ),
        who: Who { accounts: vec![account], ..Who::default() },
    }
}

/// The line of the timeline, in Japanese as all lines that the program writes; a closed incident
/// gets none, its evidence still goes home.
async fn write_line(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, exhibit): (&incident::Model, &evidence::Model),
    (key, moment, (from, to)): (&str, Moment, (String, String)),
) -> Result<(), Problem> {
    if incident.status == Status::Closed.name() {
        return Ok(());
    }
    let words = platform.words(Lang::Ja);
    let text = words.ta(key, &[("number", &exhibit.number), ("from", &from), ("to", &to)]);
    let line = NewEntry {
        kind: EntryKind::Action,
        moment,
        text,
        automatic: true,
        source: exhibit.number.clone(),
    };
    add_entry(tx, platform, scope, incident, line).await.map(|_| ())
}
