//! Sums that follow from the rows of both sides together.

use hikeshi_db::Tx;
use sea_orm::ConnectionTrait as _;
use uuid::Uuid;

use crate::{SpareError, rows::statement};

/// How often each playbook was started, and the highest number that each own playbook has given.
const SUMS: [&str; 2] = [
    "INSERT INTO playbook_use (company_id, playbook_id, runs, last_at) \
     SELECT company_id, playbook_id, count(*), max(started_at) FROM playbook_run \
     WHERE company_id = $1 GROUP BY company_id, playbook_id \
     ON CONFLICT (company_id, playbook_id) DO UPDATE \
     SET runs = excluded.runs, last_at = excluded.last_at",
    "UPDATE own_playbook SET last_number = (SELECT max(number) FROM playbook_version \
     WHERE playbook_version.playbook_id = own_playbook.id) WHERE company_id = $1 \
     AND last_number < (SELECT max(number) FROM playbook_version \
     WHERE playbook_version.playbook_id = own_playbook.id)",
];

/// Counts anew for the company.
pub(super) async fn recount(tx: &Tx, company: Uuid) -> Result<(), SpareError> {
    for sql in SUMS {
        let sum = statement(tx, sql.to_owned(), vec![company.into()]);
        tx.conn().execute_raw(sum).await?;
    }
    Ok(())
}
