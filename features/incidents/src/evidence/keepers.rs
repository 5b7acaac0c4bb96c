//! Who can hold an exhibit and say so here: the people who may see the evidence of an incident.

use hikeshi_db::Tx;
use hikeshi_identity::{
    AccountId, CompanyScope, Member, ProviderId, Role, can, living_delegations, members_of_company,
    members_of_provider, scope_of_account,
};
use hikeshi_web::Problem;

use crate::model::incident;

/// The people of the company and of the provider that acts for it who may see the evidence of the
/// incident, each once, those of the company first.
///
/// # Errors
/// A problem of the database.
pub async fn keepers(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<Vec<Member>, Problem> {
    let mut all = members_of_company(tx, scope.company()).await?;
    for living in living_delegations(tx, scope.company()).await? {
        all.extend(members_of_provider(tx, ProviderId(living.provider_id)).await?);
    }
    let mut found: Vec<Member> = Vec::new();
    for member in all {
        if found.iter().any(|one| one.account == member.account) {
            continue;
        }
        let account = AccountId(member.account.0);
        let theirs = scope_of_account(tx, account, scope.company()).await?;
        let may = |theirs: CompanyScope| {
            theirs.may::<can::ViewEvidence>() && theirs.sees_incident(incident.id)
        };
        if theirs.is_some_and(may) {
            found.push(member);
        }
    }
    Ok(found)
}

/// Those who answer for the evidence: the company's president and officers, the provider's
/// administrators and analysts.
pub(super) fn answers_for_evidence(member: &Member) -> bool {
    matches!(member.role, Role::President | Role::Officer | Role::Admin | Role::Analyst)
}
