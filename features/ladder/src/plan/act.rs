//! Changing the plan. Each change is one transaction with its line of history and its audit entry.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{from_millis, japan, new_uuid, to_millis};
use hikeshi_web::{Platform, Problem, row_of_form};
use sea_orm::{
    ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _, sea_query::OnConflict,
};
use serde_json::json;
use uuid::Uuid;

use super::{Entry, Field, Item, State, item::Change, next_due};
use crate::{
    model::{plan_change, plan_item},
    remind::ask_for_look,
};

/// A new item.
#[derive(Debug, Clone)]
pub struct NewItem {
    /// Made from the form, so that a form sent twice is one item.
    pub id: Uuid,
    /// The id of a measure of the content; empty for an item of the company's own.
    pub measure: String,
    /// What people entered.
    pub entry: Entry,
    /// The item that it comes back from.
    pub before: Option<Uuid>,
    /// The day from which the rhythm is counted; the due day where nothing is said.
    pub anchor: Option<jiff::civil::Date>,
}

/// What became of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Acted {
    /// It was written; the item that comes back, if one does.
    Done(Option<Uuid>),
    /// Somebody else changed the item meanwhile.
    Stale,
    /// It ended and comes back already, so it cannot be opened again.
    Ended,
}

/// The state that a person wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The state.
    pub state: State,
    /// Why it is not done; needed for [`State::Dropped`].
    pub reason: String,
}

/// Takes an item into the plan; false if the same form did before.
///
/// # Errors
/// A problem of the database.
pub async fn add(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    new: NewItem,
) -> Result<bool, Problem> {
    let now = to_millis(platform.clock.now());
    let due = new.entry.due_text();
    let row = plan_item::Model {
        id: new.id,
        company_id: scope.company().0,
        measure: new.measure,
        title: new.entry.title,
        note: new.entry.note,
        account_id: new.entry.account,
        owner: new.entry.owner,
        anchor: new.anchor.map_or_else(|| due.clone(), |day| day.to_string()),
        due,
        rhythm: new.entry.rhythm.name().to_owned(),
        state: State::Open.name().to_owned(),
        reason: String::new(),
        before_id: new.before,
        revision: 1,
        made_at: now,
        made_by: scope.actor_name().to_owned(),
        changed_at: now,
        ended_at: None,
        ended_by: String::new(),
        told_before_at: None,
        told_overdue_at: None,
    };
    let detail = json!({ "measure": row.measure, "due": row.due, "rhythm": row.rhythm });
    let same = OnConflict::column(plan_item::Column::Id).do_nothing().to_owned();
    let written = plan_item::Entity::insert(row.into_active_model())
        .on_conflict(same)
        .exec_without_returning(tx.conn())
        .await?;
    if written == 0 {
        return Ok(false);
    }
    let kind = if new.before.is_some() { "came-back" } else { "taken" };
    note(tx, platform, scope, (new.id, kind, &[])).await?;
    audit(tx, platform, scope, "plan.taken", ("plan-item", new.id), detail).await?;
    ask_for_look(tx, platform, scope).await?;
    Ok(true)
}

/// Writes what people entered over revision `seen`. The caller holds the item.
///
/// # Errors
/// A problem of the database.
pub async fn change(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (item, after, seen): (&Item, &Entry, i64),
) -> Result<Acted, Problem> {
    let differences = item.entry.differences(after);
    if item.row.revision != seen {
        return Ok(Acted::Stale);
    }
    if differences.is_empty() {
        return Ok(Acted::Done(None));
    }
    let moved = item.entry.due != after.due || item.entry.account != after.account;
    let due = after.due_text();
    let row = plan_item::Model {
        title: after.title.clone(),
        note: after.note.clone(),
        account_id: after.account,
        owner: after.owner.clone(),
        anchor: if item.entry.due == after.due { item.row.anchor.clone() } else { due.clone() },
        due,
        rhythm: after.rhythm.name().to_owned(),
        told_before_at: item.row.told_before_at.filter(|_| !moved),
        told_overdue_at: item.row.told_overdue_at.filter(|_| !moved),
        ..item.row.clone()
    };
    save(tx, platform, row).await?;
    note(tx, platform, scope, (item.row.id, "changed", &differences)).await?;
    let fields: Vec<&String> = differences.iter().map(|(field, _, _)| field).collect();
    let detail = json!({ "fields": fields });
    audit(tx, platform, scope, "plan.changed", ("plan-item", item.row.id), detail).await?;
    ask_for_look(tx, platform, scope).await?;
    Ok(Acted::Done(None))
}

/// Sets the state over revision `seen`. What repeats comes back when it is done, on the next day of its
/// rhythm. The caller holds the item. No answer of an assessment changes.
///
/// # Errors
/// A problem of the database.
pub async fn set_state(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (item, wanted, seen): (&Item, &Wanted, i64),
) -> Result<Acted, Problem> {
    if item.row.revision != seen {
        return Ok(Acted::Stale);
    }
    let reason = if wanted.state == State::Dropped { wanted.reason.as_str() } else { "" };
    if wanted.state == item.state && reason == item.row.reason {
        return Ok(Acted::Done(None));
    }
    let came_back = item.state == State::Done && item.entry.rhythm != super::Rhythm::Once;
    if came_back {
        return Ok(Acted::Ended);
    }
    let now = platform.clock.now();
    let ends = !wanted.state.is_open();
    let row = plan_item::Model {
        state: wanted.state.name().to_owned(),
        reason: reason.to_owned(),
        ended_at: ends.then(|| to_millis(now)),
        ended_by: if ends { scope.actor_name().to_owned() } else { String::new() },
        ..item.row.clone()
    };
    save(tx, platform, row).await?;
    let text = str::to_owned;
    let mut changes =
        vec![(text(Field::State.name()), text(item.state.name()), text(wanted.state.name()))];
    if reason != item.row.reason {
        changes.push((text(Field::Reason.name()), item.row.reason.clone(), text(reason)));
    }
    note(tx, platform, scope, (item.row.id, "state", &changes)).await?;
    let detail = json!({ "state": wanted.state.name() });
    audit(tx, platform, scope, "plan.state", ("plan-item", item.row.id), detail).await?;
    if wanted.state != State::Done {
        ask_for_look(tx, platform, scope).await?;
        return Ok(Acted::Done(None));
    }
    comes_back(tx, platform, scope, item).await.map(Acted::Done)
}

/// The item that comes back after this one, made once.
async fn comes_back(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    item: &Item,
) -> Result<Option<Uuid>, Problem> {
    let today = platform.clock.now().to_zoned(japan()).date();
    let due = item.entry.due.unwrap_or(today);
    let anchor = item.row.anchor.parse().unwrap_or(due);
    let Some(next) = next_due(item.entry.rhythm, anchor, due, today) else { return Ok(None) };
    // The id follows from the item, so that it comes back once, however often it is sent.
    let id = row_of_form(platform, item.row.company_id, &item.row.id.to_string(), &["next"]);
    let new = NewItem {
        id,
        measure: item.row.measure.clone(),
        entry: Entry { due: Some(next), note: item.entry.note.clone(), ..item.entry.clone() },
        before: Some(item.row.id),
        anchor: Some(anchor),
    };
    add(tx, platform, scope, new).await?;
    Ok(Some(id))
}

async fn save(tx: &Tx, platform: &Platform, row: plan_item::Model) -> Result<(), Problem> {
    let changed_at = to_millis(platform.clock.now());
    let row = plan_item::Model { revision: row.revision + 1, changed_at, ..row };
    plan_item::Entity::update(row.into_active_model().reset_all())
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// A line of history.
pub(super) async fn note(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (item, kind, changes): (Uuid, &str, &[Change]),
) -> Result<(), Problem> {
    let (clock, rng) = platform.chance();
    let row = plan_change::Model {
        id: new_uuid(clock, rng),
        company_id: scope.company().0,
        item_id: item,
        kind: kind.to_owned(),
        changes_json: serde_json::to_string(changes)?,
        at: to_millis(clock.now()),
        by_id: scope.account().map(Into::into),
        by_name: scope.actor_name().to_owned(),
    };
    plan_change::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The day in Japan of a time that was kept.
pub(crate) fn day_of(millis: i64) -> jiff::civil::Date {
    from_millis(millis).to_zoned(japan()).date()
}
