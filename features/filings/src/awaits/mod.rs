//! What waits for whom in an incident: drafts that somebody was asked to check, papers that wait
//! for an approval, letters that wait for a confirmation. Drawn anew from papers and runs whenever
//! one of them or a fact changes; first pages show it, and a mail tells those concerned.

mod ask;
mod mail;

pub(crate) use ask::forget_asked;
pub use ask::{Asked, ask_to_check, asked_of, colleagues};
pub(crate) use mail::{tell_approvers, tell_confirmers, tell_of_provider};

use hikeshi_db::Tx;
use hikeshi_directory::{AwaitKind, Awaited, Who, publish_awaits};
use hikeshi_drafting::Kind;
use hikeshi_identity::{CompanyScope, Role, can, can::Action as _};
use hikeshi_incidents::{
    case::{IncidentId, find_incident},
    model::{OfIncident as _, incident},
};
use hikeshi_kernel::LocalText;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::{
    letters::{RunState, confirmations_of},
    model::{letter_run, paper},
    papers::{
        Approvals, PaperNow, State, effective_state, events_of, fits, kinds, standing_approvals,
    },
};

/// Draws anew what waits in the incident.
///
/// # Errors
/// A problem of the database or of the content.
pub async fn renew_awaits(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<(), Problem> {
    let mut all = Vec::new();
    if incident.closed_at.is_none() {
        let open = [State::Draft.name(), State::Checked.name()];
        let papers = paper::Entity::find().of_incident(incident);
        for row in papers.filter(paper::Column::State.is_in(open)).all(tx.conn()).await? {
            all.extend(of_paper(tx, platform, scope, (incident, row)).await?);
        }
    }
    let runs = letter_run::Entity::find().of_incident(incident);
    let waiting = letter_run::Column::State.eq(RunState::Confirm.name());
    for run in runs.filter(waiting).all(tx.conn()).await? {
        all.push(of_run(tx, &run).await?);
    }
    let kinds = [AwaitKind::Check, AwaitKind::Approve, AwaitKind::Confirm];
    Ok(publish_awaits(tx, scope, incident.id, (&kinds, &all)).await?)
}

/// The same for the incident of a run.
///
/// # Errors
/// As [`renew_awaits`].
pub(crate) async fn renew_awaits_around(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    run: &letter_run::Model,
) -> Result<(), Problem> {
    let incident = find_incident(tx, scope, IncidentId(run.incident_id)).await?;
    renew_awaits(tx, platform, scope, &incident).await
}

/// The check or the approval that a paper waits for.
async fn of_paper(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, row): (&incident::Model, paper::Model),
) -> Result<Option<Awaited>, Problem> {
    // A kind that has left the content can still be read; nobody is asked to act on it.
    if kinds()?.get(&row.kind).is_none() {
        return Ok(None);
    }
    let asked = asked_of(tx, &row).await?;
    if State::of(&row) == State::Draft && asked.is_empty() {
        return Ok(None);
    }
    let now = PaperNow::read(tx, platform, scope, incident, row).await?;
    let events = events_of(tx, &now.row).await?;
    let state = effective_state(&now.row, &events, &now.text_sha256);
    let (kind, who) = match state {
        State::Checked => {
            let given = (state, &*events, &*now.text_sha256);
            let before = standing_approvals(tx, scope.company(), now.kind, given).await?;
            (AwaitKind::Approve, approvers(now.kind, &before))
        }
        _ if asked.is_empty() => return Ok(None),
        _ => {
            let accounts = asked.iter().map(|one| one.account_id).collect();
            (AwaitKind::Check, Who { accounts, ..Who::default() })
        }
    };
    Ok(Some(Awaited {
        incident: incident.id,
        key: format!("paper/{}", now.row.id),
        kind,
        title: now.kind.file.title.clone(),
        href: page_of_paper(&now.row),
        who,
    }))
}

/// Everybody who can give an approval that brings the paper on: with the last one that is needed,
/// only those of a role that the kind asks for.
fn approvers(kind: &Kind, before: &Approvals) -> Who {
    let is_last = before.given.len() + 1 >= before.needed;
    let anybody = kind.file.two_persons && (before.fits || !is_last);
    let may = |role: &Role| {
        let action = can::ApproveFilings::NAME;
        role.may(action) || role.may_if_company_allows(action)
    };
    let roles = Role::COMPANY.into_iter().chain(Role::PROVIDER).filter(may);
    Who {
        roles: roles.filter(|role| anybody || fits(kind, *role)).map(name_of).collect(),
        accounts: Vec::new(),
        not_by: before.given.iter().filter_map(|(account, _)| *account).collect(),
    }
}

fn name_of(role: Role) -> String {
    role.name().to_owned()
}

async fn of_run(tx: &Tx, run: &letter_run::Model) -> Result<Awaited, Problem> {
    let given = confirmations_of(tx, run).await?.into_iter().filter(|one| one.stands);
    let may = |role: &Role| role.may(can::DecideFilings::NAME);
    Ok(Awaited {
        incident: run.incident_id,
        key: format!("run/{}", run.id),
        kind: AwaitKind::Confirm,
        title: LocalText { ja: run.subject.clone(), ..LocalText::default() },
        href: format!("/c/{}/incidents/{}/letters/{}", run.company_id, run.incident_id, run.id),
        who: Who {
            roles: Role::COMPANY.into_iter().filter(may).map(name_of).collect(),
            accounts: Vec::new(),
            not_by: given.map(|one| one.row.account_id).collect(),
        },
    })
}

fn page_of_paper(row: &paper::Model) -> String {
    format!("/c/{}/incidents/{}/filings/{}", row.company_id, row.incident_id, row.id)
}

/// The account of whoever acts; none for the program.
fn actor(scope: &CompanyScope) -> Option<Uuid> {
    scope.account().map(Into::into)
}
