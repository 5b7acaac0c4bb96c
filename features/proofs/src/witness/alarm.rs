//! Shouting: a contradiction goes to the log of the program, to the administrators by mail and into
//! the audit log, once for each case, and stands on their pages until a person acknowledges it.

use hikeshi_db::{Fence, Tx};
use hikeshi_identity::{audit_open, model::account, send_mail};
use hikeshi_kernel::{Lang, to_millis};
use hikeshi_mail::Message;
use hikeshi_tlog::{NewAlarm, TlogError, acknowledge_alarm, raise_alarm};
use hikeshi_web::{Platform, Problem};
use jiff::SignedDuration;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use uuid::Uuid;

use super::state::states;
use crate::peers::peer_named;

/// A submission whose proof did not hold may be somebody's prank: anybody can send a peer's public
/// checkpoint with a wrong proof. One that stays unproved for so long is no prank.
const UNPROVED_FOR: SignedDuration = SignedDuration::from_hours(1);

/// Raises the alarm, unless the same case was raised before. Opens its own transaction.
///
/// # Errors
/// A problem of the database.
pub(crate) async fn shout(platform: &Platform, alarm: NewAlarm) -> Result<(), Problem> {
    // A log that is broken may refuse the entry about it; the alarm must not be lost with it.
    match raise(platform, &alarm, true).await {
        Err(problem) => {
            tracing::error!(?problem, "the alarm could not be entered in the audit log");
            raise(platform, &alarm, false).await
        }
        raised => raised,
    }
}

async fn raise(platform: &Platform, alarm: &NewAlarm, audited: bool) -> Result<(), Problem> {
    let tx = platform.db.write(Fence::Open).await?;
    let Some(id) = raise_alarm(tx.conn(), platform.chance(), alarm).await? else { return Ok(()) };
    tracing::error!(
        kind = alarm.kind,
        log = alarm.log,
        size = alarm.size,
        ours = alarm.ours,
        theirs = alarm.theirs,
        "the history of a log contradicts what was kept of it"
    );
    mail(&tx, platform, alarm).await?;
    if audited {
        audit_open(&tx, platform, None, "log.alarm-raised", ("log-alarm", id)).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Notes who has seen the alarm.
///
/// # Errors
/// Not found, also if it was acknowledged before; a problem of the database.
pub(crate) async fn acknowledge(
    platform: &Platform,
    alarm: Uuid,
    (by_id, by): (Uuid, &str),
) -> Result<(), Problem> {
    let tx = platform.db.write(Fence::Open).await?;
    if !acknowledge_alarm(tx.conn(), &*platform.clock, alarm, (by_id, by)).await? {
        return Err(Problem::not_found());
    }
    let target = ("log-alarm", alarm);
    audit_open(&tx, platform, Some(by_id), "log.alarm-acknowledged", target).await?;
    tx.commit().await?;
    Ok(())
}

/// Raises the alarm about our own log that could not be published because it contradicts what was
/// signed before. Other failures (a full disk) are none. Never fails itself.
pub async fn own_log_refused(platform: &Platform, error: &TlogError) {
    let (kind, size) = match error {
        TlogError::Shrunk { signed, .. } => ("own-shrunk", *signed),
        TlogError::Forked { size } => ("own-changed", *size),
        TlogError::Broken { seq, .. } => ("own-broken", *seq),
        _ => return,
    };
    let ours = crate::published(platform).await.ok().flatten().map(|it| it.note);
    let alarm = NewAlarm {
        kind,
        log: String::new(),
        size,
        ours: ours.unwrap_or_default(),
        theirs: error.to_string(),
    };
    if let Err(problem) = shout(platform, alarm).await {
        tracing::error!(?problem, "the alarm about the own log could not be kept");
    }
}

/// Raises an alarm for each peer whose newest submission has stayed unproved for too long.
///
/// # Errors
/// A problem of the database.
pub(crate) async fn shout_unproved(platform: &Platform) -> Result<(), Problem> {
    let since = to_millis(platform.clock.now() - UNPROVED_FOR);
    let tx = platform.db.read(Fence::Open).await?;
    let all = states(&tx).await?;
    drop(tx);
    for state in all.into_iter().filter(|state| state.unproved_at.is_some_and(|at| at <= since)) {
        if peer_named(&platform.config, &state.name).is_none() {
            continue;
        }
        let alarm = NewAlarm {
            kind: "peer-unproved",
            size: u64::try_from(state.size).unwrap_or_default(),
            log: state.name,
            ours: state.note,
            theirs: state.detail,
        };
        shout(platform, alarm).await?;
    }
    Ok(())
}

/// One mail to each administrator of the installation.
async fn mail(tx: &Tx, platform: &Platform, alarm: &NewAlarm) -> Result<(), Problem> {
    let administrators = account::Entity::find()
        .filter(account::Column::InstallationAdmin.eq(true))
        .filter(account::Column::Disabled.eq(false))
        .limit(100)
        .all(tx.conn())
        .await?;
    let words = platform.words(Lang::Ja);
    let what = words.t1(&format!("trail-alarm-{}", alarm.kind), "peer", &alarm.log);
    for to in administrators.into_iter().map(|row| row.email) {
        let link = platform.public("/trail");
        let body = words.ta("trail-mail-alarm-body", &[("what", &what), ("link", &link)]);
        let subject = words.t("trail-mail-alarm-subject");
        send_mail(tx, platform, Message { to, subject, body }).await?;
    }
    Ok(())
}
