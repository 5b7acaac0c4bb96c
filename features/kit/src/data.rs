//! What the kit shows, as plain strings in the reader's language. Empty strings are lines to write on.

use std::collections::BTreeMap;

use serde::Serialize;

/// The whole kit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Kit {
    /// Code of the language.
    pub(crate) lang: String,
    /// Fixed words by key (`kitdoc-…`).
    pub(crate) words: BTreeMap<String, String>,
    /// A line in a frame on every page: characters that the fonts lack.
    pub(crate) banner: String,
    /// The company; empty in a blank kit.
    pub(crate) company: String,
    /// "edition 3"; in a blank kit, that it is blank.
    pub(crate) edition: String,
    /// Day of issue.
    pub(crate) issued: String,
    /// Day until which it holds.
    pub(crate) valid_until: String,
    /// Where the edition before was kept.
    pub(crate) kept_at: String,
    /// The help page.
    pub(crate) help: Option<Link>,
    /// Where people sign in.
    pub(crate) sign_in: Option<Link>,
    /// The contact tree on the screen.
    pub(crate) contacts_link: Option<Link>,
    /// Whom to call first.
    pub(crate) calls: Vec<Person>,
    /// The first hour.
    pub(crate) first: First,
    /// What is seen and what to do.
    pub(crate) symptoms: Vec<Symptom>,
    /// Whoever helps the company.
    pub(crate) provider: Option<Provider>,
    /// The contact tree by damage level.
    pub(crate) levels: Vec<Level>,
    /// The company's own desks; those not filled in have only their slot.
    pub(crate) own_desks: Vec<OwnDesk>,
    /// Desks for everybody.
    pub(crate) desks: Vec<Desk>,
    /// Who decides what.
    pub(crate) decide: Vec<Decide>,
    /// One card for each situation.
    pub(crate) cards: Vec<Card>,
    /// Questions that the help page asks most.
    pub(crate) questions: Vec<Question>,
    /// Tags to cut out.
    pub(crate) tags: Vec<TagData>,
    /// How to go on.
    pub(crate) offline: Vec<Section>,
}

/// An address as a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Link {
    /// The code as a picture.
    pub(crate) svg: String,
    /// What it encodes.
    pub(crate) address: String,
    /// What is there.
    pub(crate) about: String,
    /// Whether one has to sign in.
    pub(crate) open: String,
}

/// Somebody to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Person {
    pub(crate) order: String,
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) phone: String,
    pub(crate) email: String,
    /// How long to wait before the next one is called.
    pub(crate) wait: String,
}

/// The first hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct First {
    pub(crate) now: Vec<Act>,
    pub(crate) dont: Vec<Act>,
    pub(crate) exceptions: Vec<Act>,
    pub(crate) say: Vec<String>,
}

/// One thing to do or not to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Act {
    pub(crate) within: String,
    pub(crate) title: String,
    pub(crate) detail: String,
}

/// A row of the table of symptoms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Symptom {
    pub(crate) title: String,
    pub(crate) now: Vec<String>,
    pub(crate) dont: Vec<String>,
    /// The card to take then; empty where none is proposed.
    pub(crate) card: String,
    pub(crate) link: Option<Link>,
}

/// Whoever helps the company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Provider {
    pub(crate) name: String,
    pub(crate) phone: String,
    pub(crate) hours: String,
}

/// People who are called from a damage level on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Level {
    pub(crate) name: String,
    pub(crate) people: Vec<Person>,
}

/// A desk that only the company can name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct OwnDesk {
    pub(crate) slot: String,
    pub(crate) purpose: String,
    pub(crate) name: String,
    pub(crate) phone: String,
    pub(crate) hours: String,
    pub(crate) contract: String,
}

/// A desk for everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Desk {
    pub(crate) name: String,
    pub(crate) purpose: String,
    pub(crate) addresses: Vec<Address>,
}

/// One way to reach a desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Address {
    pub(crate) value: String,
    pub(crate) phone: bool,
    pub(crate) hours: String,
    /// Whether somebody confirmed it.
    pub(crate) checked: bool,
}

/// Who may decide what without asking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Decide {
    pub(crate) who: String,
    /// The people, where the program knows them.
    pub(crate) names: String,
    pub(crate) may: Vec<String>,
    /// The name of the line for the deputy; empty where there is none.
    pub(crate) deputy: String,
}

/// What to do in one situation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Card {
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) link: Option<Link>,
    pub(crate) phases: Vec<Phase>,
    /// What comes after the first day.
    pub(crate) later: Vec<String>,
}

/// A part of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Phase {
    pub(crate) title: String,
    pub(crate) steps: Vec<Step>,
}

/// A line of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Step {
    pub(crate) number: String,
    /// Only in this case: "if 3 is A".
    pub(crate) when: String,
    pub(crate) title: String,
    /// Whether it is a question or a decision.
    pub(crate) asks: bool,
    pub(crate) options: Vec<String>,
    pub(crate) actor: String,
    pub(crate) due: String,
}

/// A question of the first report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Question {
    pub(crate) title: String,
    pub(crate) options: Vec<String>,
    pub(crate) several: bool,
    /// Lines to write on.
    pub(crate) lines: u8,
}

/// A tag to cut out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct TagData {
    pub(crate) number: String,
    pub(crate) link: Option<Link>,
}

/// A heading with steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) steps: Vec<String>,
    /// Whether lines to write on stand below.
    pub(crate) write: bool,
}
