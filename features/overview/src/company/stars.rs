//! How far a company is on the ladder of self-declarations, by its own answers. Whether it has declared
//! anything is not known here and never said.

use hikeshi_policies::document::Standing as Document;
use hikeshi_posture::Standing;

/// The template of the document that two stars ask for.
pub const BASIC_POLICY: &str = "basic-policy";
/// The short lists of which one suffices for one star.
pub const SHORT_LISTS: [&str; 2] = ["ipa-5", "ipa-6"];

/// Whether the conditions of a star are met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ready {
    /// Nobody answered yet.
    NotKnown,
    /// Something is missing.
    No,
    /// By the company's own answers, it can be declared.
    Yes,
}

/// How far a company is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stars {
    /// One star: every rule of a short list is kept.
    pub one: Ready,
    /// Two stars: the self-check is finished and the basic policy is public.
    pub two: Ready,
    /// Whether the self-check is finished.
    pub checked: bool,
    /// Whether the basic policy is public.
    pub published: bool,
}

impl Stars {
    /// How many stars could be declared; `None` while nobody answered anything.
    #[must_use]
    pub fn count(self) -> Option<u8> {
        match (self.one, self.two) {
            (_, Ready::Yes) => Some(2),
            (Ready::Yes, _) => Some(1),
            (Ready::NotKnown, Ready::NotKnown) => None,
            _ => Some(0),
        }
    }
}

pub(super) fn of(scores: &[Standing], documents: &[Document]) -> Stars {
    let mut short = scores.iter().filter(|one| SHORT_LISTS.contains(&one.catalogue.as_str()));
    let met = |one: &Standing| one.max.is_some_and(|max| max > 0 && one.total >= Some(max));
    let one = match short.clone().next() {
        None => Ready::NotKnown,
        Some(_) if short.any(met) => Ready::Yes,
        Some(_) => Ready::No,
    };
    let checked = scores.iter().any(|one| one.catalogue == super::MAIN);
    let basic = |one: &&Document| one.document.row.template == BASIC_POLICY;
    let published = documents.iter().filter(basic).any(|one| one.shown.is_some());
    let two = match (checked, published) {
        (true, true) => Ready::Yes,
        (false, false) => Ready::NotKnown,
        _ => Ready::No,
    };
    Stars { one, two, checked, published }
}
