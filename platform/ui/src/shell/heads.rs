//! The parts of the frame.

/// The company in the header: name and mark, so that two companies are not mixed up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanyHead {
    /// The company's name.
    pub name: String,
    /// Two letters.
    pub mark: String,
    /// The shape around them.
    pub mark_shape: MarkShape,
    /// The company's first page; `None` on public pages.
    pub href: Option<String>,
}

/// The four shapes of a company's mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MarkShape {
    /// A filled square.
    #[default]
    Square,
    /// A filled circle.
    Round,
    /// A square outline.
    Line,
    /// A double square outline.
    Double,
}

impl MarkShape {
    /// The shape that belongs to a number, for instance to a part of the company's id.
    #[must_use]
    pub const fn of(number: u8) -> Self {
        match number % 4 {
            0 => Self::Square,
            1 => Self::Round,
            2 => Self::Line,
            _ => Self::Double,
        }
    }

    /// The style classes that draw the mark in this shape.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Square => "hk-mark",
            Self::Round => "hk-mark hk-mark--round",
            Self::Line => "hk-mark hk-mark--line",
            Self::Double => "hk-mark hk-mark--double",
        }
    }
}

/// Whose pages these are when no company's: the provider in the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderHead {
    /// The provider's name.
    pub name: String,
    /// The provider's board.
    pub href: String,
}

/// The signed-in person, at the right of the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonHead {
    /// The person's name.
    pub name: String,
    /// The role in the reader's language.
    pub role_label: String,
}

/// A link in a menu, a row of tabs or a pager.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NavItem {
    /// The words.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether this is the page being shown.
    pub current: bool,
}

impl NavItem {
    /// A link to another page.
    #[must_use]
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into(), current: false }
    }

    /// The same, marked as the page being shown if `current`.
    #[must_use]
    pub const fn current_if(mut self, current: bool) -> Self {
        self.current = current;
        self
    }
}

/// The band over all pages of a company with open incidents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emergency {
    /// The title of the worst incident.
    pub title: String,
    /// The page of that incident.
    pub href: String,
    /// How many are open and where all of them stand, if there are several.
    pub all: Option<(usize, String)>,
}

/// Whom to telephone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Who answers, and when.
    pub label: String,
    /// The number as people read it: `050-0000-0119`.
    pub number: String,
    /// The number as a telephone dials it: `05000000119`.
    pub tel: String,
}

/// A message about what has just been done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flash {
    /// How it looks.
    pub kind: Tone,
    /// The message in the reader's language.
    pub text: String,
}

/// How weighty a message is. Always shown with an icon and words, never by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Good to know.
    #[default]
    Info,
    /// It worked.
    Done,
    /// Look at this soon.
    Caution,
    /// Danger, overdue, failed.
    Danger,
}

impl Tone {
    /// The name in style classes (`hk-notice--…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Done => "done",
            Self::Caution => "caution",
            Self::Danger => "danger",
        }
    }

    /// The icon that goes with it.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Done => "done",
            Self::Caution => "warn",
            Self::Danger => "stop",
        }
    }
}

/// The way to this page in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LangLink {
    /// The language's name for itself.
    pub label: String,
    /// The value of the HTML `lang` attribute.
    pub html: &'static str,
    /// This page with `lang=…`.
    pub href: String,
    /// Whether the page is in this language.
    pub current: bool,
}
