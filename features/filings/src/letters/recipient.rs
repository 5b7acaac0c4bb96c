//! One person to write to.

use serde::{Deserialize, Serialize};

/// One person to write to, with no more of the list than the letter needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// The line of the list, from 1.
    pub line: i64,
    /// The name.
    pub name: String,
    /// The e-mail address; empty in a run on paper.
    pub email: String,
    /// The postal code; may be empty.
    pub postal: String,
    /// The postal address; empty in a run by e-mail.
    pub address: String,
    /// What stands for the letter's merge fields, in their order.
    pub values: Vec<String>,
}
