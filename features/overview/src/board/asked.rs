//! How somebody wants the list.

use hikeshi_peers::Size;
use hikeshi_web::percent;
use serde::Deserialize;

use super::Column;

/// The last page that is looked for.
const LAST_PAGE: u64 = 100_000;
/// Characters of a text that is searched for.
const LONGEST: usize = 100;

/// What stands in the address. What cannot be read counts as not asked.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// A part of the name.
    pub q: String,
    /// The industry, as companies write it.
    pub industry: String,
    /// The name of a band of size.
    pub size: String,
    /// The name of a state.
    pub state: String,
    /// The name of the column to sort by.
    pub sort: String,
    /// `up` or `down`.
    pub order: String,
    /// The page, from 1.
    pub page: String,
}

/// About what a company stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// An incident is open.
    Incident,
    /// Something is overdue.
    Overdue,
    /// It never finished the self-check.
    NeverChecked,
    /// It uses something that its maker no longer supports.
    Support,
    /// There are risks about which nothing is done.
    Risks,
    /// Documents wait for a decision.
    Policies,
}

impl State {
    /// All states, in the order of the list to choose from.
    pub const ALL: [Self; 6] = [
        Self::Incident,
        Self::Overdue,
        Self::NeverChecked,
        Self::Support,
        Self::Risks,
        Self::Policies,
    ];

    /// Its name in addresses and keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Overdue => "overdue",
            Self::NeverChecked => "never-checked",
            Self::Support => "support",
            Self::Risks => "risks",
            Self::Policies => "policies",
        }
    }
}

/// What is shown, in which order.
#[derive(Debug, Clone)]
pub struct Filter {
    /// A part of the name or of the industry.
    pub text: String,
    /// The industry.
    pub industry: String,
    /// The band of size.
    pub size: Option<Size>,
    /// The state.
    pub state: Option<State>,
    /// By what it is sorted.
    pub sort: Column,
    /// Whether the largest comes first.
    pub down: bool,
    /// The page, from 1.
    pub page: u64,
}

impl Asked {
    /// What is asked for.
    #[must_use]
    pub fn filter(&self) -> Filter {
        let sort = Column::from_name(&self.sort).unwrap_or(Column::Incidents);
        let text = |text: &str| text.trim().chars().take(LONGEST).collect();
        Filter {
            text: text(&self.q),
            industry: text(&self.industry),
            size: Size::from_name(&self.size),
            state: State::ALL.into_iter().find(|state| state.name() == self.state),
            sort,
            down: match self.order.as_str() {
                "up" => false,
                "down" => true,
                _ => sort.worst_is_largest(),
            },
            page: self.page.parse().unwrap_or(1).clamp(1, LAST_PAGE),
        }
    }

    /// The address of the same list, sorted by a column: the other way round where it is sorted by it.
    #[must_use]
    pub fn sorted(&self, path: &str, column: Column) -> String {
        let filter = self.filter();
        let down = if filter.sort == column { !filter.down } else { column.worst_is_largest() };
        format!("{path}?{}", self.query(column, down))
    }

    /// The address of another page of the same list.
    #[must_use]
    pub fn on_page(&self, path: &str, page: usize) -> String {
        let filter = self.filter();
        format!("{path}?{}&page={page}", self.query(filter.sort, filter.down))
    }

    /// The address of the whole list as a file.
    #[must_use]
    pub fn whole(&self, path: &str) -> String {
        let filter = self.filter();
        format!("{path}?{}", self.query(filter.sort, filter.down))
    }

    fn query(&self, sort: Column, down: bool) -> String {
        format!(
            "q={}&industry={}&size={}&state={}&sort={}&order={}",
            percent(&self.q),
            percent(&self.industry),
            percent(&self.size),
            percent(&self.state),
            sort.name(),
            if down { "down" } else { "up" },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_counts_as_not_asked_and_addresses_keep_the_rest() {
        let asked = Asked {
            q: "a&b=1".to_owned(),
            sort: "nonsense".to_owned(),
            page: "-3".to_owned(),
            ..Asked::default()
        };
        let filter = asked.filter();
        assert_eq!((filter.sort, filter.down, filter.page), (Column::Incidents, true, 1));
        let href = asked.sorted("/p/x/overview", Column::Score);
        assert!(href.contains("q=a%26b%3D1") && href.ends_with("sort=score&order=up"), "{href}");
        let again = Asked { sort: "score".to_owned(), order: "up".to_owned(), ..asked };
        assert!(again.sorted("", Column::Score).ends_with("order=down"));
    }
}
