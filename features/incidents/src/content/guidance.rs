//! What `content/evidence/guidance.yaml` says: how to collect, what to write down, what can happen.

use hikeshi_kernel::LocalText;
use serde::Deserialize;

use crate::evidence::OffsetWords;

/// Guidance for collecting evidence, after RFC 3227.
#[derive(Debug, Clone, Deserialize)]
pub struct Guidance {
    /// Rules that always hold.
    pub principles: Vec<Principle>,
    /// What to collect first: the most fleeting first.
    pub order: Vec<Source>,
    /// What a custody record holds at least.
    pub custody: Vec<CustodyField>,
    /// How people write how far a device's clock is off.
    pub clock_words: OffsetWords,
    /// What can happen to an exhibit.
    pub custody_events: Vec<EventKind>,
    /// What an exhibit can be.
    pub exhibit_kinds: Vec<ExhibitKind>,
}

/// A rule for whoever collects, whatever the source.
#[derive(Debug, Clone, Deserialize)]
pub struct Principle {
    /// Stable id.
    pub id: String,
    /// The rule in one or two sentences.
    pub text: LocalText,
}

/// Something to collect from.
#[derive(Debug, Clone, Deserialize)]
pub struct Source {
    /// Place in the order, from 1.
    pub nr: u8,
    /// Stable id.
    pub id: String,
    /// Name.
    pub title: LocalText,
    /// What belongs to it.
    pub examples: LocalText,
    /// What a small company does.
    pub how: LocalText,
    /// Who can do it: `anyone`, `admin`, `specialist` (words: `evidence-who-…`).
    pub who: String,
    /// When it is lost.
    pub vanishes: LocalText,
}

/// A field of a custody record: its words stand beside the field of the form.
#[derive(Debug, Clone, Deserialize)]
pub struct CustodyField {
    /// Stable key.
    pub key: String,
    /// Name.
    pub title: LocalText,
    /// What to write.
    pub hint: LocalText,
    /// Whether a record without it is incomplete.
    pub required: bool,
}

/// Something that can happen to an exhibit.
#[derive(Debug, Clone, Deserialize)]
pub struct EventKind {
    /// The name in the database.
    pub id: String,
    /// What happened, as a verb.
    pub title: LocalText,
}

/// What an exhibit can be.
#[derive(Debug, Clone, Deserialize)]
pub struct ExhibitKind {
    /// The name in the database.
    pub id: String,
    /// Name.
    pub title: LocalText,
    /// What to take care of.
    pub hint: LocalText,
}

impl Source {
    /// The key of the words that say who can collect it.
    #[must_use]
    pub fn who_key(&self) -> String {
        format!("evidence-who-{}", self.who)
    }
}

impl Guidance {
    /// The field of that key; its words stand beside the form's field.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&CustodyField> {
        self.custody.iter().find(|field| field.key == key)
    }

    /// What can happen to an exhibit, by its name in the database.
    #[must_use]
    pub fn event(&self, id: &str) -> Option<&EventKind> {
        self.custody_events.iter().find(|event| event.id == id)
    }

    /// What an exhibit can be, by its name in the database.
    #[must_use]
    pub fn kind(&self, id: &str) -> Option<&ExhibitKind> {
        self.exhibit_kinds.iter().find(|kind| kind.id == id)
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        content::content,
        evidence::{CustodyKind, offset_text, read_offset},
    };

    #[test]
    fn clock_offsets_are_read_in_the_words_of_the_content() {
        let words = &content().unwrap().guidance.clock_words;
        let cases = include_str!("../../tests/fixtures/offsets.txt");
        let cases: Vec<_> = cases.lines().filter_map(|line| line.split_once('\t')).collect();
        assert!(cases.len() > 10);
        for (typed, shown) in cases {
            let read = read_offset(words, typed).map_or_else(|| "?".to_owned(), offset_text);
            assert_eq!(read, shown, "{typed}");
        }
    }

    #[test]
    fn the_content_names_every_event_and_kind_that_the_program_writes() {
        let guidance = &content().unwrap().guidance;
        for kind in CustodyKind::ALL {
            assert!(guidance.event(kind.name()).is_some(), "{}", kind.name());
        }
        assert_eq!(guidance.custody_events.len(), CustodyKind::ALL.len());
        for kind in ["device", "document", "other"] {
            assert!(guidance.kind(kind).is_some(), "{kind}");
        }
        let order: Vec<u8> = guidance.order.iter().map(|source| source.nr).collect();
        assert_eq!(order, [1, 2, 3, 4, 5, 6, 7]);
    }
}
