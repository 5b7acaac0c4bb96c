//! Writing the rows of a spare into this side's tables, inside the one transaction of the merge.

use std::collections::{BTreeMap, BTreeSet};

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{
    case::{EntryKind, IncidentId, NewEntry, Status, add_entry, find_incident},
    record::Written,
};
use hikeshi_kernel::{Lang, new_uuid};
use hikeshi_web::Platform;
use sea_orm::ConnectionTrait as _;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{
    ItemKind, Merged, after,
    items::{self, Item},
    open::Spare,
    read::Taken,
    refs::Known,
    sides::join,
};
use crate::{
    SpareError,
    catalogue::Merge,
    rows::{self, Row, id_in, key_text, statement},
};

/// A merge at work.
pub(super) struct Work<'a> {
    pub(super) tx: &'a Tx,
    platform: &'a Platform,
    pub(super) spare: &'a Spare,
    merge: Uuid,
    now: i64,
    known: Known,
    /// The incidents that were touched, with the rows that were written, for the log.
    touched: BTreeMap<Uuid, Written>,
    /// Incidents of which people should look at the page of the merge.
    noted: BTreeSet<Uuid>,
    digest: Sha256,
    pub(super) report: Merged,
}

impl<'a> Work<'a> {
    pub(super) fn new(
        tx: &'a Tx,
        platform: &'a Platform,
        spare: &'a Spare,
        (merge, now): (Uuid, i64),
    ) -> Self {
        Self {
            tx,
            platform,
            spare,
            merge,
            now,
            known: Known::default(),
            touched: BTreeMap::new(),
            noted: BTreeSet::new(),
            digest: Sha256::new(),
            report: Merged::default(),
        }
    }

    /// Writes all tables, those first that others refer to.
    pub(super) async fn tables(&mut self, tables: &[Taken<'_>]) -> Result<(), SpareError> {
        for taken in tables {
            match taken.table.merge {
                Merge::Revised(within) => self.revised(taken, within).await?,
                Merge::Added | Merge::Changed => {
                    for row in taken.worked_on() {
                        self.row(taken, row).await?;
                    }
                }
                Merge::Not => {}
            }
            self.gone(taken).await?;
        }
        after::recount(self.tx, self.spare.origin.company).await
    }

    /// Lets what follows from an incident be counted anew; answers what was done, and the rows that
    /// were written by incident.
    pub(super) async fn finish(
        self,
        scope: &CompanyScope,
    ) -> Result<(Merged, BTreeMap<Uuid, Written>), SpareError> {
        for incident in &self.noted {
            self.say_in_timeline(scope, *incident).await?;
        }
        let sql = "UPDATE incident SET changed_at = $1 WHERE id = $2";
        for incident in self.touched.keys() {
            let values = vec![self.now.into(), (*incident).into()];
            self.tx.conn().execute_raw(statement(self.tx, sql.to_owned(), values)).await?;
        }
        let hash = hex::encode(self.digest.finalize());
        let sql = "UPDATE spare_merge SET rows_sha256 = $1 WHERE id = $2";
        let values = vec![hash.into(), self.merge.into()];
        self.tx.conn().execute_raw(statement(self.tx, sql.to_owned(), values)).await?;
        Ok((self.report, self.touched))
    }

    /// A line in the timeline of an open incident: that it was merged, and where to look.
    async fn say_in_timeline(
        &self,
        scope: &CompanyScope,
        incident: Uuid,
    ) -> Result<(), SpareError> {
        let Ok(incident) = find_incident(self.tx, scope, IncidentId(incident)).await else {
            return Ok(());
        };
        if incident.status == Status::Closed.name() {
            return Ok(());
        }
        let text = self.platform.words(Lang::Ja).t("spare-timeline-line");
        let now = self.platform.clock.now();
        let line = NewEntry::automatic(EntryKind::Action, now, text);
        add_entry(self.tx, self.platform, scope, &incident, line).await?;
        Ok(())
    }

    async fn row(&mut self, taken: &Taken<'_>, row: &Row) -> Result<(), SpareError> {
        match taken.before(row) {
            None => self.add(taken, row).await,
            Some(_) if taken.table.merge == Merge::Added => {
                let text = format!(
                    "{} {} was changed on the spare, but such rows are never changed: the spare \
                     was tampered with",
                    taken.table.name,
                    key_text(taken.columns, row)
                );
                Err(SpareError::refused("foreign-row", text))
            }
            Some(before) => self.change(taken, before, row).await,
        }
    }

    /// A row that the spare added.
    async fn add(&mut self, taken: &Taken<'_>, row: &Row) -> Result<(), SpareError> {
        let columns = taken.columns;
        if let Some(here) = rows::find(self.tx, columns, row).await? {
            let own = id_in(&here, "company_id") == Some(self.spare.origin.company);
            if own && columns.key != ["id"] && taken.table.merge == Merge::Changed {
                // Both sides began the one thing of its kind that there can be.
                let nothing = row.keys().map(|name| (name.clone(), Value::Null)).collect();
                return self.change(taken, &nothing, row).await;
            }
            let text = format!(
                "{} {} is taken here already by another row: the spare was tampered with",
                columns.table,
                key_text(columns, row)
            );
            return Err(SpareError::refused("foreign-row", text));
        }
        if !taken.table.unique.is_empty() {
            let same = rows::find_all(self.tx, columns, (taken.table.unique, row)).await?;
            if let Some(here) = same.first() {
                let places = vec![(String::new(), summary(here), summary(row))];
                return self.item(taken, (ItemKind::NotTaken, row), places).await;
            }
        }
        let mut new = row.clone();
        self.known.check(self.tx, (columns, self.spare.origin.company), &mut new).await?;
        self.number(taken, &mut new).await?;
        self.single(taken, &mut new).await?;
        self.insert(taken, &new).await?;
        self.seen(taken, row).await
    }

    /// Writes a new row and counts it.
    pub(super) async fn insert(&mut self, taken: &Taken<'_>, row: &Row) -> Result<(), SpareError> {
        rows::insert(self.tx, taken.columns, row).await?;
        *self.report.added.entry(taken.table.name.to_owned()).or_default() += 1;
        self.touch(taken, row)
    }

    /// A row that the spare changed.
    async fn change(
        &mut self,
        taken: &Taken<'_>,
        before: &Row,
        row: &Row,
    ) -> Result<(), SpareError> {
        let Some(here) = rows::find(self.tx, taken.columns, row).await? else {
            if taken.table.returns {
                return Box::pin(self.add(taken, row)).await;
            }
            let places = vec![(String::new(), Value::Null, summary(row))];
            self.item(taken, (ItemKind::NotTaken, row), places).await?;
            return self.seen(taken, row).await;
        };
        let company = self.spare.origin.company;
        if id_in(&here, "company_id") != Some(company) {
            let text = format!("{} is another company's here", key_text(taken.columns, row));
            return Err(SpareError::refused("foreign-row", text));
        }
        let mut keep = vec!["company_id"];
        if let Some(numbers) = &taken.table.numbers {
            keep.extend(numbers.within.iter().chain([&numbers.number, &"number"]));
        }
        let mut sides = join(before, &here, row, &keep);
        if sides.taken {
            self.known.check(self.tx, (taken.columns, company), &mut sides.row).await?;
            rows::update(self.tx, taken.columns, &sides.row).await?;
            *self.report.changed.entry(taken.table.name.to_owned()).or_default() += 1;
            self.touch(taken, &sides.row)?;
        }
        if !sides.conflicts.is_empty() && taken.table.name == "timeline_entry" {
            self.both_lines(taken, row, sides.conflicts).await?;
        } else if !sides.conflicts.is_empty() {
            self.item(taken, (ItemKind::Conflict, &here), sides.conflicts).await?;
        }
        self.seen(taken, row).await
    }

    /// A line that both sides wrote anew: the spare's stands beside it as a line of its own.
    async fn both_lines(
        &mut self,
        taken: &Taken<'_>,
        row: &Row,
        conflicts: Vec<(String, Value, Value)>,
    ) -> Result<(), SpareError> {
        let mut line = row.clone();
        line.insert("id".to_owned(), self.new_id().to_string().into());
        self.known.check(self.tx, (taken.columns, self.spare.origin.company), &mut line).await?;
        self.insert(taken, &line).await?;
        self.item(taken, (ItemKind::BothLines, row), conflicts).await
    }

    /// Rows that were deleted on the spare stay here.
    async fn gone(&mut self, taken: &Taken<'_>) -> Result<(), SpareError> {
        let there: BTreeSet<String> =
            taken.rows.iter().map(|row| key_text(taken.columns, row)).collect();
        if taken.table.passing {
            return Ok(());
        }
        for (key, before) in taken.before.iter().filter(|(key, _)| !there.contains(*key)) {
            if taken.table.merge != Merge::Changed {
                let text = format!(
                    "{} {key} is missing on the spare, but such rows are never deleted: the spare \
                     was tampered with",
                    taken.table.name
                );
                return Err(SpareError::refused("foreign-row", text));
            }
            if let Some(here) = rows::find(self.tx, taken.columns, before).await? {
                let places = vec![(String::new(), summary(&here), Value::Null)];
                self.item(taken, (ItemKind::NotTaken, &here), places).await?;
            }
        }
        Ok(())
    }

    /// Notes something for a person; counts it unless an earlier merge noted it.
    pub(super) async fn item(
        &mut self,
        taken: &Taken<'_>,
        (kind, about): (ItemKind, &Row),
        places: Vec<(String, Value, Value)>,
    ) -> Result<(), SpareError> {
        let key = key_text(taken.columns, about);
        let of = (self.spare.origin.company, self.merge, self.spare.origin.spare);
        let item = Item { kind, table: taken.table.name, key, about, places };
        if items::write(self.tx, of, item).await? {
            let of = if taken.table.name == "incident" { "id" } else { "incident_id" };
            self.noted.extend(id_in(about, of));
            match kind {
                ItemKind::Conflict => self.report.conflicts += 1,
                ItemKind::NotTaken => self.report.not_taken += 1,
                ItemKind::Renumbered | ItemKind::BothLines => {}
            }
        }
        Ok(())
    }

    /// Remembers how the spare's row looked, for the next time.
    pub(super) async fn seen(&mut self, taken: &Taken<'_>, row: &Row) -> Result<(), SpareError> {
        let key = key_text(taken.columns, row);
        self.digest.update(format!("{} {key} {}\n", taken.table.name, rows::hash(row)));
        let sql = "INSERT INTO spare_merge_seen (spare_id, table_name, row_key, company_id, content) \
                   VALUES ($1, $2, $3, $4, $5) \
                   ON CONFLICT (spare_id, table_name, row_key) DO UPDATE SET content = $5";
        let values = vec![
            self.spare.origin.spare.into(),
            taken.table.name.into(),
            key.into(),
            self.spare.origin.company.into(),
            Value::Object(row.clone()).to_string().into(),
        ];
        self.tx.conn().execute_raw(statement(self.tx, sql.to_owned(), values)).await?;
        Ok(())
    }

    /// Checks the ids of a row.
    pub(super) async fn check(
        &mut self,
        taken: &Taken<'_>,
        row: &mut Row,
    ) -> Result<(), SpareError> {
        self.known.check(self.tx, (taken.columns, self.spare.origin.company), row).await
    }

    pub(super) fn new_id(&self) -> Uuid {
        let (clock, rng) = self.platform.chance();
        new_uuid(clock, rng)
    }

    /// Notes the incident of a row that was written, and the row for the log.
    pub(super) fn touch(&mut self, taken: &Taken<'_>, row: &Row) -> Result<(), SpareError> {
        let of = if taken.table.name == "incident" { "id" } else { "incident_id" };
        if let Some(incident) = id_in(row, of) {
            self.touched.entry(incident).or_default().add_json(taken.table.name, row)?;
        }
        Ok(())
    }

    /// Sets a column of a row that is here.
    pub(super) async fn set(
        &mut self,
        taken: &Taken<'_>,
        row: &Row,
        (column, value): (&str, Value),
    ) -> Result<(), SpareError> {
        let mut row = row.clone();
        row.insert(column.to_owned(), value);
        rows::update(self.tx, taken.columns, &row).await?;
        self.touch(taken, &row)
    }
}

/// A row without what nobody reads: long JSON and keys.
fn summary(row: &Row) -> Value {
    let shown = row.iter().filter(|(name, value)| {
        let long = value.as_str().is_some_and(|text| text.len() > 2_000);
        !long && !name.ends_with("_json") && !name.ends_with("id") && !value.is_null()
    });
    Value::Object(shown.map(|(name, value)| (name.clone(), value.clone())).collect())
}
