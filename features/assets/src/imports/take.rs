//! A file is taken: new assets, merged ones, rows to correct; all of it or nothing.

use std::collections::{BTreeMap, HashMap};

use hikeshi_blobs::TenantKey;
use hikeshi_db::Tx;
use hikeshi_directory::{company_key, hold_company};
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_inventory::{Field, Policy, Record, Same, Values, find_duplicates, merged};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    Choices, Prepared, Sums,
    bring::hold_import,
    mark::{Before, Mark, secret_ids},
    prepare::known,
};
use crate::{
    history::{self, NewChange},
    keep::{NewAsset, changes, fresh, next_number, replace, row_of, without_secrets},
    ledger::{OwnFields, kind_of, own_of, own_text, values_of},
    model::{asset, asset_change, asset_import, asset_import_row, asset_secret},
    secrets,
};

/// Rows that are written at once; below what the databases take in one statement.
const AT_ONCE: usize = 500;

/// Where a record goes.
#[derive(Clone, Copy)]
enum Goes {
    New(usize),
    Kept(Uuid),
    Nowhere,
}

/// Writes what was prepared. `None`: the file was taken or put away before.
///
/// # Errors
/// A problem of the database; then nothing was written.
pub async fn take(
    platform: &Platform,
    scope: &CompanyScope,
    (row, mut prepared, choices): (&asset_import::Model, Prepared, &Choices),
) -> Result<Option<Sums>, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    hold_company(&tx, scope).await?;
    let row = hold_import(&tx, scope, row.id).await?;
    if row.state != "open" {
        return Ok(None);
    }
    let key = company_key(&tx, platform, scope).await?;
    // Another file may have been taken since this one was compared.
    prepared.matches = find_duplicates(&prepared.records, &known(&tx, scope).await?);
    let kept = rows_by_id(&tx, scope, &prepared).await?;
    let mut taking = Taking::new(platform, scope, (&row, key));
    taking.sums.rows = prepared.rows;
    taking.sort(&prepared, choices, &kept)?;
    taking.write_new(&tx).await?;
    taking.write_merged(&tx, &kept).await?;
    taking.note_rest(&prepared)?;
    insert_all::<asset_import_row::Entity, _>(&tx, taking.lines).await?;
    let sums = taking.sums;
    let change = asset_import::ActiveModel {
        id: Set(row.id),
        state: Set("taken".to_owned()),
        blob_id: Set(None),
        sums_json: Set(serde_json::to_string(&sums)?),
        taken_at: Set(Some(to_millis(platform.clock.now()))),
        taken_by: Set(scope.actor_name().to_owned()),
        ..Default::default()
    };
    asset_import::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let detail = json!({ "taken": sums.taken, "merged": sums.merged, "correct": sums.correct });
    audit(&tx, platform, scope, "asset-import.taken", ("asset-import", row.id), detail).await?;
    tx.commit().await?;
    if let Some(blob) = row.blob_id {
        platform.blobs.delete(blob).await?;
    }
    Ok(Some(sums))
}

/// The kept assets that a file names again.
async fn rows_by_id(
    tx: &Tx,
    scope: &CompanyScope,
    prepared: &Prepared,
) -> Result<HashMap<Uuid, asset::Model>, Problem> {
    let ids: Vec<Uuid> = prepared
        .matches
        .iter()
        .filter_map(|one| match one.same {
            Same::Kept(id) => Some(id),
            Same::Earlier(_) => None,
        })
        .collect();
    let mut rows = HashMap::new();
    for ids in ids.chunks(AT_ONCE) {
        let found = asset::Entity::find()
            .filter(asset::Column::CompanyId.eq(scope.company().0))
            .filter(asset::Column::Id.is_in(ids.iter().copied()))
            .all(tx.conn())
            .await?;
        rows.extend(found.into_iter().map(|row| (row.id, row)));
    }
    Ok(rows)
}

/// What a merge does to a kept asset.
struct Merging {
    values: Values,
    own: OwnFields,
    lines: Vec<usize>,
}

struct Taking<'a> {
    platform: &'a Platform,
    scope: &'a CompanyScope,
    import: &'a asset_import::Model,
    key: TenantKey,
    new: Vec<(NewAsset, Vec<usize>)>,
    merging: BTreeMap<Uuid, Merging>,
    lines: Vec<asset_import_row::ActiveModel>,
    sums: Sums,
}

impl<'a> Taking<'a> {
    fn new(
        platform: &'a Platform,
        scope: &'a CompanyScope,
        (import, key): (&'a asset_import::Model, TenantKey),
    ) -> Self {
        let (new, lines, merging) = (Vec::new(), Vec::new(), BTreeMap::new());
        Self { platform, scope, import, key, new, merging, lines, sums: Sums::default() }
    }

    /// Decides for each record where it goes.
    fn sort(
        &mut self,
        prepared: &Prepared,
        choices: &Choices,
        kept: &HashMap<Uuid, asset::Model>,
    ) -> Result<(), Problem> {
        let matches: HashMap<usize, _> =
            prepared.matches.iter().map(|one| (one.record, one)).collect();
        let mut goes: Vec<Goes> = Vec::with_capacity(prepared.records.len());
        for (at, record) in prepared.records.iter().enumerate() {
            let policy = matches.get(&at).map_or(Policy::Both, |one| {
                let usual = if one.doubtful {
                    choices.doubtful.unwrap_or(Policy::Both)
                } else {
                    choices.sure
                };
                choices.each.get(&record.line).copied().unwrap_or(usual)
            });
            let target = matches.get(&at).map(|one| match one.same {
                Same::Kept(id) => Goes::Kept(id),
                Same::Earlier(earlier) => goes.get(earlier).copied().unwrap_or(Goes::Nowhere),
            });
            goes.push(self.place(record, policy, target, kept)?);
        }
        Ok(())
    }

    fn place(
        &mut self,
        record: &Record,
        policy: Policy,
        target: Option<Goes>,
        kept: &HashMap<Uuid, asset::Model>,
    ) -> Result<Goes, Problem> {
        match (policy, target) {
            (Policy::Leave, _) => {
                self.sums.left += 1;
                self.line(record.line, "left", "", None);
                Ok(Goes::Nowhere)
            }
            (Policy::Fill | Policy::Replace, Some(Goes::New(slot))) => {
                let (asset, lines) = &mut self.new[slot];
                asset.values = merged(&asset.values, &record.said(), policy);
                merge_own(&mut asset.own, &record.own, policy);
                lines.push(record.line);
                Ok(Goes::New(slot))
            }
            (Policy::Fill | Policy::Replace, Some(Goes::Kept(id))) if kept.contains_key(&id) => {
                let row = &kept[&id];
                let merging = match self.merging.entry(id) {
                    std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
                    std::collections::btree_map::Entry::Vacant(entry) => entry.insert(Merging {
                        values: values_of(row)?,
                        own: own_of(row)?,
                        lines: Vec::new(),
                    }),
                };
                merging.values = merged(&merging.values, &record.said(), policy);
                merge_own(&mut merging.own, &record.own, policy);
                merging.lines.push(record.line);
                Ok(Goes::Kept(id))
            }
            _ => {
                let new = NewAsset {
                    kind: record.kind,
                    values: record.values.clone(),
                    own: record.own.clone(),
                };
                self.new.push((new, vec![record.line]));
                Ok(Goes::New(self.new.len() - 1))
            }
        }
    }

    async fn write_new(&mut self, tx: &Tx) -> Result<(), Problem> {
        let (mut assets, mut notes, mut sealed) = (Vec::new(), Vec::new(), Vec::new());
        let now = to_millis(self.platform.clock.now());
        let mut number = next_number(tx, self.scope).await?;
        for (mut new, lines) in std::mem::take(&mut self.new) {
            let id = fresh(self.platform);
            let mut secrets = Vec::new();
            for (field, plain) in without_secrets(&mut new.values) {
                let row = self.sealed(id, field, &plain)?;
                secrets.push(row.id);
                sealed.push(row.into_active_model());
            }
            let left = Mark::of(new.kind.name(), (&new.values, &new.own), secrets)?;
            let before = serde_json::to_string(&Before { left: Some(left), ..Before::default() })?;
            assets.push(row_of(self.scope, (id, number, now), &new)?.into_active_model());
            notes.push(self.noted(id, "imported", &[])?);
            for (place, line) in lines.into_iter().enumerate() {
                let outcome = if place == 0 { "taken" } else { "merged" };
                self.line(line, outcome, "", Some((id, 1, before.clone())));
            }
            number += 1;
        }
        insert_all::<asset::Entity, _>(tx, assets).await?;
        insert_all::<asset_change::Entity, _>(tx, notes).await?;
        insert_all::<asset_secret::Entity, _>(tx, sealed).await
    }

    async fn write_merged(
        &mut self,
        tx: &Tx,
        kept: &HashMap<Uuid, asset::Model>,
    ) -> Result<(), Problem> {
        let mut notes = Vec::new();
        let no_secrets = Vec::new();
        let secrets_before = secret_ids(tx, self.scope).await?;
        for (id, mut merging) in std::mem::take(&mut self.merging) {
            let Some(old) = kept.get(&id) else { continue };
            let brought = without_secrets(&mut merging.values);
            let there = secrets::secrets_of(tx, self.scope, id).await?;
            let has = |field: Field| there.iter().any(|one| one.field == field.name());
            let (kept_ones, new_ones): (Vec<_>, Vec<_>) =
                brought.into_iter().partition(|(field, _)| has(*field));
            self.sums.secrets_kept += kept_ones.len();
            let new = NewAsset { kind: kind_of(old), values: merging.values, own: merging.own };
            let fields = changes(&values_of(old)?, &own_of(old)?, &new);
            let secret_ids = secrets_before.get(&id).unwrap_or(&no_secrets);
            let mut before = Before {
                values: values_of(old)?,
                own: own_of(old)?,
                secrets: new_ones.iter().map(|(field, _)| *field).collect(),
                from: Some(Mark::of_row(old, secret_ids.clone())?),
                left: None,
            };
            let version = if fields.is_empty() && new_ones.is_empty() {
                old.version
            } else {
                notes.push(self.noted(id, "merged", &fields)?);
                replace(tx, self.platform, self.scope, old, &new).await?
            };
            secrets::set(tx, self.platform, self.scope, id, &new_ones).await?;
            let secret_ids = if new_ones.is_empty() {
                secret_ids.clone()
            } else {
                secrets::secrets_of(tx, self.scope, id).await?.iter().map(|one| one.id).collect()
            };
            before.left = Some(Mark::of(&old.kind, (&new.values, &new.own), secret_ids)?);
            let before = serde_json::to_string(&before)?;
            for line in merging.lines {
                self.line(line, "merged", "", Some((id, version, before.clone())));
            }
        }
        insert_all::<asset_change::Entity, _>(tx, notes).await
    }

    /// Rows that are no assets.
    fn note_rest(&mut self, prepared: &Prepared) -> Result<(), Problem> {
        for one in &prepared.skipped {
            let why = serde_json::to_string(&one.why)?;
            self.line(one.line, "skipped", why.trim_matches('"'), None);
        }
        self.sums.skipped =
            prepared.skipped.len() + prepared.passed_over.iter().map(|one| one.1).sum::<usize>();
        for one in &prepared.bad {
            let why = serde_json::to_string(&one.why)?;
            self.line(one.line, "correct", why.trim_matches('"'), None);
            let cells = serde_json::to_vec(&(&prepared.headings, &one.cells))?;
            if let Some(line) = self.lines.last_mut() {
                line.cells_sealed = Set(Some(self.key.seal(&cells)?));
            }
        }
        self.sums.correct = prepared.bad.len();
        Ok(())
    }

    fn line(&mut self, line: usize, outcome: &str, why: &str, asset: Option<(Uuid, i64, String)>) {
        match outcome {
            "taken" => self.sums.taken += 1,
            "merged" => self.sums.merged += 1,
            _ => {}
        }
        let (id, version, before) = match asset {
            Some((id, version, before)) => (Some(id), version, before),
            None => (None, 0, String::new()),
        };
        self.lines.push(asset_import_row::ActiveModel {
            id: Set(fresh(self.platform)),
            company_id: Set(self.scope.company().0),
            import_id: Set(self.import.id),
            line: Set(i64::try_from(line).unwrap_or(i64::MAX)),
            outcome: Set(outcome.to_owned()),
            why: Set(why.to_owned()),
            asset_id: Set(id),
            version_left: Set(version),
            before_json: Set(before),
            cells_sealed: Set(None),
        });
    }

    fn sealed(
        &self,
        asset: Uuid,
        field: Field,
        plain: &str,
    ) -> Result<asset_secret::Model, Problem> {
        Ok(asset_secret::Model {
            id: fresh(self.platform),
            company_id: self.scope.company().0,
            asset_id: asset,
            field: field.name().to_owned(),
            sealed: self.key.seal(plain.as_bytes())?,
            set_at: to_millis(self.platform.clock.now()),
            set_by: self.scope.actor_name().to_owned(),
        })
    }

    fn noted(
        &self,
        asset: Uuid,
        what: &'static str,
        fields: &[crate::keep::Changed],
    ) -> Result<asset_change::ActiveModel, Problem> {
        let reason = &self.import.file_name;
        let new = NewChange { asset, what, fields, reason };
        Ok(history::row(self.platform, self.scope, new)?.into_active_model())
    }
}

/// Own fields after a merge: what the file adds, and what it replaces. Several values under one
/// heading are one cell in our export, and no other value when that comes back.
fn merge_own(kept: &mut OwnFields, new: &OwnFields, policy: Policy) {
    for (heading, value) in new {
        let there = own_text(kept, heading);
        if there.as_ref() == Some(value) {
            continue;
        }
        match kept.iter_mut().find(|(one, _)| one == heading) {
            Some(there) if policy == Policy::Replace => there.1.clone_from(value),
            Some(_) => {}
            None => kept.push((heading.clone(), value.clone())),
        }
    }
}

/// Inserts rows, so many at once.
async fn insert_all<E, A>(tx: &Tx, rows: Vec<A>) -> Result<(), Problem>
where
    E: sea_orm::EntityTrait,
    A: sea_orm::ActiveModelTrait<Entity = E> + Send,
{
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let some: Vec<A> = rows.by_ref().take(AT_ONCE).collect();
        E::insert_many(some).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}
