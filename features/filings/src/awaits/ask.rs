//! Asking a colleague to read and check a draft.

use hikeshi_db::Tx;
use hikeshi_identity::{
    AccountId, CompanyScope, Member, ProviderId, audit, can, living_delegations,
    members_of_company, members_of_provider, scope_of_account,
};
use hikeshi_incidents::model::incident;
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::json;
use uuid::Uuid;

use super::{actor, mail::tell_checker, renew_awaits};
use crate::{
    model::{paper, paper_ask, paper_event},
    papers::{Act, Change, State, events_of},
};

/// What became of the wish to ask somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The colleague is told, or was told before.
    Done,
    /// Nobody was chosen, or somebody who may not check this paper.
    Nobody,
    /// The paper is no draft any more.
    NoDraft,
}

/// Everybody who may check papers of this incident and has not written in this one, without the
/// person who asks: those of the company first.
///
/// # Errors
/// A problem of the database.
pub async fn colleagues(
    tx: &Tx,
    scope: &CompanyScope,
    paper: &paper::Model,
    events: &[paper_event::Model],
) -> Result<Vec<Member>, Problem> {
    let mut found: Vec<Member> = Vec::new();
    for member in everybody(tx, scope).await? {
        let account = Uuid::from(member.account);
        let wrote = events.iter().any(|event| {
            [Act::Made.name(), Act::Edited.name()].contains(&&*event.act)
                && event.by_id == Some(account)
        });
        let known = found.iter().any(|one| one.account == member.account);
        if wrote || known || actor(scope) == Some(account) {
            continue;
        }
        let theirs = scope_of_account(tx, AccountId(account), scope.company()).await?;
        let may = |theirs: CompanyScope| {
            theirs.may::<can::PrepareFilings>() && theirs.sees_incident(paper.incident_id)
        };
        if theirs.is_some_and(may) {
            found.push(member);
        }
    }
    Ok(found)
}

/// The people of the company and of the provider that acts for it.
pub(super) async fn everybody(tx: &Tx, scope: &CompanyScope) -> Result<Vec<Member>, Problem> {
    let mut all = members_of_company(tx, scope.company()).await?;
    for living in living_delegations(tx, scope.company()).await? {
        all.extend(members_of_provider(tx, ProviderId(living.provider_id)).await?);
    }
    Ok(all)
}

/// Who was asked to check a paper, in order.
///
/// # Errors
/// A problem of the database.
pub async fn asked_of(tx: &Tx, paper: &paper::Model) -> Result<Vec<paper_ask::Model>, Problem> {
    Ok(paper_ask::Entity::find()
        .filter(paper_ask::Column::PaperId.eq(paper.id))
        .filter(paper_ask::Column::CompanyId.eq(paper.company_id))
        .order_by_asc(paper_ask::Column::At)
        .order_by_asc(paper_ask::Column::AccountId)
        .all(tx.conn())
        .await?)
}

/// Asks `account` to check the paper: a mail with its address, and a line on that person's first
/// page. Asking twice sends one mail.
///
/// # Errors
/// Not found; the incident is closed; a problem of the database.
pub async fn ask_to_check(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (paper, account): (&str, Uuid),
) -> Result<Asked, Problem> {
    let row = Change { tx, platform, scope, incident }.hold_open(paper).await?;
    if State::of(&row).is_frozen() {
        return Ok(Asked::NoDraft);
    }
    let events = events_of(tx, &row).await?;
    let all = colleagues(tx, scope, &row, &events).await?;
    let Some(member) = all.into_iter().find(|one| Uuid::from(one.account) == account) else {
        return Ok(Asked::Nobody);
    };
    if asked_of(tx, &row).await?.iter().any(|one| one.account_id == account) {
        return Ok(Asked::Done);
    }
    let new = paper_ask::ActiveModel {
        paper_id: Set(row.id),
        account_id: Set(account),
        company_id: Set(row.company_id),
        incident_id: Set(row.incident_id),
        asked_by: Set(scope.actor_name().to_owned()),
        at: Set(to_millis(platform.clock.now())),
    };
    paper_ask::Entity::insert(new).exec_without_returning(tx.conn()).await?;
    tell_checker(tx, platform, scope, (incident, &row), &member).await?;
    let detail = json!({ "incident": incident.id, "account": account });
    audit(tx, platform, scope, "paper.check-asked", ("paper", row.id), detail).await?;
    renew_awaits(tx, platform, scope, incident).await?;
    Ok(Asked::Done)
}

/// A paper that was checked waits for no colleague any more.
///
/// # Errors
/// A problem of the database.
pub(crate) async fn forget_asked(tx: &Tx, paper: &paper::Model) -> Result<(), Problem> {
    paper_ask::Entity::delete_many()
        .filter(paper_ask::Column::PaperId.eq(paper.id))
        .filter(paper_ask::Column::CompanyId.eq(paper.company_id))
        .exec(tx.conn())
        .await?;
    Ok(())
}
