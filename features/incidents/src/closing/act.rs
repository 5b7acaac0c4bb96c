//! The acts: close, confirm as the second person, take back, reopen.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{Lang, new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::json;

use super::{Need, ask::ask_second, closers, closings_of, needs_now};
use crate::{
    calls::end_calls,
    case::{EntryKind, NewEntry, Purpose, Status, add_entry, hold, renew_notice},
    model::{closing, incident},
    people::one_is_of_company,
    record::Written,
};

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClosingStep {
    /// Closes it; where two persons are needed, as the first of them.
    Close,
    /// Confirms as the second person.
    Confirm,
    /// Takes back what the first person did: work goes on.
    Withdraw,
    /// Opens a closed incident again.
    Reopen,
}

impl ClosingStep {
    /// The name that forms send.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Close => "close",
            Self::Confirm => "confirm",
            Self::Withdraw => "withdraw",
            Self::Reopen => "reopen",
        }
    }

    /// The step that a form sent; `None` for any other text.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Close, Self::Confirm, Self::Withdraw, Self::Reopen]
            .into_iter()
            .find(|step| step.name() == name)
    }

    /// The state in which it can be done.
    const fn from(self) -> Status {
        match self {
            Self::Close => Status::Open,
            Self::Confirm | Self::Withdraw => Status::Closing,
            Self::Reopen => Status::Closed,
        }
    }

    /// What it makes of the incident.
    const fn makes(self, closers: u8) -> Made {
        let (act, status, audited) = match self {
            Self::Close if closers > 1 => {
                ("proposed", Status::Closing, "incident.closing-proposed")
            }
            Self::Close => ("closed", Status::Closed, "incident.closed"),
            Self::Confirm => ("confirmed", Status::Closed, "incident.closing-confirmed"),
            Self::Withdraw => ("withdrawn", Status::Open, "incident.closing-withdrawn"),
            Self::Reopen => ("reopened", Status::Open, "incident.reopened"),
        };
        Made { act, status, audited }
    }
}

/// What a step makes of an incident.
#[derive(Clone, Copy)]
struct Made {
    /// The act as it stands in the database and in keys of words (`papers-closing-…`).
    act: &'static str,
    status: Status,
    audited: &'static str,
}

/// What a person sent from the page of closing.
#[derive(Debug, Clone)]
pub struct ClosingAct {
    /// What is done.
    pub step: ClosingStep,
    /// The version of the incident that the person saw.
    pub seen_version: i64,
    /// What the person adds; reopening needs it.
    pub note: String,
}

/// What became of it.
#[derive(Debug, Clone)]
pub enum Closed {
    /// Written; the incident as it stands now.
    Done(incident::Model),
    /// Somebody else was faster; nothing was written.
    Conflict(incident::Model),
    /// Not allowed as things stand; nothing was written.
    Refused(Refusal),
}

/// Why an act is not allowed.
#[derive(Debug, Clone)]
pub enum Refusal {
    /// Nobody has decided the level, and the level says what closing needs.
    NoLevel,
    /// These needs are not met.
    Missing(Vec<Need>),
    /// The same person cannot be the second one.
    SamePerson,
    /// One of the two must be a person of the company itself.
    NobodyOfCompany,
    /// Reopening needs a reason.
    ReasonMissing,
}

/// Carries an act out: its row, the state of the incident, the line of the timeline, the mail to
/// those who may confirm and the audit entry, all or nothing. The same form sent twice by the same person writes once.
///
/// # Errors
/// Not found, or a problem of the database.
pub async fn act_on_closing(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    act: ClosingAct,
) -> Result<Closed, Problem> {
    let incident = hold(tx, incident).await?;
    let last = closings_of(tx, &incident).await?.pop();
    let made = act.step.makes(closers(tx, scope, &incident).await?.count);
    let mine = |last: &closing::Model| last.by_id == scope.account().map(Into::into);
    let sent_before = |last: &closing::Model| {
        mine(last)
            && (last.act.as_str(), &last.reason) == (made.act, &act.note)
            && incident.status == made.status.name()
    };
    if incident.version == act.seen_version + 1 && last.as_ref().is_some_and(sent_before) {
        return Ok(Closed::Done(incident));
    }
    if incident.version != act.seen_version || incident.status != act.step.from().name() {
        return Ok(Closed::Conflict(incident));
    }
    if let Some(refusal) = refusal(tx, scope, &incident, &act, last.as_ref()).await? {
        return Ok(Closed::Refused(refusal));
    }
    write(tx, platform, scope, &incident, (made, act.note)).await.map(Closed::Done)
}

async fn refusal(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
    act: &ClosingAct,
    last: Option<&closing::Model>,
) -> Result<Option<Refusal>, Problem> {
    match act.step {
        ClosingStep::Withdraw => return Ok(None),
        ClosingStep::Reopen => {
            return Ok(act.note.is_empty().then_some(Refusal::ReasonMissing));
        }
        ClosingStep::Close | ClosingStep::Confirm => {}
    }
    if incident.level.is_none() && incident.purpose != Purpose::History.name() {
        return Ok(Some(Refusal::NoLevel));
    }
    let missing: Vec<Need> =
        needs_now(tx, incident).await?.into_iter().filter(Need::hinders).collect();
    if !missing.is_empty() {
        return Ok(Some(Refusal::Missing(missing)));
    }
    if act.step == ClosingStep::Close {
        return Ok(None);
    }
    let first = last.and_then(|first| first.by_id);
    let second = scope.account().map(Into::into);
    if first == second {
        return Ok(Some(Refusal::SamePerson));
    }
    let own = one_is_of_company(tx, scope, [first, second]).await?;
    Ok((!own).then_some(Refusal::NobodyOfCompany))
}

async fn write(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (made, note): (Made, String),
) -> Result<incident::Model, Problem> {
    let (clock, rng) = platform.chance();
    let now = clock.now();
    let at = to_millis(now);
    let row = closing::Model {
        id: new_uuid(clock, rng),
        company_id: incident.company_id,
        incident_id: incident.id,
        act: made.act.to_owned(),
        reason: note.clone(),
        at,
        by_id: scope.account().map(Into::into),
        by_name: scope.actor_name().to_owned(),
    };
    closing::Entity::insert(closing::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    let changed = incident::Model {
        status: made.status.name().to_owned(),
        closed_at: (made.status == Status::Closed).then_some(at),
        changed_at: at,
        version: incident.version + 1,
        ..incident.clone()
    };
    let change = incident::ActiveModel {
        id: Set(incident.id),
        status: Set(changed.status.clone()),
        closed_at: Set(changed.closed_at),
        changed_at: Set(at),
        version: Set(changed.version),
        ..Default::default()
    };
    incident::Entity::update(change).exec_without_returning(tx.conn()).await?;
    renew_notice(tx, scope).await?;
    if made.status == Status::Closing {
        ask_second(tx, platform, scope, (&changed, &row)).await?;
    }
    if made.status == Status::Closed {
        end_calls(tx, incident, None).await?;
    }
    let words = platform.words(Lang::Ja);
    let key = format!("lessons-line-{}", made.act);
    let text = match note.as_str() {
        "" => words.t(&key),
        note => words.t1(&format!("{key}-because"), "note", note),
    };
    let line = NewEntry::automatic(EntryKind::Decision, now, text);
    add_entry(tx, platform, scope, incident, line).await?;
    let detail = json!({
        "before": incident.status, "after": changed.status,
        "rows": Written::of(&row)?.and(&changed)?,
    });
    audit(tx, platform, scope, made.audited, ("incident", incident.id), detail).await?;
    Ok(changed)
}
