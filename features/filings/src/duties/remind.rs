//! When people are reminded of limits: by e-mail to the right roles, to more of them once a limit
//! is over.

use hikeshi_db::{Fence, Tx};
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_incidents::{
    case::{IncidentId, NewClock, find_incident, running_clocks},
    model::{clock, incident},
};
use hikeshi_jobs::{Job, JobError, enqueue_once};
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::digest::send_reminders;
use crate::rulebook::{Reminder, rulebook};

/// Bindings that people are reminded of.
pub(super) const BINDING: [&str; 3] = ["law", "contract", PROMISED];
/// The binding of which only the provider's people are reminded: they promised it.
pub(super) const PROMISED: &str = "provider";

/// Reminds of one clock and of whatever else of its incident is due about then. Harmless when it
/// runs late, twice, or for a clock that has stopped or moved: it looks again before it writes.
#[derive(Debug, Serialize, Deserialize)]
pub struct Remind {
    /// The company, for the fence.
    pub company: Uuid,
    /// The incident.
    pub incident: Uuid,
    /// The clock's key.
    pub key: String,
    /// The limit that it was asked for, in milliseconds.
    pub due_at: i64,
    /// Which reminder.
    pub reminder: String,
}

impl Remind {
    /// Names it among all jobs: nobody is reminded twice of the same.
    fn name(&self) -> String {
        format!("remind/{}/{}/{}/{}", self.incident, self.key, self.due_at, self.reminder)
    }
}

/// Asks for the reminders of the clocks that still run. Of those whose time is over only the last
/// one is sent, so that an incident that is entered late does not send a heap of mail.
pub(super) async fn ask(
    tx: &Tx,
    platform: &Platform,
    incident: &incident::Model,
    clocks: &[NewClock],
) -> Result<(), Problem> {
    let now = platform.clock.now();
    let reminders = &rulebook()?.origins.reminders;
    for clock in clocks.iter().filter(|clock| reminded(clock)) {
        let Some((due, _)) = clock.due else { continue };
        for (reminder, at) in times(reminders, due, now) {
            let job = Remind {
                company: incident.company_id,
                incident: incident.id,
                key: clock.key.clone(),
                due_at: to_millis(due),
                reminder: reminder.id.clone(),
            };
            let once = job.name();
            enqueue_once::<Platform, Remind>(tx, platform.chance(), &job, at, &once).await?;
        }
    }
    Ok(())
}

fn reminded(clock: &NewClock) -> bool {
    BINDING.contains(&clock.binding)
        && hikeshi_incidents::case::ClockState::RUNNING.contains(&clock.state)
}

/// When each reminder is due: those to come, and the last one of those that are over.
fn times(
    reminders: &[Reminder],
    due: Timestamp,
    now: Timestamp,
) -> impl Iterator<Item = (&Reminder, Timestamp)> {
    let at = move |reminder: &Reminder| due + SignedDuration::from_hours(reminder.hours);
    let to_come = reminders.partition_point(|reminder| at(reminder) <= now);
    reminders[to_come.saturating_sub(1)..]
        .iter()
        .map(move |reminder| (reminder, at(reminder).max(now)))
}

#[async_trait::async_trait]
impl Job<Platform> for Remind {
    const KIND: &'static str = "filings.remind";

    async fn run(&self, platform: &Platform) -> Result<(), JobError> {
        let tx = platform.db.write(Fence::Tenant(self.company)).await?;
        let done = remind(&tx, platform, self).await;
        done.map_err(|problem| JobError::new(format!("{problem:?}")))?;
        Ok(tx.commit().await?)
    }
}

async fn remind(tx: &Tx, platform: &Platform, job: &Remind) -> Result<(), Problem> {
    let scope = CompanyScope::of_program(CompanyId(job.company), "job");
    let Ok(incident) = find_incident(tx, &scope, IncidentId(job.incident)).await else {
        return Ok(());
    };
    let clocks = running_clocks(tx, &incident).await?;
    let same = |clock: &clock::Model| clock.key == job.key && clock.due_at == Some(job.due_at);
    if clocks.iter().any(same) {
        send_reminders(tx, platform, &scope, &incident).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_the_reminders_whose_time_is_over_only_the_last_is_sent() {
        let reminder = |id: &str, hours| Reminder {
            id: id.to_owned(),
            hours,
            to: vec!["officer".to_owned()],
            provider: false,
        };
        let reminders = [reminder("before", -24), reminder("over", 0), reminder("late", 24)];
        let due: Timestamp = "2026-11-20T00:00:00Z".parse().unwrap();
        let ids = |hours: i64| -> Vec<&str> {
            let now = due + SignedDuration::from_hours(hours);
            times(&reminders, due, now).map(|(reminder, _)| reminder.id.as_str()).collect()
        };
        assert_eq!(ids(-48), ["before", "over", "late"]);
        assert_eq!(ids(-1), ["before", "over", "late"]);
        assert_eq!(ids(1), ["over", "late"]);
        assert_eq!(ids(1000), ["late"]);
    }
}
