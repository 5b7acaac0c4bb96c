//! What each column of a list holds: guessed from its heading, settled by a person.

use std::{collections::BTreeMap, sync::LazyLock};

use hikeshi_content::Pack;
use hikeshi_kernel::fold_width;
use hikeshi_web::Problem;
use serde::Deserialize;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The person's name; several columns are joined.
    Name,
    /// The e-mail address.
    Email,
    /// The postal code.
    Postal,
    /// The postal address; several columns are joined.
    Address,
    /// A number of the customer or member.
    Number,
    /// Anything else: a merge field under the column's heading.
    Field,
}

impl Role {
    /// All, in the order of the form.
    pub const ALL: [Self; 6] =
        [Self::Name, Self::Email, Self::Postal, Self::Address, Self::Number, Self::Field];

    /// The name in the database, in merge fields and in keys of words (`letters-role-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Postal => "postal",
            Self::Address => "address",
            Self::Number => "number",
            Self::Field => "field",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// The roles of columns with these headings, as far as content knows the headings.
///
/// # Errors
/// The headings on board cannot be read.
pub fn guess_roles(heads: &[String]) -> Result<Vec<Role>, Problem> {
    heads.iter().map(|head| role_of_heading(head)).collect()
}

/// The role that a heading tells; [`Role::Field`] for an unknown one.
///
/// # Errors
/// The headings on board cannot be read.
pub(super) fn role_of_heading(head: &str) -> Result<Role, Problem> {
    let known = HEADINGS.as_ref().map_err(|error| Problem::internal(error.clone()))?;
    Ok(known.get(&plain_heading(head)).copied().unwrap_or(Role::Field))
}

/// A heading without width, case, blanks and signs.
pub(super) fn plain_heading(head: &str) -> String {
    let folded = fold_width(head).to_lowercase();
    folded.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

#[derive(Deserialize)]
struct Headings {
    headings: BTreeMap<String, Vec<String>>,
}

static HEADINGS: LazyLock<Result<BTreeMap<String, Role>, String>> = LazyLock::new(|| {
    let file: Headings = Pack.read("letters/columns.yaml").map_err(|error| error.to_string())?;
    let mut known = BTreeMap::new();
    for (role, headings) in file.headings {
        let role = Role::from_name(&role).ok_or_else(|| format!("letters/columns.yaml: {role}"))?;
        known.extend(headings.iter().map(|heading| (plain_heading(heading), role)));
    }
    Ok(known)
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_any_width_and_case() {
        let heads = ["E-Mail", "\u{FF2E}\u{FF41}\u{FF4D}\u{FF45}", " zip_code ", "Plan"];
        let roles = guess_roles(&heads.map(str::to_owned)).unwrap();
        assert_eq!(roles, [Role::Email, Role::Name, Role::Postal, Role::Field]);
    }
}
