//! The two sides of a hand-over.

use hikeshi_kernel::fold_width;
use uuid::Uuid;

/// A person who gives or gets an exhibit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Party {
    /// Name, with the firm of somebody from outside.
    pub name: String,
    /// The account of somebody who signs in here.
    pub account: Option<Uuid>,
}

impl Party {
    /// Somebody without an account.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), account: None }
    }

    /// Whether both are the same person: by their accounts if both have one, otherwise by their
    /// names, in which width, case and gaps do not count. The firm in brackets counts only where
    /// both name one.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        match (self.account, other.account) {
            (Some(one), Some(two)) => one == two,
            _ => {
                let ((own, firm), (name, other_firm)) = (parts(&self.name), parts(&other.name));
                !own.is_empty()
                    && own == name
                    && (firm == other_firm || firm.is_empty() || other_firm.is_empty())
            }
        }
    }
}

/// Name, and firm in brackets, as they are compared.
fn parts(name: &str) -> (String, String) {
    let folded = fold_width(name).to_lowercase().replace(char::is_whitespace, "");
    match folded.split_once('(') {
        Some((name, firm)) => (name.to_owned(), firm.trim_end_matches(')').to_owned()),
        None => (folded, String::new()),
    }
}

/// How the other side confirms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Signed in, on the page of the hand-over.
    Account,
    /// By a link that works once.
    Link,
    /// With a signature on the printed sheet, which somebody saw.
    Signature,
}

impl Way {
    /// All ways.
    pub const ALL: [Self; 3] = [Self::Account, Self::Link, Self::Signature];

    /// The name in the database and in keys of words (`custody-way-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Link => "link",
            Self::Signature => "signature",
        }
    }

    /// The way of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.name() == name)
    }
}

/// A side of a hand-over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Who gives it away.
    Giver,
    /// Who gets it.
    Receiver,
}

impl Side {
    /// The name in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Giver => "from",
            Self::Receiver => "to",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_the_same_by_account_or_else_by_name() {
        let (one, two) = (Some(Uuid::from_u128(1)), Some(Uuid::from_u128(2)));
        let party = |name: &str, account| Party { name: name.to_owned(), account };
        assert!(party("Ken Kobayashi", None).is_same(&party("ken\u{3000}kobayashi ", None)));
        assert!(party("Ken", one).is_same(&party("K. Kobayashi", one)));
        assert!(!party("Ken", one).is_same(&party("Ken", two)), "two people of one name");
        assert!(party("Ken", one).is_same(&party("Ken", None)));
        let of = |firm: &str| party(&format!("Ken Kobayashi\u{FF08}{firm}\u{FF09}"), None);
        assert!(party("Ken Kobayashi", one).is_same(&of("Minato")));
        assert!(!of("Kita").is_same(&of("Minato")), "two firms, two people");
        assert!(!party("", None).is_same(&party(" ", None)), "nobody is not one person");
    }
}
