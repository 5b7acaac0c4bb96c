//! Which companies are alike: the same industry as they write it, the same band of size.

use hikeshi_kernel::fold_width;
use serde::{Deserialize, Serialize};

/// A band of size by people who work in a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Its name in keys of words and in the database.
    pub name: &'static str,
    /// The fewest people.
    pub least: i64,
    /// The most people.
    pub most: i64,
}

/// The bands, the smallest companies first. 20, 50, 100 and 300 are the usual limits of small companies in
/// Japanese law and statistics.
pub const SIZES: [Size; 6] = [
    Size { name: "to-5", least: 1, most: 5 },
    Size { name: "to-20", least: 6, most: 20 },
    Size { name: "to-50", least: 21, most: 50 },
    Size { name: "to-100", least: 51, most: 100 },
    Size { name: "to-300", least: 101, most: 300 },
    Size { name: "above", least: 301, most: i64::MAX },
];

impl Size {
    /// The band of a number of people; `None` for none.
    #[must_use]
    pub fn of(staff: i64) -> Option<Self> {
        SIZES.into_iter().find(|size| (size.least..=size.most).contains(&staff))
    }

    /// The band of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        SIZES.into_iter().find(|size| size.name == name)
    }
}

/// A group of companies that are alike. A company is in one at most.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Group(String);

impl Group {
    /// The group of a company; `None` while its industry or its size is not known.
    #[must_use]
    pub fn of(industry: &str, staff: Option<i64>) -> Option<Self> {
        let industry: String =
            fold_width(industry).to_lowercase().split_whitespace().collect::<Vec<_>>().concat();
        let size = Size::of(staff?)?;
        (!industry.is_empty()).then(|| Self(format!("{}/{industry}", size.name)))
    }

    /// The name under which it is kept.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_and_spaces_make_no_other_industry() {
        let one = Group::of("Metal work", Some(20));
        assert_eq!(
            one,
            Group::of("\u{ff2d}\u{ff45}\u{ff54}\u{ff41}\u{ff4c}\u{3000}WORK ", Some(6))
        );
        assert_ne!(one, Group::of("Metal work", Some(21)));
        assert_eq!(one.as_ref().map(Group::name), Some("to-20/metalwork"));
    }

    #[test]
    fn what_is_not_known_belongs_to_no_group() {
        assert_eq!(Group::of(" ", Some(20)), None);
        assert_eq!(Group::of("Care", None), None);
        assert_eq!(Group::of("Care", Some(0)), None);
    }
}
