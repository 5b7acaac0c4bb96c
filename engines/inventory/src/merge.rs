//! Two descriptions of one thing become one.

use serde::{Deserialize, Serialize};

use crate::{Field, Values};

/// What to do with a description of a thing that is already kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Policy {
    /// Fill what is empty; what is kept stays.
    #[default]
    Fill,
    /// The file is newer: its values take the place of those kept.
    Replace,
    /// They are two things: keep both.
    Both,
    /// Leave the row out.
    Leave,
}

/// A value that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Which field.
    pub field: Field,
    /// As it is kept; empty if nothing is.
    pub old: String,
    /// As the file has it.
    pub new: String,
}

/// Where a file says something else than what is kept; what the file leaves out is no difference.
#[must_use]
pub fn differences(kept: &Values, new: &Values) -> Vec<Difference> {
    let old = |field: &Field| kept.get(field).cloned().unwrap_or_default();
    new.iter()
        .filter(|(field, value)| kept.get(field) != Some(value))
        // In use is what nobody has to say.
        .filter(|(field, value)| {
            **field != Field::State || kept.contains_key(field) || value.as_str() != "in-use"
        })
        .map(|(field, value)| Difference { field: *field, old: old(field), new: value.clone() })
        .collect()
}

/// The values after a merge; those kept for [`Policy::Both`] and [`Policy::Leave`].
#[must_use]
pub fn merged(kept: &Values, new: &Values, policy: Policy) -> Values {
    let mut all = kept.clone();
    for Difference { field, old, new } in differences(kept, new) {
        // The name that people gave stays, unless the file is to replace it.
        let takes = match policy {
            Policy::Fill => old.is_empty(),
            Policy::Replace => true,
            Policy::Both | Policy::Leave => false,
        };
        if takes {
            all.insert(field, new);
        }
    }
    all
}
