//! Writing the timeline: happenings, actions, calls, decisions, messages.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{Moment, new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::{SignedDuration, Timestamp};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::{
    model::{incident, timeline_correction, timeline_entry},
    record::Written,
};

/// What lies no further ahead than this has happened, by the clock on somebody's wall.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_mins(10);

/// Whether a moment begins later than now, clocks being what they are: what happened cannot.
#[must_use]
pub fn lies_ahead(moment: Moment, now: Timestamp) -> bool {
    moment.sort_key().is_some_and(|at| at > now + CLOCKS_DIFFER)
}

/// What kind of line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// Something happened.
    Happening,
    /// Somebody did something.
    Action,
    /// Somebody telephoned or met somebody.
    Call,
    /// Somebody decided.
    Decision,
    /// A message went out or came in.
    Message,
}

impl EntryKind {
    /// All kinds, in the order of choice lists.
    pub const ALL: [Self; 5] =
        [Self::Happening, Self::Action, Self::Call, Self::Decision, Self::Message];

    /// The name in the database and in keys of words (`incidents-entry-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Happening => "happening",
            Self::Action => "action",
            Self::Call => "call",
            Self::Decision => "decision",
            Self::Message => "message",
        }
    }

    /// The kind of that name, as the database and forms have it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A line as entered.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// Its kind.
    pub kind: EntryKind,
    /// When it happened, as exactly as known.
    pub moment: Moment,
    /// What happened.
    pub text: String,
    /// Written by the program, not typed by a person.
    pub automatic: bool,
    /// Where it comes from (a file and line, the help page); may be empty.
    pub source: String,
}

impl NewEntry {
    /// A line that the program writes about what was done in it at `at`.
    #[must_use]
    pub const fn automatic(kind: EntryKind, at: Timestamp, text: String) -> Self {
        let moment = Moment::Exact { at };
        Self { kind, moment, text, automatic: true, source: String::new() }
    }
}

/// Adds a line.
///
/// # Errors
/// A problem of the database.
pub async fn add_entry(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    new: NewEntry,
) -> Result<timeline_entry::Model, Problem> {
    let (clock, rng) = platform.chance();
    insert(tx, platform, scope, incident, (new_uuid(clock, rng), new)).await
}

/// Adds a line that a form may send twice: the second time the first line is answered.
///
/// `form` is the random id that the form carries. The line's own id is made from the incident,
/// the form and the words, so that no form can name, touch or learn of a line that stands elsewhere.
///
/// # Errors
/// A problem of the database.
pub async fn add_entry_once(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (form, new): (Uuid, NewEntry),
) -> Result<timeline_entry::Model, Problem> {
    super::hold_open(tx, platform, incident).await?;
    let id = id_of_form(incident, form, &new);
    match super::find_entry(tx, incident, id).await? {
        Some(same) => Ok(same),
        None => insert(tx, platform, scope, incident, (id, new)).await,
    }
}

fn id_of_form(incident: &incident::Model, form: Uuid, new: &NewEntry) -> Uuid {
    let mut hash = Sha256::new();
    hash.update(incident.id);
    hash.update(form);
    hash.update(new.kind.name());
    hash.update([0]);
    hash.update(&new.text);
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(hash.finalize()).for_each(|(to, from)| *to = from);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

async fn insert(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (id, new): (Uuid, NewEntry),
) -> Result<timeline_entry::Model, Problem> {
    let now = platform.clock.now();
    let row = timeline_entry::Model {
        id,
        company_id: scope.company().0,
        incident_id: incident.id,
        kind: new.kind.name().to_owned(),
        moment_json: serde_json::to_string(&new.moment)?,
        sort_at: to_millis(new.moment.sort_key().unwrap_or(now)),
        text: new.text,
        automatic: new.automatic,
        source: new.source,
        written_at: to_millis(now),
        by_id: scope.account().map(Into::into),
        by_name: scope.actor_name().to_owned(),
        version: 1,
    };
    timeline_entry::Entity::insert(timeline_entry::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    super::touch(tx, incident.id, to_millis(now)).await?;
    let detail = json!({ "entry": row.id, "kind": row.kind, "rows": Written::of(&row)? });
    audit(tx, platform, scope, "timeline.added", ("incident", incident.id), detail).await?;
    Ok(row)
}

/// Corrects a line; what it said before is kept. `Ok(Err(now))` when somebody
/// else corrected it meanwhile.
///
/// # Errors
/// Not found, or a problem of the database.
pub async fn correct_entry(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (entry, seen_version): (Uuid, i64),
    (new, reason): (NewEntry, &str),
) -> Result<Result<(), timeline_entry::Model>, Problem> {
    let (clock, rng) = platform.chance();
    let now = clock.now();
    super::hold_open(tx, platform, incident).await?;
    let old = super::find_entry(tx, incident, entry).await?.ok_or_else(Problem::not_found)?;
    if old.version != seen_version {
        return Ok(Err(old));
    }
    let kept = timeline_correction::Model {
        id: new_uuid(clock, rng),
        company_id: old.company_id,
        incident_id: old.incident_id,
        entry_id: old.id,
        old_text: old.text.clone(),
        old_kind: old.kind.clone(),
        old_moment_json: old.moment_json.clone(),
        reason: reason.to_owned(),
        at: to_millis(now),
        by_id: scope.account().map(Into::into),
        by_name: scope.actor_name().to_owned(),
    };
    timeline_correction::Entity::insert(timeline_correction::ActiveModel::from(kept.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    let row = timeline_entry::Model {
        kind: new.kind.name().to_owned(),
        moment_json: serde_json::to_string(&new.moment)?,
        sort_at: to_millis(new.moment.sort_key().unwrap_or(now)),
        text: new.text,
        version: old.version + 1,
        ..old
    };
    let change = timeline_entry::ActiveModel {
        id: Set(row.id),
        kind: Set(row.kind.clone()),
        moment_json: Set(row.moment_json.clone()),
        sort_at: Set(row.sort_at),
        text: Set(row.text.clone()),
        version: Set(row.version),
        ..Default::default()
    };
    timeline_entry::Entity::update(change).exec_without_returning(tx.conn()).await?;
    super::touch(tx, incident.id, to_millis(now)).await?;
    let detail = json!({
        "entry": entry, "version": row.version, "rows": Written::of(&row)?.and(&kept)?,
    });
    audit(tx, platform, scope, "timeline.corrected", ("incident", incident.id), detail).await?;
    Ok(Ok(()))
}
