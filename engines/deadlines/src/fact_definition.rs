//! Which facts the rules may ask for.

use std::collections::BTreeMap;

use hikeshi_kernel::LocalText;
use serde::{Deserialize, Serialize};

/// A fact that rules may ask for and a facts file may state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactDefinition {
    /// The key, with a dot below a section: `personal_data.persons`.
    pub key: String,
    /// What its value is.
    pub kind: FactKind,
    /// What it is called.
    pub title: LocalText,
    /// The words of a choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<FactWord>,
    /// The key beside it that says how certain a number is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<String>,
    /// What a flag is taken to be when nothing is said. Only for facts whose silence cannot take a
    /// duty away; where it is said that they are unknown, they are unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsaid: Option<bool>,
    /// The largest number that makes sense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<u64>,
    /// Facts that cannot be more than this one: `[personal_data.my_number_persons]`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub includes: Vec<String>,
    /// Flags that make this flag likely: it should not be denied while one of them holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub follows_from: Vec<String>,
}

/// What the value of a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactKind {
    /// True, false or unknown.
    Flag,
    /// A whole number, or unknown.
    Count,
    /// One of a list of words, or unknown.
    Choice,
    /// Free words, or unknown.
    Text,
    /// How certain the number beside it is; kept with that number.
    Certainty,
    /// A date or time; only `known` and `occurred`.
    Moment,
    /// The list of contracts; only `contracts`.
    Contracts,
}

/// One word of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactWord {
    /// The word that rules use.
    pub id: String,
    /// What it is called.
    pub title: LocalText,
    /// Other ways to write it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
}

/// A group of facts in a facts file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactSection {
    /// The key of the section: `personal_data`.
    pub key: String,
    /// Where the whole section is denied (`personal_data: false`), this number is 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zero_when_denied: Option<String>,
}

/// How values are written in a facts file, in all languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingWords {
    /// Words for true.
    pub yes: Vec<String>,
    /// Words for false.
    pub no: Vec<String>,
    /// Words for "not known".
    pub unknown: Vec<String>,
    /// Words after a number: "persons".
    pub units: Vec<String>,
    /// Words before or after a number that make it inexact: "about".
    pub about: Vec<String>,
    /// Words for [`crate::Certainty::Confirmed`].
    pub confirmed: Vec<String>,
    /// Words for [`crate::Certainty::Suspected`].
    pub suspected: Vec<String>,
    /// Words for [`crate::Certainty::AtLeast`].
    pub at_least: Vec<String>,
    /// Words for [`crate::Certainty::AtMost`].
    pub at_most: Vec<String>,
    /// Words before or after a number that is itself not reached: "over 1,000".
    #[serde(default)]
    pub more_than: Vec<String>,
    /// The same the other way: "under 1,000".
    #[serde(default)]
    pub less_than: Vec<String>,
    /// What stands between the ends of a range.
    #[serde(default)]
    pub between: Vec<String>,
    /// Words that stand in a number for ten thousand and the like.
    #[serde(default)]
    pub scales: BTreeMap<String, u64>,
    /// Words after a number of minutes.
    #[serde(default)]
    pub minutes: Vec<String>,
    /// Words of a clause around its time that say nothing more: "within".
    #[serde(default)]
    pub within: Vec<String>,
}
