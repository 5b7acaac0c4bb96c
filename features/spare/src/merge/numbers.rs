//! Numbers and other values that only one row may carry, when both sides gave them.

use serde_json::Value;

use super::{ItemKind, apply::Work, read::Taken};
use crate::{
    SpareError,
    catalogue::Numbers,
    rows::{self, Row, id_in},
};

impl Work<'_> {
    /// Gives a new row the next free number if its own is taken here, and tells people.
    pub(super) async fn number(
        &mut self,
        taken: &Taken<'_>,
        row: &mut Row,
    ) -> Result<(), SpareError> {
        let Some(numbers) = &taken.table.numbers else { return Ok(()) };
        let changed = self.counted(taken, numbers, row).await?;
        let (old, new) = match (taken.table.name, changed) {
            // The order in which exhibits were added: people see the other number.
            ("evidence", _) => match self.exhibit_number(taken, row).await? {
                Some(changed) => changed,
                None => return Ok(()),
            },
            (_, None) => return Ok(()),
            ("incident", Some((_, new))) => {
                let year = row.get("year").and_then(Value::as_i64).unwrap_or(0);
                let old = text(row, "number");
                let new = format!("{year}-{new:03}");
                row.insert("number".to_owned(), new.clone().into());
                (old, new)
            }
            (_, Some((old, new))) => (old.to_string(), new.to_string()),
        };
        self.report.renumbered.push((taken.table.name.to_owned(), old.clone(), new.clone()));
        let places = vec![(numbers.number.to_owned(), new.into(), old.into())];
        self.item(taken, (ItemKind::Renumbered, row), places).await
    }

    /// The next free number of the table's own column, as (old, new); nothing if the old is free.
    async fn counted(
        &self,
        taken: &Taken<'_>,
        numbers: &Numbers,
        row: &mut Row,
    ) -> Result<Option<(i64, i64)>, SpareError> {
        let alike: Vec<&str> = numbers.within.iter().copied().chain([numbers.number]).collect();
        if rows::find_all(self.tx, taken.columns, (&alike, row)).await?.is_empty() {
            return Ok(None);
        }
        let number = |row: &Row| row.get(numbers.number).and_then(Value::as_i64).unwrap_or(0);
        let group = |other: &&Row| numbers.within.iter().all(|n| other.get(*n) == row.get(*n));
        let here = rows::find_all(self.tx, taken.columns, (numbers.within, row)).await?;
        let there = taken.rows.iter().filter(group).map(number).max();
        let next = here.iter().map(number).max().max(there).unwrap_or(0) + 1;
        let old = number(row);
        row.insert(numbers.number.to_owned(), next.into());
        Ok(Some((old, next)))
    }

    /// E-003 of an original, E-003-C1 of a copy: a copy is named after its source, whose number may
    /// just have been changed.
    async fn exhibit_number(
        &self,
        taken: &Taken<'_>,
        row: &mut Row,
    ) -> Result<Option<(String, String)>, SpareError> {
        let old = text(row, "number");
        let here = rows::find_all(self.tx, taken.columns, (&["incident_id"], row)).await?;
        let source = id_in(row, "source_id");
        let source = here.iter().find(|other| source.is_some() && id_in(other, "id") == source);
        let start = source
            .map_or_else(|| "E-".to_owned(), |source| format!("{}-C", text(source, "number")));
        let count = |row: &Row| text(row, "number").strip_prefix(&start)?.parse::<u32>().ok();
        let free = here.iter().all(|other| text(other, "number") != old);
        if free && count(row).is_some() {
            return Ok(None);
        }
        let there =
            taken.rows.iter().filter(|other| other.get("incident_id") == row.get("incident_id"));
        let next = here.iter().chain(there).filter_map(count).max().unwrap_or(0) + 1;
        let new = match source {
            Some(_) => format!("{start}{next}"),
            None => format!("{start}{next:03}"),
        };
        row.insert("number".to_owned(), new.clone().into());
        Ok(Some((old, new)))
    }

    /// Takes a value out of a new row that only one row may carry and that is taken here. The row
    /// itself comes in: both sides answered one hand-over, and both answers stand in the chain.
    pub(super) async fn single(
        &mut self,
        taken: &Taken<'_>,
        row: &mut Row,
    ) -> Result<(), SpareError> {
        let Some(column) = taken.table.single else { return Ok(()) };
        if id_in(row, column).is_none() {
            return Ok(());
        }
        let Some(here) = rows::find_all(self.tx, taken.columns, (&[column], row)).await?.pop()
        else {
            return Ok(());
        };
        row.insert(column.to_owned(), Value::Null);
        let said = |row: &Row| Value::from(text(row, "kind"));
        let place = (String::new(), said(&here), said(row));
        self.item(taken, (ItemKind::NotTaken, row), vec![place]).await
    }
}

fn text(row: &Row, column: &str) -> String {
    row.get(column).and_then(Value::as_str).unwrap_or_default().to_owned()
}
