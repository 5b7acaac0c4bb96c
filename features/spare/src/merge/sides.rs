//! Two sides of one row against its earlier state, column by column.

use serde_json::{Map, Value};

use crate::rows::Row;

/// Columns that count changes or tell when the last one was: the later side holds.
const COUNTERS: &[&str] = &["version", "revision", "changed_at", "last_number"];
/// Of these, those that tell whoever has the page open that something changed meanwhile.
const STEPS: &[&str] = &["version", "revision"];
/// Where JSON is a state by name: the parts within that name are compared one by one.
const STATES: &[(&str, &str)] =
    &[("state_json", "steps"), ("items_json", ""), ("answers_json", "")];

/// What comes out.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Sides {
    /// The row as it is from now on.
    pub(super) row: Row,
    /// Whether anything of the spare was taken over.
    pub(super) taken: bool,
    /// What both sides changed into something different: place, here, there. Here stays.
    pub(super) conflicts: Vec<(String, Value, Value)>,
}

/// Joins both sides. `keep` names columns that only this side gives, such as numbers.
pub(super) fn join(before: &Row, main: &Row, spare: &Row, keep: &[&str]) -> Sides {
    let mut sides = Sides { row: main.clone(), ..Sides::default() };
    for (name, there) in spare {
        let (Some(was), Some(here)) = (before.get(name), main.get(name)) else { continue };
        let counts = COUNTERS.contains(&name.as_str());
        if there == was || there == here || counts || keep.contains(&name.as_str()) {
            continue;
        }
        if here == was {
            sides.row.insert(name.clone(), there.clone());
            sides.taken = true;
        } else if let Some(joined) = join_state(name, (was, here, there), &mut sides.conflicts) {
            sides.taken |= joined != *here;
            sides.row.insert(name.clone(), joined);
        } else {
            sides.conflicts.push((name.clone(), here.clone(), there.clone()));
        }
    }
    if sides.taken {
        for name in COUNTERS {
            let later = |row: &Row| row.get(*name).and_then(Value::as_i64);
            if let (Some(here), Some(there)) = (later(main), later(spare)) {
                let step = i64::from(STEPS.contains(name));
                sides.row.insert((*name).to_owned(), (here.max(there) + step).into());
            }
        }
    }
    sides
}

/// A state in JSON, joined part by part; `None` if it is none.
fn join_state(
    column: &str,
    (was, here, there): (&Value, &Value, &Value),
    conflicts: &mut Vec<(String, Value, Value)>,
) -> Option<Value> {
    let (_, within) = STATES.iter().find(|(name, _)| *name == column)?;
    let read = |value: &Value| serde_json::from_str::<Value>(value.as_str()?).ok();
    let (was, mut here, there) = (read(was)?, read(here)?, read(there)?);
    let (old, new) = (part(&was, within)?, part(&there, within)?);
    let mut joined = part(&here, within)?.clone();
    for name in new.keys().chain(old.keys().filter(|name| !new.contains_key(*name))) {
        let (from, to, own) = (old.get(name), new.get(name), joined.get(name).cloned());
        if to == from || to == own.as_ref() {
            continue;
        }
        let place = format!("{column}/{name}");
        match (own.as_ref() == from, to) {
            (true, Some(to)) => {
                joined.insert(name.clone(), to.clone());
            }
            (true, None) => {
                joined.shift_remove(name);
            }
            (false, to) => {
                let own = own.unwrap_or_default();
                conflicts.push((place, own, to.cloned().unwrap_or_default()));
            }
        }
    }
    match *within {
        "" => Some(Value::Object(joined).to_string().into()),
        within => {
            here.as_object_mut()?.insert(within.to_owned(), Value::Object(joined));
            Some(here.to_string().into())
        }
    }
}

fn part<'a>(value: &'a Value, within: &str) -> Option<&'a Map<String, Value>> {
    match within {
        "" => value.as_object(),
        within => value.get(within)?.as_object(),
    }
}

/// Puts the spare's value of one place (`column` or `column/name`) into a row.
pub(crate) fn put(row: &mut Row, place: &str, value: &Value) -> Option<()> {
    let Some((column, name)) = place.split_once('/') else {
        row.insert(place.to_owned(), value.clone());
        return Some(());
    };
    let (_, within) = STATES.iter().find(|(state, _)| *state == column)?;
    let mut state: Value = serde_json::from_str(row.get(column)?.as_str()?).ok()?;
    let parts = match *within {
        "" => state.as_object_mut()?,
        within => state.get_mut(within)?.as_object_mut()?,
    };
    if value.is_null() {
        parts.shift_remove(name);
    } else {
        parts.insert(name.to_owned(), value.clone());
    }
    row.insert(column.to_owned(), state.to_string().into());
    Some(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn row(value: Value) -> Row {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn what_only_one_side_changed_is_taken_and_what_both_changed_stays_here() {
        let before =
            row(json!({"title": "a", "level": 1, "owner": "x", "version": 3, "serial": 2}));
        let main = row(json!({"title": "b", "level": 1, "owner": "y", "version": 4, "serial": 5}));
        let spare = row(json!({"title": "a", "level": 2, "owner": "z", "version": 6, "serial": 9}));
        let sides = join(&before, &main, &spare, &["serial"]);
        let after = row(json!({"title": "b", "level": 2, "owner": "y", "version": 7, "serial": 5}));
        assert_eq!(sides.row, after);
        assert_eq!(sides.conflicts, vec![("owner".to_owned(), json!("y"), json!("z"))]);
    }

    #[test]
    fn steps_done_on_either_side_are_done_and_a_step_done_differently_is_a_conflict() {
        let state =
            |steps: Value| row(json!({ "state_json": json!({ "steps": steps }).to_string() }));
        let before = state(json!({"a": "open", "b": "open", "c": "open"}));
        let main = state(json!({"a": "done", "b": "open", "c": "done"}));
        let spare = state(json!({"a": "open", "b": "done", "c": "skipped"}));
        let sides = join(&before, &main, &spare, &[]);
        assert_eq!(sides.row, state(json!({"a": "done", "b": "done", "c": "done"})));
        let conflict = ("state_json/c".to_owned(), json!("done"), json!("skipped"));
        assert_eq!(sides.conflicts, vec![conflict]);
        let mut chosen = sides.row;
        put(&mut chosen, "state_json/c", &json!("skipped")).unwrap();
        assert_eq!(chosen, state(json!({"a": "done", "b": "done", "c": "skipped"})));
    }

    #[test]
    fn the_same_change_on_both_sides_is_no_conflict() {
        let (before, after) = (row(json!({"title": "a"})), row(json!({"title": "b"})));
        assert!(join(&before, &after, &after, &[]).conflicts.is_empty());
    }
}
