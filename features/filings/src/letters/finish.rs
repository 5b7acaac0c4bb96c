//! All recipients were tried.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_incidents::case::{EntryKind, IncidentId, NewEntry, add_entry, find_incident};
use hikeshi_kernel::{Lang, Moment};
use hikeshi_web::{Platform, Problem};
use sea_orm::ActiveValue::Set;
use serde_json::json;

use super::{
    Channel, RunState, Said, drop::close_run, missed, progress_of, run::write_run,
    siblings::look_again,
};
use crate::model::letter_run;

/// Ends a run by e-mail in which nobody was left out and every letter went out; any other one waits
/// for people.
pub(super) async fn all_tried(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    run: &letter_run::Model,
) -> Result<(), Problem> {
    if run.run_state()? != RunState::Running {
        return Ok(());
    }
    look_again(tx, run).await?;
    let progress = progress_of(tx, run).await?;
    let nobody_missed = progress.left() == 0 && missed(run) == 0;
    let detail = json!({ "run": run.id, "sent": progress.sent, "left": progress.left() });
    audit(tx, platform, scope, "letters.all-tried", ("incident", run.incident_id), detail).await?;
    let incident = find_incident(tx, scope, IncidentId(run.incident_id)).await?;
    let words = platform.words(Lang::Ja);
    let key = match run.way()? {
        Channel::Email => "letters-line-email",
        Channel::Paper => "letters-line-paper",
    };
    let entry = NewEntry {
        kind: EntryKind::Message,
        moment: Moment::Exact { at: platform.clock.now() },
        text: words.ta(key, &[("sent", &progress.sent), ("left", &progress.left())]),
        automatic: true,
        source: format!("letters:{}", run.id),
    };
    add_entry(tx, platform, scope, &incident, entry).await?;
    if nobody_missed && run.way()? == Channel::Email {
        return close_run(tx, platform, scope, run, (RunState::Ended, Said::default())).await;
    }
    let change = letter_run::ActiveModel {
        id: Set(run.id),
        state: Set(RunState::Open.name().to_owned()),
        version: Set(run.version + 1),
        ..Default::default()
    };
    write_run(tx, change).await
}
