//! Acts that need two persons need somebody of the company among them.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, members_of_company};
use hikeshi_web::Problem;
use uuid::Uuid;

/// Whether one of these accounts belongs to the company itself, not to a provider that acts for it.
///
/// # Errors
/// A problem of the database.
pub async fn one_is_of_company(
    tx: &Tx,
    scope: &CompanyScope,
    accounts: [Option<Uuid>; 2],
) -> Result<bool, Problem> {
    let members = members_of_company(tx, scope.company()).await?;
    Ok(members.iter().any(|member| accounts.contains(&Some(member.account.0))))
}
