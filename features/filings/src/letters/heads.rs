//! Headings that stand twice: two columns of one name, or a second list below the first.

use std::collections::BTreeSet;

use super::{
    Role, Row,
    columns::{plain_heading, role_of_heading},
};

/// The headings of a list, to know them again further down.
pub(super) struct Heads {
    own: Vec<String>,
    known: BTreeSet<String>,
}

impl Heads {
    pub fn of(heads: &[String]) -> Self {
        let own: Vec<String> = heads.iter().map(|head| plain_heading(head)).collect();
        let known = own.iter().filter(|head| !head.is_empty()).cloned().collect();
        Self { own, known }
    }

    /// Whether the row is the line of the headings once more.
    pub fn are_again(&self, row: &Row) -> bool {
        let again = row.cells.iter().map(|cell| plain_heading(cell));
        again.eq(self.own.iter().cloned())
    }

    /// Whether the row holds headings in another order or number: below it begins another list.
    pub fn are_others(&self, row: &Row) -> bool {
        let told = row.cells.iter().filter(|cell| !cell.is_empty());
        let known = |cell: &String| {
            self.known.contains(&plain_heading(cell))
                || role_of_heading(cell).is_ok_and(|role| role != Role::Field)
        };
        told.clone().count() > 1 && told.clone().all(known) && !self.are_again(row)
    }
}

/// The heading that several columns have of which more than one goes into the letter: by their
/// roles, or as the fields `taken`.
pub(super) fn doubled_head(heads: &[String], roles: &[Role], taken: &[&str]) -> Option<String> {
    let mut seen = BTreeSet::new();
    for (column, head) in heads.iter().enumerate() {
        let plain = plain_heading(head);
        let has_role = roles.get(column).is_some_and(|role| *role != Role::Field);
        let used = has_role || taken.iter().any(|taken| plain_heading(taken) == plain);
        if used && !plain.is_empty() && !seen.insert(plain) {
            return Some(head.clone());
        }
    }
    None
}
