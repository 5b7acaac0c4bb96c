//! Receipt numbers such as `MN-1121-07`: short enough to say on the telephone.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::{japan, to_millis};
use hikeshi_web::Problem;
use jiff::Timestamp;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::model::help_report;

/// Without I and O, which are read as digits.
const LETTERS: &[u8; 24] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";

/// The next number: two letters of the company, the day in Japan, the serial of the day.
/// The caller holds the company, so that two reports never get one number.
///
/// # Errors
/// A problem of the database or of the calendar.
pub(super) async fn next_number(
    tx: &Tx,
    scope: &CompanyScope,
    now: Timestamp,
) -> Result<String, Problem> {
    let today = now.to_zoned(japan());
    let earlier = help_report::Entity::find()
        .filter(help_report::Column::CompanyId.eq(scope.company().0))
        .filter(help_report::Column::SentAt.gte(to_millis(today.start_of_day()?.timestamp())))
        .count(tx.conn())
        .await?;
    let day = today.strftime("%m%d");
    Ok(format!("{}-{day}-{:02}", letters_of(scope.company().0), earlier + 1))
}

/// Two letters that stay with a company.
fn letters_of(company: Uuid) -> String {
    let letter = |at: usize| char::from(LETTERS[usize::from(company.as_bytes()[at]) % 24]);
    [letter(14), letter(15)].into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_of_a_company_never_look_like_digits() {
        for byte in 0..=255_u8 {
            let letters = letters_of(Uuid::from_bytes([byte; 16]));
            assert!(letters.bytes().all(|b| b.is_ascii_uppercase() && !b"IO".contains(&b)));
        }
    }
}
