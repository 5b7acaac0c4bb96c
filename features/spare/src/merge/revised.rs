//! Facts and decisions about duties: a change is a new revision, and the last one holds.
//!
//! Where only the spare wrote new revisions, its last one holds. Where both sides did, the spare's
//! follow this side's with new numbers, and this side's value is written down once more behind
//! them, so that it goes on to hold and nothing is lost; somebody chooses on the page of the merge.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{ItemKind, apply::Work, read::Taken};
use crate::{
    SpareError,
    rows::{self, Row, key_text},
};

const NUMBER: &str = "revision";
const CURRENT: &str = "current";
/// Columns that tell who wrote it, not what it says.
const AROUND: &[&str] = &["id", "at", "by_id", "by_name", "revision", "current", "reopened_at"];

impl Work<'_> {
    pub(super) async fn revised(
        &mut self,
        taken: &Taken<'_>,
        within: &[&str],
    ) -> Result<(), SpareError> {
        let mut groups: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
        for row in &taken.rows {
            match taken.before(row) {
                None => {
                    let group: Vec<String> = within
                        .iter()
                        .map(|name| row.get(*name).map(ToString::to_string).unwrap_or_default())
                        .collect();
                    groups.entry(group.join("/")).or_default().push(row);
                }
                Some(before) if says(before) != says(row) => {
                    let text = format!(
                        "{} {} was changed on the spare, but such rows are never changed: the \
                         spare was tampered with",
                        taken.table.name,
                        key_text(taken.columns, row)
                    );
                    return Err(SpareError::refused("foreign-row", text));
                }
                Some(_) => {}
            }
        }
        for (_, mut new) in groups {
            new.sort_by_key(|row| number(row));
            self.group(taken, within, &new).await?;
        }
        Ok(())
    }

    /// New revisions of one thing.
    async fn group(
        &mut self,
        taken: &Taken<'_>,
        within: &[&str],
        new: &[&Row],
    ) -> Result<(), SpareError> {
        let Some(last) = new.last() else { return Ok(()) };
        let here = rows::find_all(self.tx, taken.columns, (within, last)).await?;
        let own_new = here.iter().any(|row| taken.before(row).is_none());
        let mut next = here.iter().map(number).max().unwrap_or(0);
        let current = here.iter().find(|row| row.get(CURRENT) == Some(&Value::Bool(true)));
        let differs = own_new && current.is_some_and(|current| says(current) != says(last));
        if let Some(current) = current {
            self.set(taken, current, (CURRENT, false.into())).await?;
        }
        for row in new {
            if rows::find(self.tx, taken.columns, row).await?.is_some() {
                let text = format!(
                    "{} {} is taken here already",
                    taken.table.name,
                    key_text(taken.columns, row)
                );
                return Err(SpareError::refused("foreign-row", text));
            }
            next += 1;
            let mut revision = (*row).clone();
            self.check(taken, &mut revision).await?;
            revision.insert(NUMBER.to_owned(), next.into());
            let holds = !differs && std::ptr::eq(*row, *last);
            revision.insert(CURRENT.to_owned(), holds.into());
            self.insert(taken, &revision).await?;
            self.seen(taken, row).await?;
        }
        let Some(current) = current.filter(|_| differs) else { return Ok(()) };
        let mut again = current.clone();
        again.insert("id".to_owned(), self.new_id().to_string().into());
        again.insert(NUMBER.to_owned(), (next + 1).into());
        again.insert(CURRENT.to_owned(), true.into());
        rows::insert(self.tx, taken.columns, &again).await?;
        self.touch(taken, &again)?;
        let mut places = Vec::new();
        for (name, there) in last.iter() {
            let own = current.get(name).cloned().unwrap_or_default();
            let around = ["id", NUMBER, CURRENT, "by_id"].contains(&name.as_str());
            if own != *there && !around {
                places.push((name.clone(), own, there.clone()));
            }
        }
        // The item is about the spare's revision: choosing it writes that one down once more.
        self.item(taken, (ItemKind::Conflict, last), places).await
    }
}

fn number(row: &Row) -> i64 {
    row.get(NUMBER).and_then(Value::as_i64).unwrap_or(0)
}

/// What a revision says, whoever wrote it and whichever number it has.
fn says(row: &Row) -> Vec<(&String, &Value)> {
    row.iter().filter(|(name, _)| !AROUND.contains(&name.as_str())).collect()
}
