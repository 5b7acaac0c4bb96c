//! Evidence tags: running numbers that a kit reserves, to be written on an exhibit before the program
//! can be used again.

use std::fmt;

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::model::{custody_event, evidence, incident};
use hikeshi_kernel::fold_width;
use hikeshi_web::Problem;
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use crate::model::kit_edition;

/// Tags on the page of one edition.
pub const TAGS_PER_EDITION: i64 = 10;

/// The number on a tag: year of issue and running number in the company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tag {
    /// The year in which its edition was made.
    pub year: i64,
    /// Counted in the company and year.
    pub number: i64,
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "K-{}-{:03}", self.year, self.number)
    }
}

impl Tag {
    /// A number as somebody typed it: small letters, wide letters and gaps are fine. `None` for what
    /// can be none.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        if typed.len() > 60 {
            return None;
        }
        let plain: String = fold_width(typed).chars().filter(|c| !c.is_whitespace()).collect();
        let upper = plain.to_ascii_uppercase();
        let (year, number) = upper.strip_prefix("K-")?.split_once('-')?;
        let tag = Self { year: digits(year)?, number: digits(number)? };
        let fits = (2000..=9999).contains(&tag.year) && (1..=99_999).contains(&tag.number);
        fits.then_some(tag)
    }

    /// The tags of an edition.
    pub(crate) fn of(edition: &kit_edition::Model) -> impl Iterator<Item = Self> {
        let year = edition.tag_year;
        (edition.first_tag..=edition.last_tag).map(move |number| Self { year, number })
    }

    /// Whether an edition reserved it.
    pub(crate) fn is_of(self, edition: &kit_edition::Model) -> bool {
        edition.tag_year == self.year
            && (edition.first_tag..=edition.last_tag).contains(&self.number)
    }
}

/// The exhibits of the company that carry a tag: it stands in their title, description, serial number
/// or seal. More than one means that a number was written twice.
///
/// # Errors
/// A problem of the database.
pub(crate) async fn tagged(
    tx: &Tx,
    scope: &CompanyScope,
    tag: Tag,
) -> Result<Vec<(evidence::Model, incident::Model)>, Problem> {
    let company = scope.company().0;
    let word = tag.to_string();
    let sealed: Vec<_> = custody_event::Entity::find()
        .filter(custody_event::Column::CompanyId.eq(company))
        .filter(
            Condition::any()
                .add(custody_event::Column::Seal.contains(&word))
                .add(custody_event::Column::Note.contains(&word)),
        )
        .all(tx.conn())
        .await?
        .into_iter()
        .filter(|event| names(&event.seal, tag) || names(&event.note, tag))
        .map(|event| event.evidence_id)
        .collect();
    let written = Condition::any()
        .add(evidence::Column::Title.contains(&word))
        .add(evidence::Column::Description.contains(&word))
        .add(evidence::Column::SerialNumber.contains(&word))
        .add(evidence::Column::Id.is_in(sealed.iter().copied()));
    let rows = evidence::Entity::find()
        .filter(evidence::Column::CompanyId.eq(company))
        .filter(written)
        .order_by_asc(evidence::Column::AddedAt)
        .all(tx.conn())
        .await?;
    let mut found = Vec::new();
    for row in rows {
        let says = [&row.title, &row.description, &row.serial_number];
        let carries = sealed.contains(&row.id) || says.iter().any(|text| names(text, tag));
        if !carries || !scope.sees_incident(row.incident_id) {
            continue;
        }
        let case = incident::Entity::find_by_id(row.incident_id)
            .filter(incident::Column::CompanyId.eq(company))
            .one(tx.conn())
            .await?;
        found.extend(case.map(|case| (row, case)));
    }
    Ok(found)
}

/// A number of digits only: no sign, no gap.
fn digits(text: &str) -> Option<i64> {
    text.chars().all(|c| c.is_ascii_digit()).then(|| text.parse().ok())?
}

/// Whether a text names this tag and not a longer number that begins like it.
fn names(text: &str, tag: Tag) -> bool {
    let word = tag.to_string();
    text.match_indices(&word)
        .any(|(at, _)| !text[at + word.len()..].starts_with(|next: char| next.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_type_it_and_nothing_else_is_one() {
        let tag = Tag { year: 2026, number: 7 };
        assert_eq!(tag.to_string(), "K-2026-007");
        for typed in ["K-2026-007", "k-2026-7", " K - 2026 - 007 "] {
            assert_eq!(Tag::read(typed), Some(tag), "{typed}");
        }
        for none in ["", "K-2026", "2026-007", "K-26-1", "K-2026-0", "K-2026-+7", "K-2026-999999"] {
            assert_eq!(Tag::read(none), None, "{none}");
        }
        assert!(names("seal K-2026-007.", tag) && !names("K-2026-0071", tag));
    }
}
