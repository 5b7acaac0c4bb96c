//! Assets come into the ledger, change and go out of use.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_inventory::{Difference, Field, Kind, Values};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QuerySelect as _,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use crate::{
    history::{NewChange, note},
    ledger::{OwnFields, own_of, search_of, value, values_of},
    model::asset,
    secrets, support,
};

/// An asset as somebody describes it. Secrets among the values are taken out and sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAsset {
    /// Which kind.
    pub kind: Kind,
    /// What is known; the state is one of them.
    pub values: Values,
    /// What stands under own headings.
    pub own: OwnFields,
}

/// A value that was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// Name of the field, or an own heading.
    pub field: String,
    /// Before.
    pub old: String,
    /// After.
    pub new: String,
}

/// Takes the secrets out of what is known.
pub(crate) fn without_secrets(values: &mut Values) -> Vec<(Field, String)> {
    let secret: Vec<Field> = values.keys().copied().filter(|field| field.is_secret()).collect();
    secret.into_iter().filter_map(|field| Some((field, values.remove(&field)?))).collect()
}

/// The row of an asset: number, times and version are given, all else follows from what is known.
pub(crate) fn row_of(
    scope: &CompanyScope,
    (id, number, now): (Uuid, i64, i64),
    new: &NewAsset,
) -> Result<asset::Model, Problem> {
    let of = |field: Field| value(&new.values, field);
    let state = match of(Field::State).as_str() {
        state @ ("stored" | "retired") => state.to_owned(),
        _ => "in-use".to_owned(),
    };
    let (support_ends, support_look) = support::kept(new.kind, &new.values)?;
    Ok(asset::Model {
        id,
        company_id: scope.company().0,
        number,
        kind: new.kind.name().to_owned(),
        name: of(Field::Name),
        state,
        model: of(Field::Model),
        person: of(Field::Person),
        department: of(Field::Department),
        site: of(Field::Site),
        exposed: of(Field::Exposed),
        backup: of(Field::Backup),
        ends_on: Some(of(Field::Ends)).filter(|day| !day.is_empty()),
        support_ends,
        support_look,
        support_mark: support::mark()?.to_owned(),
        values_json: serde_json::to_string(&new.values)?,
        own_json: serde_json::to_string(&new.own)?,
        search: search_of(number, &new.values, &new.own),
        created_at: now,
        changed_at: now,
        version: 1,
    })
}

/// The number after the last one of the company.
pub(crate) async fn next_number(tx: &Tx, scope: &CompanyScope) -> Result<i64, Problem> {
    let last: Option<Option<i64>> = asset::Entity::find()
        .select_only()
        .column_as(asset::Column::Number.max(), "last")
        .filter(asset::Column::CompanyId.eq(scope.company().0))
        .into_tuple()
        .one(tx.conn())
        .await?;
    Ok(last.flatten().unwrap_or(0) + 1)
}

/// Adds an asset under an id that was made of the form; one that is there already stays as it is.
///
/// # Errors
/// A problem of the database.
pub async fn add(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (id, mut new): (Uuid, NewAsset),
) -> Result<(), Problem> {
    let there = asset::Entity::find_by_id(id)
        .filter(asset::Column::CompanyId.eq(scope.company().0))
        .one(tx.conn())
        .await?;
    if there.is_some() {
        return Ok(());
    }
    hikeshi_directory::hold_company(tx, scope).await?;
    let kept = without_secrets(&mut new.values);
    let now = to_millis(platform.clock.now());
    let number = next_number(tx, scope).await?;
    let row = row_of(scope, (id, number, now), &new)?;
    asset::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    secrets::set(tx, platform, scope, id, &kept).await?;
    note(tx, platform, scope, NewChange { asset: id, what: "created", fields: &[], reason: "" })
        .await?;
    let detail = json!({ "number": number, "kind": new.kind.name() });
    audit(tx, platform, scope, "asset.created", ("asset", id), detail).await?;
    Ok(())
}

/// Changes an asset. Nothing is written where nothing differs. `false`: somebody else changed it
/// since version `seen`.
///
/// # Errors
/// A problem of the database.
pub async fn change(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (old, seen): (&asset::Model, i64),
    mut new: NewAsset,
) -> Result<bool, Problem> {
    if old.version != seen {
        return Ok(false);
    }
    let kept = without_secrets(&mut new.values);
    let mut changed = changes(&values_of(old)?, &own_of(old)?, &new);
    if old.kind != new.kind.name() {
        changed.push(changed_field(Field::Kind.name(), &old.kind, new.kind.name()));
    }
    if changed.is_empty() && kept.is_empty() {
        return Ok(true);
    }
    replace(tx, platform, scope, old, &new).await?;
    secrets::set(tx, platform, scope, old.id, &kept).await?;
    changed.extend(kept.iter().map(|(field, _)| changed_field(field.name(), "", "")));
    let fields: Vec<String> = changed.iter().map(|one| one.field.clone()).collect();
    note(
        tx,
        platform,
        scope,
        NewChange { asset: old.id, what: "changed", fields: &changed, reason: "" },
    )
    .await?;
    let detail = json!({ "fields": fields });
    audit(tx, platform, scope, "asset.changed", ("asset", old.id), detail).await?;
    Ok(true)
}

/// Writes another description over a row; its version grows.
pub(crate) async fn replace(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    old: &asset::Model,
    new: &NewAsset,
) -> Result<i64, Problem> {
    let now = to_millis(platform.clock.now());
    let mut row = row_of(scope, (old.id, old.number, now), new)?;
    row.created_at = old.created_at;
    row.version = old.version + 1;
    let version = row.version;
    let change = row.into_active_model().reset_all();
    asset::Entity::update(change).exec_without_returning(tx.conn()).await?;
    Ok(version)
}

/// Takes an asset out of use, or back.
///
/// # Errors
/// A problem of the database.
pub async fn set_state(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (old, state, reason): (&asset::Model, &str, &str),
) -> Result<(), Problem> {
    if old.state == state {
        return Ok(());
    }
    let mut values = values_of(old)?;
    values.remove(&Field::State);
    if state != "in-use" {
        values.insert(Field::State, state.to_owned());
    }
    let new = NewAsset { kind: crate::ledger::kind_of(old), values, own: own_of(old)? };
    replace(tx, platform, scope, old, &new).await?;
    let fields = [changed_field(Field::State.name(), &old.state, state)];
    let what = if state == "retired" { "retired" } else { "restored" };
    note(tx, platform, scope, NewChange { asset: old.id, what, fields: &fields, reason }).await?;
    let detail = json!({ "state": state });
    audit(tx, platform, scope, "asset.state", ("asset", old.id), detail).await?;
    Ok(())
}

/// What differs, by field and own heading; also what was emptied.
pub(crate) fn changes(values: &Values, own: &OwnFields, new: &NewAsset) -> Vec<Changed> {
    let differ = hikeshi_inventory::differences(values, &new.values);
    let changed = differ
        .into_iter()
        .map(|Difference { field, old, new }| changed_field(field.name(), &old, &new));
    let gone = values.iter().filter(|(field, _)| !new.values.contains_key(field));
    let gone = gone.map(|(field, old)| changed_field(field.name(), old, ""));
    let mut all: Vec<Changed> = changed.chain(gone).collect();
    let text = |pairs: &OwnFields, heading: &str| {
        let found = pairs.iter().filter(|(one, _)| one == heading);
        found.map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(" / ")
    };
    let mut headings: Vec<&String> =
        own.iter().chain(&new.own).map(|(heading, _)| heading).collect();
    headings.sort_unstable();
    headings.dedup();
    for heading in headings {
        let (before, after) = (text(own, heading), text(&new.own, heading));
        if before != after {
            all.push(changed_field(heading, &before, &after));
        }
    }
    all
}

fn changed_field(field: &str, old: &str, new: &str) -> Changed {
    Changed { field: field.to_owned(), old: old.to_owned(), new: new.to_owned() }
}

/// A fresh id.
pub(crate) fn fresh(platform: &Platform) -> Uuid {
    let (clock, rng) = platform.chance();
    new_uuid(clock, rng)
}
