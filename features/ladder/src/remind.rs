//! Reminders: owners hear a week before the day and when it has passed. A job looks once a day as long
//! as the plan has an open item with a day.

use std::{collections::BTreeMap, fmt::Display};

use hikeshi_db::{Fence, Tx};
use hikeshi_directory::company;
use hikeshi_i18n::plain;
use hikeshi_identity::{CompanyId, CompanyScope, send_mail};
use hikeshi_jobs::{Job, JobError, Registry, enqueue_once};
use hikeshi_kernel::{Lang, japan, to_millis};
use hikeshi_mail::Message;
use hikeshi_web::{Platform, Problem};
use jiff::{SignedDuration, ToSpan as _, civil::Date};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    model::plan_item,
    plan::{Item, Owner, items, owners},
};

const DAY: SignedDuration = SignedDuration::from_hours(24);
/// Days before the day on which a first reminder goes out.
const BEFORE: i64 = 7;
/// Between two reminders of what is late.
const AGAIN: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Looks at the plan of a company. Harmless to repeat: each item notes when its owner was told.
#[derive(Debug, Serialize, Deserialize)]
pub struct Look {
    /// The company.
    pub company: Uuid,
}

#[async_trait::async_trait]
impl Job<Platform> for Look {
    const KIND: &'static str = "ladder.plan-look";

    async fn run(&self, platform: &Platform) -> Result<(), JobError> {
        let scope = CompanyScope::of_program(CompanyId(self.company), "job");
        let tx = platform.db.write(Fence::Tenant(self.company)).await?;
        look(&tx, platform, &scope)
            .await
            .map_err(|problem| JobError::new(format!("{problem:?}")))?;
        Ok(tx.commit().await?)
    }
}

/// The jobs of this slice.
pub fn register_jobs(registry: &mut Registry<Platform>) {
    registry.register::<Look>();
}

/// Which reminder an item is due for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reminder {
    Before,
    Overdue,
}

/// Asks for the look of tomorrow, once.
pub(crate) async fn ask_for_look(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
) -> Result<(), Problem> {
    let at = platform.clock.now() + DAY;
    let key = format!("plan-look/{}/{}", scope.company(), at.as_second() / DAY.as_secs());
    let job = Look { company: scope.company().0 };
    Ok(enqueue_once::<Platform, Look>(tx, platform.chance(), &job, at, &key).await?)
}

async fn look(tx: &Tx, platform: &Platform, scope: &CompanyScope) -> Result<(), Problem> {
    let now = platform.clock.now();
    let today = now.to_zoned(japan()).date();
    let mut open = items(tx, scope).await?;
    open.retain(|item| item.state.is_open() && item.entry.due.is_some());
    if open.is_empty() {
        return Ok(());
    }
    let people = owners(tx, scope).await?;
    let name = company(tx, scope).await?.name;
    let mut letters: BTreeMap<String, Vec<(Reminder, &Item)>> = BTreeMap::new();
    for item in &open {
        let again = to_millis(now - AGAIN);
        let Some(reminder) = reminder(item, today, again) else { continue };
        for person in told(&people, item) {
            letters.entry(person.email.clone()).or_default().push((reminder, item));
        }
        mark(tx, item, reminder, to_millis(now)).await?;
    }
    for (to, lines) in letters {
        let (subject, body) = letter(platform, (&name, scope), &lines);
        send_mail(tx, platform, Message { to, subject, body }).await?;
    }
    ask_for_look(tx, platform, scope).await
}

fn reminder(item: &Item, today: Date, again: i64) -> Option<Reminder> {
    let due = item.entry.due?;
    if due < today {
        let told = item.row.told_overdue_at.is_some_and(|at| at > again);
        return (!told).then_some(Reminder::Overdue);
    }
    let soon = today.checked_add(BEFORE.days()).is_ok_and(|limit| due <= limit);
    (soon && item.row.told_before_at.is_none()).then_some(Reminder::Before)
}

/// The owner, or the officers where there is none who still may.
fn told<'a>(people: &'a [Owner], item: &Item) -> Vec<&'a Owner> {
    let owner = people.iter().find(|one| Some(one.account) == item.entry.account);
    let officers = || people.iter().filter(|one| one.is_officer).collect();
    owner.map_or_else(officers, |owner| vec![owner])
}

async fn mark(tx: &Tx, item: &Item, reminder: Reminder, now: i64) -> Result<(), Problem> {
    let mut change = plan_item::ActiveModel { id: Set(item.row.id), ..Default::default() };
    match reminder {
        Reminder::Before => change.told_before_at = Set(Some(now)),
        Reminder::Overdue => change.told_overdue_at = Set(Some(now)),
    }
    plan_item::Entity::update(change).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Subject and body: what is late first.
fn letter(
    platform: &Platform,
    (company, scope): (&str, &CompanyScope),
    lines: &[(Reminder, &Item)],
) -> (String, String) {
    let words = platform.words(Lang::Ja);
    let line = |(reminder, item): &(Reminder, &Item)| {
        let key = match reminder {
            Reminder::Before => "plan-mail-before",
            Reminder::Overdue => "plan-mail-overdue",
        };
        let title = plain(item.title().get(Lang::Ja));
        let day = item.entry.due.map(|day| words.date(day)).unwrap_or_default();
        let link = platform.public(&format!("/c/{}/plan/{}", scope.company(), item.row.id));
        let values: [(&str, &dyn Display); 3] = [("title", &title), ("day", &day), ("link", &link)];
        words.ta(key, &values)
    };
    let mut sorted: Vec<&(Reminder, &Item)> = lines.iter().collect();
    sorted.sort_by_key(|(reminder, item)| (*reminder == Reminder::Before, item.entry.due));
    let all: Vec<String> = sorted.into_iter().map(line).collect();
    let list = all.join("\n\n");
    let link = platform.public(&format!("/c/{}/plan", scope.company()));
    let values: [(&str, &dyn Display); 3] =
        [("company", &company), ("list", &list), ("link", &link)];
    (words.ta("plan-mail-subject", &values), words.ta("plan-mail", &values))
}
