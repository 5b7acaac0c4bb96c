//! What the page shows, in the reader's words.

use hikeshi_db::Tx;
use hikeshi_i18n::Words;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::from_millis;
use hikeshi_web::{Problem, dialled};
use uuid::Uuid;

use crate::{
    calls::{CallState, Instead, Round, instead_of, rounds_of},
    content::{AddressKind, Content},
    model::{call_attempt, incident},
    people::{FittingDesk, SheetAddress, contacts_made, fitting_desks, participants_of},
};

/// A person on the case.
pub(super) struct PersonView {
    pub id: Uuid,
    pub name: String,
    pub organisation: String,
    pub part: String,
    pub phone: String,
    pub dial: String,
    pub email: String,
}

/// A start of the call tree.
pub(super) struct RoundView {
    pub title: String,
    pub people: Vec<CalledView>,
    /// Nobody confirmed and nobody is being called: who else may be telephoned.
    pub stuck: Option<Vec<InsteadView>>,
}

/// Somebody to telephone when nobody confirms.
pub(super) struct InsteadView {
    pub who: String,
    pub reach: String,
    /// Empty for an address.
    pub dial: String,
}

/// A person of the call tree.
pub(super) struct CalledView {
    pub id: Uuid,
    pub name: String,
    pub title: String,
    pub phone: String,
    pub dial: String,
    pub tone: &'static str,
    pub icon: &'static str,
    pub state: String,
    pub hint: String,
    pub may_confirm: bool,
}

/// An outside desk.
pub(super) struct DeskView {
    pub id: String,
    pub name: String,
    pub purpose: String,
    /// The company should have filled it in and has not.
    pub own_missing: bool,
    /// Whether it is shown at once; the others are behind one fold.
    pub first: bool,
    /// How to reach it soonest: its first telephone, else its first address.
    pub lead: Option<AddressView>,
    /// The other ways to reach it.
    pub rest: Vec<AddressView>,
    /// What came of the last contact.
    pub done: Option<String>,
}

/// One way to reach a desk.
pub(super) struct AddressView {
    pub at: SheetAddress,
    /// The number as a telephone dials it.
    pub dial: String,
}

/// A contact that was made.
pub(super) struct ContactView {
    pub when: String,
    pub desk: String,
    pub outcome: String,
    pub note: String,
    pub by: String,
}

pub(super) async fn people(
    tx: &Tx,
    incident: &incident::Model,
    words: &Words,
) -> Result<Vec<PersonView>, Problem> {
    let rows = participants_of(tx, incident).await?;
    let view = |row: crate::model::participant::Model| PersonView {
        id: row.id,
        part: words.t(&format!("people-part-{}", row.part)),
        dial: dialled(&row.phone),
        name: row.name,
        organisation: row.organisation,
        phone: row.phone,
        email: row.email,
    };
    Ok(rows.into_iter().map(view).collect())
}

pub(super) async fn rounds(
    tx: &Tx,
    incident: &incident::Model,
    words: &Words,
) -> Result<Vec<RoundView>, Problem> {
    let rounds = rounds_of(tx, incident).await?;
    let mut views = Vec::new();
    for (index, round) in rounds.into_iter().enumerate() {
        let latest = index == 0;
        let stuck = match latest && incident.closed_at.is_none() && is_stuck(&round) {
            true => Some(instead(tx, incident, &round, words).await?),
            false => None,
        };
        let when = words.date_time(from_millis(round.round.started_at));
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("level", &round.round.level), ("when", &when)];
        let more = round.attempts.iter().any(|a| CallState::of(a) == CallState::Waiting);
        let people = round.attempts.into_iter().map(|a| called(a, (latest, more), words));
        let (title, people) = (words.ta("people-round-title", &values), people.collect());
        views.push(RoundView { title, stuck, people });
    }
    Ok(views)
}

fn is_stuck(round: &Round) -> bool {
    let mut states = round.attempts.iter().map(CallState::of);
    !states.any(|state| matches!(state, CallState::Acknowledged | CallState::Called))
}

async fn instead(
    tx: &Tx,
    incident: &incident::Model,
    round: &Round,
    words: &Words,
) -> Result<Vec<InsteadView>, Problem> {
    let view = |one: Instead| InsteadView {
        who: one.who(words),
        dial: if one.reach.contains('@') { String::new() } else { dialled(&one.reach) },
        reach: one.reach,
    };
    Ok(instead_of(tx, incident, &round.attempts).await?.into_iter().map(view).collect())
}

fn called(row: call_attempt::Model, (latest, more): (bool, bool), words: &Words) -> CalledView {
    let state = CallState::of(&row);
    let (tone, icon) = match state {
        CallState::Acknowledged => ("done", "done"),
        CallState::Called => ("now", "bell"),
        CallState::Passed => ("caution", "warn"),
        CallState::Waiting | CallState::Ended => ("wait", "clock"),
    };
    let time = |at: Option<i64>| at.map(|at| words.time_of(from_millis(at))).unwrap_or_default();
    let hint = match state {
        CallState::Called => words.ta(
            if more { "people-called-hint" } else { "people-called-last-hint" },
            &[("at", &time(row.called_at)), ("due", &time(row.due_at))],
        ),
        CallState::Passed => words.t1("people-passed-hint", "at", time(row.called_at)),
        CallState::Acknowledged if row.acknowledged_by != row.name => words.ta(
            "people-confirmed-by-hint",
            &[("at", &time(row.acknowledged_at)), ("by", &row.acknowledged_by)],
        ),
        CallState::Acknowledged => {
            words.t1("people-confirmed-hint", "at", time(row.acknowledged_at))
        }
        CallState::Waiting | CallState::Ended => String::new(),
    };
    let word = match (state, row.called_at) {
        (CallState::Ended, Some(_)) => words.t("calls-state-ended-called"),
        _ => words.t(&format!("calls-state-{}", state.name())),
    };
    CalledView {
        id: row.id,
        state: word,
        may_confirm: latest && state.may_acknowledge(),
        dial: dialled(&row.phone),
        name: row.name,
        title: row.title,
        phone: row.phone,
        tone,
        icon,
        hint,
    }
}

/// The company's own desks first, then those for everybody, each with what came of contacts.
pub(super) async fn desks(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
    content: &Content,
    words: &Words,
) -> Result<Vec<DeskView>, Problem> {
    let made = contacts_made(tx, incident).await?;
    let view = |fitting: FittingDesk| {
        let desk = fitting.desk;
        let last = made.iter().find(|contact| contact.desk_id == desk.id);
        let done = last.map(|contact| {
            let outcome = words.t(&format!("people-outcome-{}", contact.outcome));
            let when = words.date_time(from_millis(contact.at));
            words.ta("people-desk-done", &[("when", &when), ("outcome", &outcome)])
        });
        let own_missing = fitting.own && desk.addresses.is_empty();
        let (lead, rest) = lead_and_rest(desk.addresses);
        DeskView {
            id: desk.id,
            name: desk.name,
            purpose: desk.purpose,
            own_missing,
            first: fitting.first || done.is_some(),
            lead,
            rest,
            done,
        }
    };
    let fitting = fitting_desks(tx, scope, incident, content, words).await?;
    Ok(fitting.into_iter().map(view).collect())
}

/// The first telephone, else the first address; and the others in their order.
fn lead_and_rest(addresses: Vec<SheetAddress>) -> (Option<AddressView>, Vec<AddressView>) {
    let phone = addresses.iter().position(|address| address.kind == AddressKind::Phone);
    let mut rest: Vec<_> =
        addresses.into_iter().map(|at| AddressView { dial: dialled(&at.value), at }).collect();
    let lead = (!rest.is_empty()).then(|| rest.remove(phone.unwrap_or(0)));
    (lead, rest)
}

pub(super) async fn contacts(
    tx: &Tx,
    incident: &incident::Model,
    content: &Content,
    words: &Words,
) -> Result<Vec<ContactView>, Problem> {
    let rows = contacts_made(tx, incident).await?;
    let view = |row: crate::model::desk_contact::Model| ContactView {
        when: words.date_time(from_millis(row.at)),
        desk: match content.desks.name(&row.desk_id) {
            Some(name) => name.get(words.lang()).to_owned(),
            None => row.desk_id,
        },
        outcome: words.t(&format!("people-outcome-{}", row.outcome)),
        note: row.note,
        by: row.by_name,
    };
    Ok(rows.into_iter().map(view).collect())
}
