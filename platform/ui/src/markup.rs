//! Text that is HTML already.

use std::fmt;

/// Safe HTML: templates write it as it stands. Made only by this crate's own functions, which
/// escape what people typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Markup(String);

impl Markup {
    pub(crate) const fn new(html: String) -> Self {
        Self(html)
    }

    /// The HTML text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Markup {}
