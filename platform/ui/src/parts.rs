//! Values that the parts of a page take.

use crate::NavItem;

/// One choice of a list of radio buttons, check boxes or options.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What the reader sees.
    pub label: String,
    /// A line of explanation under it; may be empty.
    pub hint: String,
}

impl Choice {
    /// A choice without a hint.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: String::new() }
    }

    /// The label without readings, for a list box, which shows text only.
    #[must_use]
    pub fn plain_label(&self) -> String {
        hikeshi_i18n::plain(&self.label)
    }

    /// The same with a hint.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// A mistake in one field: shown beside it and in the summary at the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name, which is also its id in the page. Empty: no field in particular.
    pub field: String,
    /// What to do, in the reader's language.
    pub text: String,
}

impl FieldError {
    /// A mistake in `field`.
    #[must_use]
    pub fn new(field: impl Into<String>, text: impl Into<String>) -> Self {
        Self { field: field.into(), text: text.into() }
    }
}

/// Links through the pages of a long list. A link that does not apply is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pager {
    /// The page before.
    pub previous: Option<String>,
    /// Numbered pages; an empty `href` is a gap. Empty with cursor paging.
    pub pages: Vec<NavItem>,
    /// The page after.
    pub next: Option<String>,
}

impl Pager {
    /// Pages 1 to `last` with the neighbours of `current` and both ends.
    #[must_use]
    pub fn numbered(current: usize, last: usize, href: impl Fn(usize) -> String) -> Self {
        let mut pages = Vec::new();
        let mut before = 0;
        let near = current.saturating_sub(1)..=current + 1;
        for page in (1..=last).filter(|page| *page == 1 || *page == last || near.contains(page)) {
            if page > before + 1 {
                pages.push(NavItem::new("\u{2026}", ""));
            }
            pages.push(NavItem::new(page.to_string(), href(page)).current_if(page == current));
            before = page;
        }
        Self {
            previous: (current > 1).then(|| href(current - 1)),
            pages,
            next: (current < last).then(|| href(current + 1)),
        }
    }

    /// Whether there is anywhere to go.
    #[must_use]
    pub const fn is_needed(&self) -> bool {
        self.previous.is_some() || self.next.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pager_shows_both_ends_and_the_neighbours() {
        let pager = Pager::numbered(5, 25, |page| format!("?page={page}"));
        let labels: Vec<_> = pager.pages.iter().map(|item| item.label.as_str()).collect();
        assert_eq!(labels, ["1", "\u{2026}", "4", "5", "6", "\u{2026}", "25"]);
        assert_eq!(pager.next.as_deref(), Some("?page=6"));
        assert!(!Pager::numbered(1, 1, |_| String::new()).is_needed());
    }
}
