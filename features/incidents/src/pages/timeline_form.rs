//! What the pages of the timeline take: a line, and what to show.

use hikeshi_web::percent;
use serde::Deserialize;

use crate::case::{EntryKind, TimelineFilter};

/// Letters that one typed line may have.
pub(crate) const LONGEST_LINE: usize = 1_000;

/// A line as typed, here or on the incident's first page.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct LineForm {
    /// Time and words in one line.
    #[serde(default)]
    pub line: String,
    /// The name of an [`EntryKind`]; empty for a happening.
    #[serde(default)]
    pub kind: String,
    /// The random id of this form, so that sending it twice writes one line.
    #[serde(default)]
    pub form: String,
    /// The page to go back to.
    #[serde(default)]
    pub from: String,
}

impl LineForm {
    /// Where to go after writing: only pages of this incident, without query and fragment.
    pub(crate) fn way_back(&self, base: &str) -> String {
        let path = self.from.split(['?', '#']).next().unwrap_or_default();
        let inside = path.strip_prefix(base).filter(|rest| {
            (rest.is_empty() || rest.starts_with('/'))
                && !rest.contains("..")
                && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-_.".contains(&b))
        });
        inside.map_or_else(|| format!("{base}/timeline"), |_| path.to_owned())
    }
}

/// What the address says.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    /// Only this kind.
    #[serde(default)]
    pub kind: String,
    /// Only lines with these words.
    #[serde(default)]
    pub text: String,
    /// Not empty: without the lines that the program wrote.
    #[serde(default)]
    pub typed: String,
    /// The page, beginning with 1.
    #[serde(default)]
    page: String,
    /// The line that has just been written.
    #[serde(default)]
    pub entry: String,
    /// How; see `entry_flash`.
    #[serde(default)]
    pub done: String,
}

impl Asked {
    /// The page, beginning with 1.
    pub(crate) fn page(&self) -> u64 {
        self.page.parse().unwrap_or(1).clamp(1, 1_000_000)
    }

    /// Whether any filter is set.
    pub(crate) fn is_filtered(&self) -> bool {
        !(self.kind.is_empty() && self.text.is_empty() && self.typed.is_empty())
    }

    /// The filter of the list.
    pub(crate) fn filter(&self) -> TimelineFilter {
        TimelineFilter {
            kind: EntryKind::from_name(&self.kind),
            text: self.text.trim().chars().take(LONGEST_LINE).collect(),
            typed_only: !self.typed.is_empty(),
            latest: 0,
        }
    }

    /// The address of another page with the same filter.
    pub(crate) fn href(&self, base: &str, page: usize) -> String {
        let pairs = [("kind", &self.kind), ("text", &self.text), ("typed", &self.typed)];
        let kept = pairs.iter().filter(|(_, value)| !value.is_empty());
        let kept: String =
            kept.flat_map(|(name, value)| [format!("&{name}="), percent(value)]).collect();
        format!("{base}/timeline?page={page}{kept}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_never_leaves_the_incident() {
        let back = |from: &str| {
            LineForm { from: from.to_owned(), ..LineForm::default() }.way_back("/c/1/incidents/2")
        };
        assert_eq!(back("/c/1/incidents/2?x=1#log"), "/c/1/incidents/2");
        assert_eq!(back("/c/1/incidents/2/facts"), "/c/1/incidents/2/facts");
        for hostile in [
            "",
            "//evil.example",
            "https://evil.example/c/1/incidents/2",
            "/c/1/incidents/2.evil.example",
            "/c/1/incidents/2/../../../9",
            "/c/1/incidents/2/\r\nset-cookie:x",
            "/c/1/incidents/2\\evil",
        ] {
            assert_eq!(back(hostile), "/c/1/incidents/2/timeline", "{hostile}");
        }
    }

    #[test]
    fn the_filter_goes_along_to_the_next_page() {
        let asked = Asked { kind: "call".into(), text: "a&b\u{3042}".into(), ..Asked::default() };
        assert_eq!(asked.href("/x", 2), "/x/timeline?page=2&kind=call&text=a%26b%E3%81%82");
    }
}
