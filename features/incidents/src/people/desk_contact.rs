//! What was said to an outside desk, and what came of it.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{Lang, Moment, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::EntityTrait as _;
use sea_orm::QueryOrder as _;
use serde_json::json;
use uuid::Uuid;

use crate::{
    case::{EntryKind, NewEntry, add_entry, hold_open},
    content::content,
    model::{OfIncident as _, desk_contact, incident},
    record::Written,
};

/// What came of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactOutcome {
    /// Spoke to somebody.
    Reached,
    /// Sent a mail or a form.
    Sent,
    /// Nobody answered.
    NoAnswer,
    /// They call back.
    CallBack,
    /// Decided not to contact this desk.
    NotNeeded,
}

impl ContactOutcome {
    /// All outcomes, in the order of choice lists.
    pub const ALL: [Self; 5] =
        [Self::Reached, Self::Sent, Self::CallBack, Self::NoAnswer, Self::NotNeeded];

    /// The name in the database and in keys of words (`people-outcome-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::Sent => "sent",
            Self::NoAnswer => "no-answer",
            Self::CallBack => "call-back",
            Self::NotNeeded => "not-needed",
        }
    }

    /// The outcome of that name, as the database and forms have it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }
}

/// What was said or sent to an outside desk, as entered.
#[derive(Debug, Clone)]
pub struct NewContactMade {
    /// Its id. From a form: made of it, so that a form sent twice records one contact.
    pub id: Uuid,
    /// The id of the desk or of the company's own slot.
    pub desk: String,
    /// What came of it.
    pub outcome: ContactOutcome,
    /// Reference number, name, promise; may be empty.
    pub note: String,
    /// When.
    pub moment: Moment,
}

/// All contacts made in an incident, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn contacts_made(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Vec<desk_contact::Model>, Problem> {
    Ok(desk_contact::Entity::find()
        .of_incident(incident)
        .order_by_desc(desk_contact::Column::At)
        .order_by_desc(desk_contact::Column::Id)
        .all(tx.conn())
        .await?)
}

/// Records a contact and writes it into the timeline. The same contact sent twice stands once.
///
/// # Errors
/// Not found: no such desk; a problem of the database.
pub async fn record_contact(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    new: NewContactMade,
) -> Result<(), Problem> {
    hold_open(tx, platform, incident).await?;
    let desk = content()?.desks.name(&new.desk).ok_or_else(Problem::not_found)?.get(Lang::Ja);
    let outcome = new.outcome.name();
    let at = to_millis(new.moment.sort_key().unwrap_or_else(|| platform.clock.now()));
    let same = |c: &desk_contact::Model| {
        let says_it = c.desk_id == new.desk && c.outcome == outcome && c.note == new.note;
        c.id == new.id || (says_it && c.at == at)
    };
    if contacts_made(tx, incident).await?.iter().any(same) {
        return Ok(());
    }
    let row = desk_contact::Model {
        id: new.id,
        company_id: scope.company().0,
        incident_id: incident.id,
        desk_id: new.desk.clone(),
        outcome: outcome.to_owned(),
        note: new.note.clone(),
        at,
        by_id: scope.account().map(Into::into),
        by_name: scope.actor_name().to_owned(),
    };
    desk_contact::Entity::insert(desk_contact::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    let detail = json!({ "desk": new.desk, "outcome": outcome, "rows": Written::of(&row)? });
    audit(tx, platform, scope, "desk.contacted", ("incident", incident.id), detail).await?;
    let words = platform.words(Lang::Ja);
    let result = words.t(&format!("people-outcome-{outcome}"));
    let key = if new.note.is_empty() { "people-line-desk" } else { "people-line-desk-note" };
    let text = words.ta(key, &[("desk", &desk), ("outcome", &result), ("note", &new.note)]);
    let line = NewEntry {
        kind: EntryKind::Call,
        moment: new.moment,
        text,
        automatic: true,
        source: String::new(),
    };
    add_entry(tx, platform, scope, incident, line).await.map(|_| ())
}
