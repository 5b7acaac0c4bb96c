//! The overview in words, the same on the page and on paper.

mod course;
mod peers;
mod sections;
mod sheet;
mod top;

use hikeshi_i18n::{Words, plain};
use hikeshi_kernel::LocalText;
use hikeshi_ui::{Markup, Shell};

pub(crate) use course::{Course, Point};
pub(crate) use peers::{Compared, PeersSaid};
pub(crate) use sections::{ON_PAGE, ON_PAPER, Section};
pub(crate) use sheet::Sheet;
pub(crate) use top::Headline;

/// A sentence or a name, before it is known where it will stand: pages show readings above hard
/// characters, papers do not.
#[derive(Debug, Clone)]
pub(crate) enum Said {
    /// Words of the interface with values.
    Words(&'static str, Vec<(&'static str, String)>),
    /// A text of the content, or words that people typed, the same in all languages.
    Text(LocalText),
    /// What a person typed.
    Typed(String),
}

impl Said {
    /// Words without values.
    pub(crate) const fn of(key: &'static str) -> Self {
        Self::Words(key, Vec::new())
    }

    /// Words with one value.
    pub(crate) fn with(key: &'static str, name: &'static str, value: impl ToString) -> Self {
        Self::Words(key, vec![(name, value.to_string())])
    }

    /// Words with another value.
    pub(crate) fn and(mut self, name: &'static str, value: impl ToString) -> Self {
        if let Self::Words(_, values) = &mut self {
            values.push((name, value.to_string()));
        }
        self
    }

    /// For a paper, a table, a title.
    pub(crate) fn plain(&self, words: &Words) -> String {
        match self {
            Self::Words(key, values) => {
                let values: Vec<(&str, &dyn std::fmt::Display)> =
                    values.iter().map(|(name, value)| (*name, value as _)).collect();
                words.ta(key, &values)
            }
            Self::Text(text) => plain(text.get(words.lang())),
            Self::Typed(text) => text.clone(),
        }
    }

    /// For a page.
    pub(crate) fn html(&self, shell: &Shell) -> Markup {
        match self {
            Self::Words(key, values) => {
                let values: Vec<(&str, &dyn std::fmt::Display)> =
                    values.iter().map(|(name, value)| (*name, value as _)).collect();
                shell.html_a(key, &values)
            }
            Self::Text(text) => shell.text(text),
            Self::Typed(text) => shell.html1("overview-typed", "text", text),
        }
    }
}

/// A line of a list.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// What it says.
    pub(crate) text: Said,
    /// What stands below it, smaller.
    pub(crate) about: Option<Said>,
    /// Where it leads; empty for nowhere.
    pub(crate) href: String,
    /// `danger`, `caution`, or empty.
    pub(crate) tone: &'static str,
}

impl Line {
    pub(crate) const fn new(text: Said, href: String) -> Self {
        Self { text, about: None, href, tone: "" }
    }

    pub(crate) fn about(mut self, about: Said) -> Self {
        self.about = Some(about);
        self
    }

    pub(crate) const fn toned(mut self, tone: &'static str) -> Self {
        self.tone = tone;
        self
    }
}
