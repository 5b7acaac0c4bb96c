//! The timeline: happenings, actions, calls, decisions, messages.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{Moment, new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, LikeExpr};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use sea_orm::{PaginatorTrait as _, QueryOrder as _, QuerySelect as _, Select};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::model::{incident, timeline_correction, timeline_entry};

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

    /// The kind of that name.
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

/// Which lines a list shows.
#[derive(Debug, Clone, Default)]
pub struct TimelineFilter {
    /// Only this kind.
    pub kind: Option<EntryKind>,
    /// Only lines with this text, whatever the case of Latin letters.
    pub text: String,
    /// Leave out lines that the program wrote.
    pub typed_only: bool,
    /// Only the latest so many (0: all, at most 5,000).
    pub latest: u64,
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
    super::hold(tx, incident).await?;
    let id = id_of_form(incident, form, &new);
    match find_entry(tx, incident, id).await? {
        Some(same) => Ok(same),
        None => insert(tx, platform, scope, incident, (id, new)).await,
    }
}

/// The line of that id, if it stands in this incident.
///
/// # Errors
/// A problem of the database.
pub async fn find_entry(
    tx: &Tx,
    incident: &incident::Model,
    entry: Uuid,
) -> Result<Option<timeline_entry::Model>, Problem> {
    Ok(timeline_entry::Entity::find_by_id(entry)
        .filter(timeline_entry::Column::IncidentId.eq(incident.id))
        .filter(timeline_entry::Column::CompanyId.eq(incident.company_id))
        .one(tx.conn())
        .await?)
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
    let detail = json!({ "entry": row.id, "kind": row.kind });
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
    super::hold(tx, incident).await?;
    let old = find_entry(tx, incident, entry).await?.ok_or_else(Problem::not_found)?;
    if old.version != seen_version {
        return Ok(Err(old));
    }
    let kept = timeline_correction::ActiveModel {
        id: Set(new_uuid(clock, rng)),
        company_id: Set(old.company_id),
        incident_id: Set(old.incident_id),
        entry_id: Set(old.id),
        old_text: Set(old.text),
        old_kind: Set(old.kind),
        old_moment_json: Set(old.moment_json),
        reason: Set(reason.to_owned()),
        at: Set(to_millis(now)),
        by_id: Set(scope.account().map(Into::into)),
        by_name: Set(scope.actor_name().to_owned()),
    };
    timeline_correction::Entity::insert(kept).exec_without_returning(tx.conn()).await?;
    let change = timeline_entry::ActiveModel {
        id: Set(old.id),
        kind: Set(new.kind.name().to_owned()),
        moment_json: Set(serde_json::to_string(&new.moment)?),
        sort_at: Set(to_millis(new.moment.sort_key().unwrap_or(now))),
        text: Set(new.text),
        version: Set(old.version + 1),
        ..Default::default()
    };
    timeline_entry::Entity::update(change).exec_without_returning(tx.conn()).await?;
    super::touch(tx, incident.id, to_millis(now)).await?;
    let detail = json!({ "entry": entry, "version": old.version + 1 });
    audit(tx, platform, scope, "timeline.corrected", ("incident", incident.id), detail).await?;
    Ok(Ok(()))
}

/// The lines, the earliest first (with `latest`: still earliest first, but only the last ones).
///
/// # Errors
/// A problem of the database.
pub async fn timeline(
    tx: &Tx,
    incident: &incident::Model,
    filter: &TimelineFilter,
) -> Result<Vec<timeline_entry::Model>, Problem> {
    let limit = if filter.latest == 0 { 5_000 } else { filter.latest };
    let mut rows = selected(incident, filter).limit(limit).all(tx.conn()).await?;
    rows.reverse();
    Ok(rows)
}

/// One page of the lines, the latest first, and how many there are in all. `page` begins with 0.
///
/// # Errors
/// A problem of the database.
pub async fn timeline_page(
    tx: &Tx,
    incident: &incident::Model,
    filter: &TimelineFilter,
    (page, size): (u64, u64),
) -> Result<(Vec<timeline_entry::Model>, u64), Problem> {
    let pages = selected(incident, filter).paginate(tx.conn(), size);
    Ok((pages.fetch_page(page).await?, pages.num_items().await?))
}

/// Every line, the earliest first, for files that must hold all of them.
///
/// # Errors
/// A problem of the database.
pub async fn whole_timeline(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Vec<timeline_entry::Model>, Problem> {
    let mut rows = selected(incident, &TimelineFilter::default()).all(tx.conn()).await?;
    rows.reverse();
    Ok(rows)
}

/// The lines that the filter lets through, the latest first.
fn selected(incident: &incident::Model, filter: &TimelineFilter) -> Select<timeline_entry::Entity> {
    let mut find = timeline_entry::Entity::find()
        .filter(timeline_entry::Column::IncidentId.eq(incident.id))
        .filter(timeline_entry::Column::CompanyId.eq(incident.company_id))
        .order_by_desc(timeline_entry::Column::SortAt)
        .order_by_desc(timeline_entry::Column::WrittenAt)
        .order_by_desc(timeline_entry::Column::Id);
    if let Some(kind) = filter.kind {
        find = find.filter(timeline_entry::Column::Kind.eq(kind.name()));
    }
    if !filter.text.is_empty() {
        let escaped = filter.text.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
        let like = |text: &str| LikeExpr::new(format!("%{text}%")).escape('\\');
        let column = || Expr::col(timeline_entry::Column::Text);
        // SQLite lowers Latin letters only, PostgreSQL all: what was typed must fit as it is, too.
        let small = Expr::expr(Func::lower(column())).like(like(&escaped.to_ascii_lowercase()));
        find = find.filter(small.or(column().like(like(&escaped))));
    }
    if filter.typed_only {
        find = find.filter(timeline_entry::Column::Automatic.eq(false));
    }
    find
}

/// What the lines of an incident said before they were corrected, the earliest first.
///
/// # Errors
/// A problem of the database.
pub async fn corrections_of(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Vec<timeline_correction::Model>, Problem> {
    Ok(timeline_correction::Entity::find()
        .filter(timeline_correction::Column::IncidentId.eq(incident.id))
        .filter(timeline_correction::Column::CompanyId.eq(incident.company_id))
        .order_by_asc(timeline_correction::Column::At)
        .all(tx.conn())
        .await?)
}

/// When a line happened.
#[must_use]
pub fn moment_of(entry: &timeline_entry::Model) -> Moment {
    serde_json::from_str(&entry.moment_json).unwrap_or_default()
}
