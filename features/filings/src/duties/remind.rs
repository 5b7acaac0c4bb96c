//! Reminders of limits, by e-mail to the right roles, to more of them once a limit is over.

use hikeshi_db::{Fence, Tx};
use hikeshi_directory::company;
use hikeshi_identity::{
    CompanyId, CompanyScope, ProviderId, Role, SendMail, living_delegations, members_of_company,
    members_of_provider,
};
use hikeshi_incidents::{
    case::{IncidentId, NewClock, due_of, find_incident, running_clocks},
    model::{clock, incident},
};
use hikeshi_jobs::{Job, JobError, enqueue_once};
use hikeshi_kernel::{Lang, LocalText, from_millis, to_millis};
use hikeshi_mail::Message;
use hikeshi_web::{Platform, Problem};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::rulebook::{Reminder, rulebook};

/// Bindings that people are reminded of.
const BINDING: [&str; 2] = ["law", "contract"];

/// Reminds of one clock. Harmless when it runs late or for a clock that has stopped or moved: it
/// looks again before it writes.
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
    let reminders = &rulebook()?.origins.reminders;
    let Some(reminder) = reminders.iter().find(|known| known.id == job.reminder) else {
        return Ok(());
    };
    // The program stood still: the later reminder, which is due as well, says it all.
    let later = times(reminders, from_millis(job.due_at), platform.clock.now()).next();
    if later.is_some_and(|(later, _)| later.hours > reminder.hours) {
        return Ok(());
    }
    let clocks = running_clocks(tx, &incident).await?;
    let same = |clock: &&clock::Model| clock.key == job.key && clock.due_at == Some(job.due_at);
    let Some(clock) = clocks.iter().find(same) else { return Ok(()) };
    let company = company(tx, &scope).await?;
    let (subject, body) = message(platform, &company.name, &incident, clock)?;
    for to in addresses(tx, &scope, reminder).await? {
        let once = format!("{}/{to}", job.name());
        let mail = SendMail(Message { to, subject: subject.clone(), body: body.clone() });
        let now = platform.clock.now();
        enqueue_once::<Platform, SendMail>(tx, platform.chance(), &mail, now, &once).await?;
    }
    Ok(())
}

/// Who gets it, each address once.
async fn addresses(
    tx: &Tx,
    scope: &CompanyScope,
    reminder: &Reminder,
) -> Result<Vec<String>, Problem> {
    let mut all = Vec::new();
    let mut add = |address: String| {
        if !all.contains(&address) {
            all.push(address);
        }
    };
    for member in members_of_company(tx, scope.company()).await? {
        if reminder.to.iter().any(|role| role == member.role.name()) {
            add(member.email);
        }
    }
    if reminder.provider {
        for living in living_delegations(tx, scope.company()).await? {
            for member in members_of_provider(tx, ProviderId(living.provider_id)).await? {
                if member.role == Role::Analyst {
                    add(member.email);
                }
            }
        }
    }
    Ok(all)
}

fn message(
    platform: &Platform,
    company: &str,
    incident: &incident::Model,
    clock: &clock::Model,
) -> Result<(String, String), Problem> {
    let words = platform.words(Lang::Ja);
    let title: LocalText = serde_json::from_str(&clock.title_json)?;
    let title = hikeshi_i18n::plain(title.get(Lang::Ja));
    let due = due_of(clock).map(|moment| words.moment(&moment)).unwrap_or_default();
    let over = clock.due_at.is_some_and(|due| from_millis(due) <= platform.clock.now());
    let link = platform.public(&clock.href);
    let values: [(&str, &dyn std::fmt::Display); 5] = [
        ("company", &company),
        ("incident", &incident.number),
        ("title", &title),
        ("due", &due),
        ("link", &link),
    ];
    let (subject, body) = match (over, clock.applies.as_str()) {
        (true, _) => ("duties-mail-over-subject", "duties-mail-over-body"),
        (false, "unknown") => ("duties-mail-open-subject", "duties-mail-open-body"),
        (false, _) => ("duties-mail-subject", "duties-mail-body"),
    };
    Ok((words.ta(subject, &values), words.ta(body, &values)))
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
