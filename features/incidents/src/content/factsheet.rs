//! The fact sheet: which facts an incident has, in which order, in which words.
//!
//! Read from `content/facts/factsheet.yaml`. Twelve fields fill the list of ten
//! things to write down in the older and in the newer IPA guide.

use hikeshi_i18n::plain;
use hikeshi_kernel::{Lang, LocalText};
use serde::Deserialize;

use super::number_words::NumberWords;

/// Stands between several choices in one value, as the first questions write them.
const BETWEEN: &str = " / ";

/// The file: all facts that can be written, and the call sheet that is filled from them.
#[derive(Debug, Clone, Deserialize)]
pub struct FactSheet {
    /// All fields, in the order of the guides, then ours.
    pub facts: Vec<FactField>,
    /// What may stand around the number of a [`FactKind::Number`].
    pub number_words: NumberWords,
    /// What to have ready before telephoning an outside desk.
    pub call_sheet: Vec<CallSheetLine>,
    /// What to print below those lines.
    pub call_sheet_more: Vec<CallSheetMore>,
}

/// One fact that may be written.
#[derive(Debug, Clone, Deserialize)]
pub struct FactField {
    /// Stable key, as in the column `fact.key`.
    pub key: String,
    /// Its name.
    pub title: LocalText,
    /// What to write.
    pub hint: LocalText,
    /// The form of the value; free words are always allowed but for a count.
    pub kind: FactKind,
    /// Whether several choices may hold at once.
    #[serde(default)]
    pub many: bool,
    /// What stands behind the number in documents, for [`FactKind::Number`]: "persons".
    #[serde(default)]
    pub unit: Option<LocalText>,
    /// The choices, for [`FactKind::Choice`].
    #[serde(default)]
    pub choices: Vec<FactChoice>,
    /// Which part of the story it belongs to.
    pub class: FactClass,
    /// Whether the value names a person or says how to reach one.
    #[serde(default)]
    pub names_person: bool,
    /// Its numbers in the lists of ten; `None` for what we ask in addition.
    #[serde(default)]
    pub sheet: Option<SheetNumbers>,
    /// The kinds of incident it is asked for; empty for all.
    #[serde(default)]
    pub kinds: Vec<String>,
}

/// The form of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactKind {
    /// Free words.
    Text,
    /// A count.
    Number,
    /// A time as people say it.
    Time,
    /// One or several of the choices.
    Choice,
}

/// Which part of the story a fact belongs to: decides who may get it when facts are shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactClass {
    /// Devices, causes, traces.
    Technical,
    /// What was harmed.
    Damage,
    /// What was done.
    Response,
}

impl FactClass {
    /// All classes, in the order of pages.
    pub const ALL: [Self; 3] = [Self::Damage, Self::Technical, Self::Response];

    /// The name in the content and in keys of words (`record-class-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Technical => "technical",
            Self::Damage => "damage",
            Self::Response => "response",
        }
    }
}

/// One choice of a field; stored by its id, shown in the reader's language.
#[derive(Debug, Clone, Deserialize)]
pub struct FactChoice {
    /// Stable id.
    pub id: String,
    /// Its words.
    pub title: LocalText,
}

/// Where a field stands in the lists of ten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct SheetNumbers {
    /// Its number in the older guide.
    #[serde(default)]
    pub older: Option<u8>,
    /// Its number in the newer guide (the numbering is ours).
    #[serde(default)]
    pub newer: Option<u8>,
}

/// Which edition of the IPA guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Edition {
    /// The newer one.
    #[default]
    Newer,
    /// The older one.
    Older,
}

impl Edition {
    /// The name in addresses and in keys of words (`record-edition-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Newer => "newer",
            Self::Older => "older",
        }
    }
}

/// One of the seven lines of the call sheet, filled from one or several facts.
#[derive(Debug, Clone, Deserialize)]
pub struct CallSheetLine {
    /// Its number.
    pub nr: u8,
    /// Its name.
    pub title: LocalText,
    /// The facts that fill it.
    pub keys: Vec<String>,
    /// The ids of the steps of playbooks that fill it when they are done, such as a call.
    #[serde(default)]
    pub steps: Vec<String>,
}

/// One line of the call sheet below the numbered ones.
#[derive(Debug, Clone, Deserialize)]
pub struct CallSheetMore {
    /// Its name; without one the first fact names it.
    #[serde(default)]
    pub title: Option<LocalText>,
    /// The facts that fill it.
    pub keys: Vec<String>,
    /// What else of the case fills it.
    #[serde(default)]
    pub case: Option<CaseFill>,
}

/// What of the case fills a line of the call sheet besides facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseFill {
    /// Steps that are done and decisions that were taken.
    Done,
    /// Who speaks for the company on this case.
    Answers,
}

impl FactSheet {
    /// The field of that key; `None` for one that the pack no longer has.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&FactField> {
        self.facts.iter().find(|field| field.key == key)
    }

    /// The ten things of an edition with their numbers, in their order.
    #[must_use]
    pub fn ten(&self, edition: Edition) -> Vec<(u8, &FactField)> {
        let mut ten: Vec<_> =
            self.facts.iter().filter_map(|field| Some((field.number(edition)?, field))).collect();
        ten.sort_by_key(|(number, _)| *number);
        ten
    }
}

impl FactField {
    /// Its number in the list of ten of an edition.
    #[must_use]
    pub fn number(&self, edition: Edition) -> Option<u8> {
        let sheet = self.sheet?;
        match edition {
            Edition::Newer => sheet.newer,
            Edition::Older => sheet.older,
        }
    }

    /// Whether it is asked for in an incident of these kinds.
    #[must_use]
    pub fn concerns(&self, kinds: &[String]) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|kind| kinds.contains(kind))
    }

    /// A stored value in the reader's language: choices in its words, all else as written.
    #[must_use]
    pub fn shown(&self, value: &str, lang: Lang) -> String {
        if self.choices.is_empty() {
            return value.to_owned();
        }
        let part = |part: &str| match self.choice_of(part) {
            Some(choice) => plain(choice.title.get(lang)),
            None => part.to_owned(),
        };
        value.split(BETWEEN).map(part).collect::<Vec<_>>().join(BETWEEN)
    }

    /// A stored value taken apart for a form: the ids of the choices, and the free words.
    #[must_use]
    pub fn parts(&self, value: &str) -> (Vec<String>, String) {
        if self.choices.is_empty() {
            return (Vec::new(), value.to_owned());
        }
        let (mut chosen, mut free) = (Vec::new(), Vec::new());
        for part in value.split(BETWEEN) {
            match self.choice_of(part) {
                Some(choice) => chosen.push(choice.id.clone()),
                None => free.push(part),
            }
        }
        (chosen, free.join(BETWEEN))
    }

    /// The value to store: the chosen ones in Japanese, as documents print them, then free words.
    /// Ids that the sheet does not have are left out.
    #[must_use]
    pub fn joined(&self, chosen: &[String], free: &str) -> String {
        let picked = self.choices.iter().filter(|choice| chosen.contains(&choice.id));
        let words = picked.map(|choice| choice.title.get(Lang::Ja));
        let free = Some(free).filter(|free| !free.is_empty());
        words.chain(free).collect::<Vec<_>>().join(BETWEEN)
    }

    fn choice_of(&self, part: &str) -> Option<&FactChoice> {
        let named = |choice: &&FactChoice| {
            choice.id == part || Lang::ALL.iter().any(|lang| choice.title.get(*lang) == part)
        };
        self.choices.iter().find(named)
    }
}

#[cfg(test)]
mod tests {
    use hikeshi_content::Pack;

    use super::*;

    fn sheet() -> FactSheet {
        Pack.read("facts/factsheet.yaml").unwrap()
    }

    #[test]
    fn twelve_fields_fill_both_lists_of_ten_without_a_gap() {
        let sheet = sheet();
        for edition in [Edition::Newer, Edition::Older] {
            let numbers: Vec<u8> = sheet.ten(edition).iter().map(|(nr, _)| *nr).collect();
            assert_eq!(numbers, (1..=10).collect::<Vec<u8>>());
        }
        assert_eq!(sheet.facts.iter().filter(|field| field.sheet.is_some()).count(), 12);
        let named = sheet.call_sheet.iter().flat_map(|line| &line.keys);
        for key in named.chain(sheet.call_sheet_more.iter().flat_map(|line| &line.keys)) {
            assert!(sheet.field(key).is_some(), "{key}");
        }
    }

    #[test]
    fn choices_and_free_words_come_apart_and_together_again() {
        let sheet = sheet();
        let field = sheet.field("isolated").unwrap();
        let stored = field.joined(&["some".into(), "no-such".into()], "2F");
        assert_eq!(field.parts(&stored), (vec!["some".to_owned()], "2F".to_owned()));
        assert_eq!(field.shown(&stored, Lang::En), "Some / 2F");
        assert_eq!(sheet.field("event").unwrap().shown("a / b", Lang::En), "a / b");
    }
}
