//! The mails that remind of limits: one for each person, whatever is due about the same time.

use hikeshi_db::Tx;
use hikeshi_directory::company;
use hikeshi_identity::{
    CompanyScope, ProviderId, Role, living_delegations, members_of_company, members_of_provider,
    send_mail,
};
use hikeshi_incidents::{
    case::{due_of, hold, running_clocks},
    model::{clock, incident},
};
use hikeshi_kernel::{Lang, LocalText, from_millis, to_millis};
use hikeshi_mail::Message;
use hikeshi_web::{Platform, Problem};
use jiff::{SignedDuration, Timestamp};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::remind::{BINDING, PROMISED};
use crate::{
    model::duty_reminder,
    rulebook::{Reminder, rulebook},
};

/// A clock of which people are reminded now.
type Pending<'a> = (&'a clock::Model, &'a Reminder);

/// Reminds of every clock of the incident whose reminder is due and has not been sent, in one mail
/// for each person. What is sent is written down in the same transaction, so that whoever comes
/// second sends nothing.
///
/// # Errors
/// A problem of the database or of the content.
pub(super) async fn send_reminders(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<(), Problem> {
    let incident = hold(tx, incident).await?;
    let now = platform.clock.now();
    let reminders = &rulebook()?.origins.reminders;
    let clocks = running_clocks(tx, &incident).await?;
    let sent = duty_reminder::Entity::find()
        .filter(duty_reminder::Column::IncidentId.eq(incident.id))
        .all(tx.conn())
        .await?;
    let mut pending: Vec<Pending<'_>> = Vec::new();
    for clock in clocks.iter().filter(|clock| BINDING.contains(&clock.binding.as_str())) {
        let Some(due) = clock.due_at else { continue };
        let Some(reminder) = last_due(reminders, from_millis(due), now) else { continue };
        let same = |row: &duty_reminder::Model| {
            (&*row.clock_key, row.due_at, &*row.reminder) == (&*clock.key, due, &*reminder.id)
        };
        if sent.iter().any(same) {
            continue;
        }
        let row = duty_reminder::ActiveModel {
            incident_id: Set(incident.id),
            clock_key: Set(clock.key.clone()),
            due_at: Set(due),
            reminder: Set(reminder.id.clone()),
            company_id: Set(incident.company_id),
            sent_at: Set(to_millis(now)),
        };
        duty_reminder::Entity::insert(row).exec_without_returning(tx.conn()).await?;
        pending.push((clock, reminder));
    }
    let name = company(tx, scope).await?.name;
    for (to, clocks) in by_address(tx, scope, &pending).await? {
        let (subject, body) = message(platform, &name, &incident, &clocks)?;
        send_mail(tx, platform, Message { to, subject, body }).await?;
    }
    Ok(())
}

/// The last of the reminders (in the order of time) whose time has come. One before the limit may
/// go out early together with another, by a quarter of its distance from the limit.
fn last_due(reminders: &[Reminder], due: Timestamp, now: Timestamp) -> Option<&Reminder> {
    let from = |reminder: &&Reminder| {
        let early = SignedDuration::from_mins(reminder.hours.min(0).abs() * 60 / 4);
        due + SignedDuration::from_hours(reminder.hours) - early
    };
    reminders.iter().rfind(|reminder| from(reminder) <= now)
}

/// Each address once, with the clocks that its role is reminded of.
async fn by_address<'a>(
    tx: &Tx,
    scope: &CompanyScope,
    pending: &[Pending<'a>],
) -> Result<Vec<(String, Vec<&'a clock::Model>)>, Problem> {
    let mut all: Vec<(String, Vec<&clock::Model>)> = Vec::new();
    let mut add = |address: String, wanted: &dyn Fn(&Pending<'a>) -> bool| {
        for (clock, _) in pending.iter().filter(|one| wanted(one)) {
            match all.iter_mut().find(|(known, _)| *known == address) {
                Some((_, clocks)) if clocks.contains(clock) => {}
                Some((_, clocks)) => clocks.push(clock),
                None => all.push((address.clone(), vec![clock])),
            }
        }
    };
    for member in members_of_company(tx, scope.company()).await? {
        add(member.email, &|(clock, reminder)| {
            clock.binding != PROMISED && reminder.to.iter().any(|role| role == member.role.name())
        });
    }
    for living in living_delegations(tx, scope.company()).await? {
        for member in members_of_provider(tx, ProviderId(living.provider_id)).await? {
            add(member.email, &|(clock, reminder)| {
                let told = reminder.provider || clock.binding == PROMISED;
                told && member.role == Role::Analyst
            });
        }
    }
    Ok(all)
}

/// Subject and body of a mail about one clock or several.
fn message(
    platform: &Platform,
    company: &str,
    incident: &incident::Model,
    clocks: &[&clock::Model],
) -> Result<(String, String), Problem> {
    let words = platform.words(Lang::Ja);
    let over = |clock: &clock::Model| {
        clock.due_at.is_some_and(|due| from_millis(due) <= platform.clock.now())
    };
    let mut lines = Vec::new();
    for clock in clocks {
        let title: LocalText = serde_json::from_str(&clock.title_json)?;
        let title = hikeshi_i18n::plain(title.get(Lang::Ja));
        let due = due_of(clock).map(|moment| words.moment(&moment)).unwrap_or_default();
        let link = platform.public(&clock.href);
        let values: [(&str, &dyn std::fmt::Display); 5] = [
            ("company", &company),
            ("incident", &incident.number),
            ("title", &title),
            ("due", &due),
            ("link", &link),
        ];
        let [subject, body, line] = match (over(clock), clock.applies.as_str()) {
            (true, _) => {
                ["duties-mail-over-subject", "duties-mail-over-body", "duties-mail-over-line"]
            }
            (false, "unknown") => {
                ["duties-mail-open-subject", "duties-mail-open-body", "duties-mail-open-line"]
            }
            (false, _) => ["duties-mail-subject", "duties-mail-body", "duties-mail-line"],
        };
        if clocks.len() == 1 {
            return Ok((words.ta(subject, &values), words.ta(body, &values)));
        }
        lines.push(words.ta(line, &values));
    }
    let subject = match clocks.iter().any(|clock| over(clock)) {
        true => "duties-mail-many-over-subject",
        false => "duties-mail-many-subject",
    };
    let values: [(&str, &dyn std::fmt::Display); 4] = [
        ("company", &company),
        ("incident", &incident.number),
        ("count", &clocks.len()),
        ("lines", &lines.join("\n\n")),
    ];
    Ok((words.ta(subject, &values), words.ta("duties-mail-many-body", &values)))
}
