//! Keeping a plan until a person says yes, taking it, taking it back.

use std::collections::{HashMap, HashSet};

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::plan::{Plan, StepKind, identity};
use crate::{
    entry::Entry,
    history::{ChangeKind, note_with},
    ledger::{MOST_ROWS, insert, rows, save},
    model::{risk_import, risk_information},
    standing::publish,
    threats::states,
};

/// The most imports that a page lists.
const LISTED: u64 = 20;

/// What a row was before an import.
#[derive(Debug, Serialize, Deserialize)]
struct Before {
    id: Uuid,
    /// The revision that the import made: a row that was changed since is left alone.
    revision: i64,
    /// What it said; `None` for a row that the import added.
    entry: Option<Entry>,
}

/// Keeps a plan under a new id.
///
/// # Errors
/// A problem of the database.
pub async fn keep_plan(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (file_name, sha256, plan): (&str, String, &Plan),
) -> Result<Uuid, Problem> {
    let (clock, rng) = platform.chance();
    let row = risk_import::Model {
        id: new_uuid(clock, rng),
        company_id: scope.company().0,
        file_name: file_name.to_owned(),
        sha256,
        plan: serde_json::to_string(plan)?,
        state: "read".to_owned(),
        undo: String::new(),
        made_at: to_millis(platform.clock.now()),
        made_by: scope.actor_name().to_owned(),
        taken_at: None,
    };
    let id = row.id;
    risk_import::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    Ok(id)
}

/// An import of the company.
///
/// # Errors
/// Not found: unreadable, unknown, of another company; a problem of the database.
pub async fn find_import(
    tx: &Tx,
    scope: &CompanyScope,
    id: &str,
) -> Result<risk_import::Model, Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let found = risk_import::Entity::find_by_id(id)
        .filter(risk_import::Column::CompanyId.eq(scope.company().0));
    found.one(tx.conn()).await?.ok_or_else(Problem::not_found)
}

/// The last imports that were taken, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn imports(tx: &Tx, scope: &CompanyScope) -> Result<Vec<risk_import::Model>, Problem> {
    Ok(risk_import::Entity::find()
        .filter(risk_import::Column::CompanyId.eq(scope.company().0))
        .filter(risk_import::Column::TakenAt.is_not_null())
        .order_by_desc(risk_import::Column::TakenAt)
        .limit(LISTED)
        .all(tx.conn())
        .await?)
}

/// The plan of an import.
///
/// # Errors
/// A plan that this program cannot read.
pub fn plan_of(row: &risk_import::Model) -> Result<Plan, Problem> {
    Ok(serde_json::from_str(&row.plan)?)
}

/// How taking an import ended. Unless it was taken, nothing is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taking {
    /// The ledger says it now.
    Taken,
    /// It was taken before.
    Before,
    /// The ledger is another than the one that the plan was made for: a row was changed since, or one
    /// that is new in the file was added meanwhile.
    Stale,
    /// The ledger would be too long by so many rows.
    TooLong(usize),
}

/// Rows by which the ledger would be too long with what is new in the plan.
#[must_use]
pub fn too_many(plan: &Plan, ledger: usize) -> usize {
    match plan.count(StepKind::New) {
        0 => 0,
        new => (ledger + new).saturating_sub(MOST_ROWS),
    }
}

/// Whether the ledger still is what the plan was compared with.
fn still_holds(plan: &Plan, ledger: &[risk_information::Model]) -> bool {
    let revisions: HashMap<Uuid, i64> = ledger.iter().map(|row| (row.id, row.revision)).collect();
    let mut compared = plan.steps.iter().filter_map(|step| step.row);
    let there: HashSet<_> = ledger.iter().map(|row| identity(&Entry::of(row))).collect();
    let mut new = plan.steps.iter().filter(|step| step.kind == StepKind::New);
    compared.all(|(id, revision)| revisions.get(&id) == Some(&revision))
        && new.all(|step| !there.contains(&identity(&step.entry)))
}

/// Takes an import into the ledger.
///
/// # Errors
/// A problem of the database.
pub async fn take(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    id: &str,
) -> Result<Taking, Problem> {
    hikeshi_directory::hold_company(tx, scope).await?;
    let import = find_import(tx, scope, id).await?;
    let plan = plan_of(&import)?;
    let ledger = rows(tx, scope).await?;
    let refused = match too_many(&plan, ledger.len()) {
        _ if import.state != "read" => Some(Taking::Before),
        _ if !still_holds(&plan, &ledger) => Some(Taking::Stale),
        0 => None,
        many => Some(Taking::TooLong(many)),
    };
    if let Some(refused) = refused {
        return Ok(refused);
    }
    let known: HashMap<Uuid, &risk_information::Model> =
        ledger.iter().map(|row| (row.id, row)).collect();
    let states = states(tx, scope).await?;
    let mut number = crate::ledger::last_number(tx, scope).await?;
    let (mut before, (clock, rng)) = (Vec::new(), platform.chance());
    for step in &plan.steps {
        match (step.kind, step.row.and_then(|(id, _)| known.get(&id))) {
            (StepKind::New, _) => {
                number += 1;
                let id = new_uuid(clock, rng);
                let row = insert(tx, platform, scope, (id, &step.entry, number)).await?;
                let what = (&row, ChangeKind::Imported, &[][..]);
                note_with(tx, platform, scope, &states, what).await?;
                before.push(Before { id, revision: row.revision, entry: None });
            }
            (StepKind::Changed, Some(old)) => {
                let mut row = (*old).clone();
                step.entry.write(&mut row)?;
                let row = save(tx, platform, row).await?;
                let what = (&row, ChangeKind::Imported, step.differences.as_slice());
                note_with(tx, platform, scope, &states, what).await?;
                let entry = Some(Entry::of(old));
                before.push(Before { id: row.id, revision: row.revision, entry });
            }
            _ => {}
        }
    }
    let detail = json!({
        "sha256": import.sha256, "added": plan.count(StepKind::New),
        "changed": plan.count(StepKind::Changed), "unreadable": plan.bad.len(),
    });
    let taken = risk_import::Model {
        state: "taken".to_owned(),
        undo: serde_json::to_string(&before)?,
        taken_at: Some(to_millis(platform.clock.now())),
        ..import
    };
    let target = ("risk-import", taken.id);
    risk_import::Entity::update(taken.into_active_model().reset_all())
        .exec_without_returning(tx.conn())
        .await?;
    audit(tx, platform, scope, "risk.import-taken", target, detail).await?;
    publish(tx, platform, scope).await?;
    Ok(Taking::Taken)
}

/// Takes an import back: rows that it added are put away, rows that it changed say what they said.
/// Rows that somebody changed since are left alone; their numbers are given. `None`: it was not taken.
///
/// # Errors
/// A problem of the database.
pub async fn undo(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    id: &str,
) -> Result<Option<Vec<i64>>, Problem> {
    hikeshi_directory::hold_company(tx, scope).await?;
    let import = find_import(tx, scope, id).await?;
    if import.state != "taken" {
        return Ok(None);
    }
    let before: Vec<Before> = serde_json::from_str(&import.undo)?;
    let ledger = rows(tx, scope).await?;
    let known: HashMap<Uuid, &risk_information::Model> =
        ledger.iter().map(|row| (row.id, row)).collect();
    let states = states(tx, scope).await?;
    let mut left = Vec::new();
    for one in before {
        let Some(row) = known.get(&one.id) else { continue };
        if row.revision != one.revision {
            left.push(row.number);
            continue;
        }
        let mut back = (*row).clone();
        match &one.entry {
            Some(entry) => entry.write(&mut back)?,
            None => back.retired_at = Some(to_millis(platform.clock.now())),
        }
        let differences = Entry::of(row).differences(&Entry::of(&back));
        let back = save(tx, platform, back).await?;
        let what = (&back, ChangeKind::Undone, differences.as_slice());
        note_with(tx, platform, scope, &states, what).await?;
    }
    let undone = risk_import::Model { state: "undone".to_owned(), ..import };
    let target = ("risk-import", undone.id);
    risk_import::Entity::update(undone.into_active_model().reset_all())
        .exec_without_returning(tx.conn())
        .await?;
    let detail = json!({ "left": left });
    audit(tx, platform, scope, "risk.import-undone", target, detail).await?;
    publish(tx, platform, scope).await?;
    Ok(Some(left))
}
