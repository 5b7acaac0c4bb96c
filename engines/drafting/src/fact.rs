//! The facts of one incident, as documents see them.

use std::collections::{BTreeMap, BTreeSet};

use hikeshi_kernel::{Lang, LocalText};
use serde::{Deserialize, Serialize};

/// How sure somebody is of a fact. The order runs from sure to not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Confirmed.
    Confirmed,
    /// Suspected.
    Suspected,
    /// Asked, and not known at this time.
    Unknown,
}

/// Which part of the story a fact belongs to; recipients are given classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// What was harmed.
    Damage,
    /// Devices, causes, traces.
    Technical,
    /// What was done.
    Response,
}

impl Class {
    /// All classes.
    pub const ALL: [Self; 3] = [Self::Damage, Self::Technical, Self::Response];
}

/// How far a fact may go. The order runs from near to far.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Sharing {
    /// Only the company and its provider.
    Inside,
    /// Named recipients too: authorities, partners, persons concerned, the insurer.
    Recipients,
    /// Nobody has limited it. What is published is still approved by two people.
    #[default]
    Anyone,
}

/// How exactly a fact says when something was: what sentence it fits into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeForm {
    /// It was not understood as a time, or is none.
    #[default]
    Words,
    /// An instant, exact or about, or a day.
    Point,
    /// From one instant to another.
    Range,
}

/// A fact that a recipient does not get.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Withheld {
    /// The document does not show that anything is left out.
    Silently,
    /// The document says that something is left out.
    Marked,
}

/// One fact. A fact that is not in the [`FactSet`] has not been asked or answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The ids of the choices, for a fact that offers choices.
    #[serde(default)]
    pub choices: Vec<String>,
    /// The words as written; beside choices, what was added in free words.
    pub value: String,
    /// How sure.
    pub certainty: Certainty,
    /// From when the value is, in words; empty if nobody said.
    #[serde(default)]
    pub as_of: String,
    /// Whether the value is a time that was understood as one.
    #[serde(default)]
    pub time: TimeForm,
    /// The revision in the fact store.
    pub revision: i64,
    /// Where it comes from when nobody wrote it in the fact store: a word of the caller's. Empty
    /// for a written fact.
    #[serde(default)]
    pub origin: String,
    /// Its class on the fact sheet.
    pub class: Class,
    /// How far it may go.
    #[serde(default)]
    pub sharing: Sharing,
    /// Whether the value names a person or says how to reach one.
    #[serde(default)]
    pub names_person: bool,
    /// Left out for this recipient; set by [`crate::redact`].
    #[serde(default)]
    pub withheld: Option<Withheld>,
}

impl Fact {
    /// Whether it is known, surely or by suspicion.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.certainty != Certainty::Unknown
    }

    /// Whether nothing was written although it is not marked unknown: the same as not being there.
    fn is_blank(&self) -> bool {
        self.is_known() && self.choices.is_empty() && self.value.trim().is_empty()
    }
}

/// One choice of a fact that offers choices, with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Stable id.
    pub id: String,
    /// Its words.
    pub title: LocalText,
}

/// The facts by key, and the words of the choices that they may have.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FactSet {
    /// The facts that are written, by key of the fact sheet.
    pub facts: BTreeMap<String, Fact>,
    /// The choices in the order of the fact sheet, by key; absent for facts in free words.
    #[serde(default)]
    pub choices: BTreeMap<String, Vec<Choice>>,
}

impl FactSet {
    /// The fact of that key; `None` also for one that holds no words.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Fact> {
        self.facts.get(key).filter(|fact| !fact.is_blank())
    }

    /// The known value in the reader's language: the chosen ones in the order of the sheet, then
    /// free words, with `between` between them.
    #[must_use]
    pub fn shown(&self, key: &str, lang: Lang, between: &str) -> String {
        let Some(fact) = self.get(key) else { return String::new() };
        let offered = self.choices.get(key).map(Vec::as_slice).unwrap_or_default();
        let picked = offered.iter().filter(|choice| fact.choices.contains(&choice.id));
        let known: BTreeSet<&str> = offered.iter().map(|choice| choice.id.as_str()).collect();
        // Ids that the sheet no longer offers are shown as they are, never dropped.
        let strangers = fact.choices.iter().map(String::as_str).filter(|id| !known.contains(id));
        let words = Some(fact.value.trim()).filter(|words| !words.is_empty());
        let all = picked.map(|choice| choice.title.get(lang)).chain(strangers).chain(words);
        all.collect::<Vec<_>>().join(between)
    }
}
