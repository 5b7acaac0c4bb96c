//! Conditions as data: all, any, not, a named rule, or a test of one fact.

use serde::{Deserialize, Serialize};

/// A condition over facts, as rules write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Condition {
    /// `{all: […]}`: each holds.
    All(AllOf),
    /// `{any: […]}`: one holds.
    Any(AnyOf),
    /// `{not: …}`: it does not hold.
    Not(NotOf),
    /// `{rule: id}`: the named rule of that day holds.
    Rule(RuleNamed),
    /// `{fact: key, …}`: a test of one fact.
    Test(Test),
}

/// See [`Condition::All`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllOf {
    /// Each must hold.
    pub all: Vec<Condition>,
}

/// See [`Condition::Any`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnyOf {
    /// One must hold.
    pub any: Vec<Condition>,
}

/// See [`Condition::Not`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotOf {
    /// Must not hold.
    pub not: Box<Condition>,
}

/// See [`Condition::Rule`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleNamed {
    /// The rule's id.
    pub rule: String,
}

/// A test of one fact; exactly one comparison is given.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// The fact's key.
    pub fact: String,
    /// The flag or the word that it must be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<Expected>,
    /// One of these stands in the free words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contains: Vec<String>,
    /// The number exceeds this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more_than: Option<u64>,
    /// The number is this or more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u64>,
    /// The number is this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exactly: Option<u64>,
    /// Whether it is known at all. Never unknown itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<bool>,
}

/// What a flag or a choice is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Expected {
    /// A flag.
    Flag(bool),
    /// A word of a choice.
    Word(String),
}

impl Condition {
    /// The conditions directly below.
    #[must_use]
    pub fn parts(&self) -> &[Self] {
        match self {
            Self::All(all) => &all.all,
            Self::Any(any) => &any.any,
            Self::Not(not) => std::slice::from_ref(&not.not),
            Self::Rule(_) | Self::Test(_) => &[],
        }
    }
}

impl Test {
    /// How many comparisons are given; a good test has one.
    #[must_use]
    pub fn comparisons(&self) -> usize {
        [
            self.is.is_some(),
            !self.contains.is_empty(),
            self.more_than.is_some(),
            self.at_least.is_some(),
            self.exactly.is_some(),
            self.stated.is_some(),
        ]
        .into_iter()
        .filter(|given| *given)
        .count()
    }
}
