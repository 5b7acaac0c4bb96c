//! A calendar feed per person: the limits of all incidents that this person may see, under a
//! secret address that the person's own calendar program reads.

use hikeshi_db::{Fence, Tx};
use hikeshi_deadlines::Binding;
use hikeshi_identity::{
    AccountId, CompanyId, Person, Role, audit_open, can, can::Action as _, hash_token,
    places_of_account,
};
use hikeshi_incidents::{
    case::{ClockState, due_of},
    model::{clock, incident},
};
use hikeshi_kernel::{LocalText, Moment, from_millis, to_millis};
use hikeshi_web::{Platform, Problem};
use icalendar::{Alarm, Calendar, Component as _, Event, EventLike as _, Property, Trigger};
use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Statement, sea_query::OnConflict,
};
use uuid::Uuid;

use crate::model::calendar_feed;

/// More limits than this make no calendar that a person reads.
const MOST: u64 = 500;

/// When the person's feed was made; `None` without one.
///
/// # Errors
/// A problem of the database.
pub async fn feed_of(tx: &Tx, person: &Person) -> Result<Option<Timestamp>, Problem> {
    let row = calendar_feed::Entity::find_by_id(person.account.0).one(tx.conn()).await?;
    Ok(row.map(|row| from_millis(row.made_at)))
}

/// Makes a new secret address; an older one stops working. Returns the secret, which is stored
/// nowhere.
///
/// # Errors
/// A problem of the database.
pub async fn make_feed(tx: &Tx, platform: &Platform, person: &Person) -> Result<String, Problem> {
    let secret = platform.rng.secret();
    let row = calendar_feed::ActiveModel {
        account_id: Set(person.account.0),
        token_hash: Set(hash_token(&secret)),
        made_at: Set(to_millis(platform.clock.now())),
    };
    let overwrite = OnConflict::column(calendar_feed::Column::AccountId)
        .update_columns([calendar_feed::Column::TokenHash, calendar_feed::Column::MadeAt])
        .to_owned();
    calendar_feed::Entity::insert(row)
        .on_conflict(overwrite)
        .exec_without_returning(tx.conn())
        .await?;
    let account = person.account.0;
    audit_open(tx, platform, Some(account), "calendar.made", ("account", account)).await?;
    Ok(secret)
}

/// Ends the feed; its address stops working at once.
///
/// # Errors
/// A problem of the database.
pub async fn end_feed(tx: &Tx, platform: &Platform, person: &Person) -> Result<(), Problem> {
    let account = person.account.0;
    calendar_feed::Entity::delete_by_id(account).exec(tx.conn()).await?;
    audit_open(tx, platform, Some(account), "calendar.ended", ("account", account)).await?;
    Ok(())
}

/// The calendar behind a secret address, in Japanese.
///
/// # Errors
/// Not found for an address that is not or no longer in use; a problem of the database.
pub async fn calendar(tx: &Tx, platform: &Platform, secret: &str) -> Result<String, Problem> {
    let feed = calendar_feed::Entity::find()
        .filter(calendar_feed::Column::TokenHash.eq(hash_token(secret)))
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)?;
    let (own, entrusted) = companies_of(tx, AccountId(feed.account_id)).await?;
    let companies = [own, entrusted.clone()].concat();
    let mut rows = clock::Entity::find()
        .filter(clock::Column::CompanyId.is_in(companies.iter().map(|company| company.0)))
        .filter(clock::Column::State.is_in(ClockState::RUNNING.map(ClockState::name)))
        .filter(clock::Column::DueAt.is_not_null())
        .order_by_asc(clock::Column::DueAt)
        .limit(MOST)
        .all(tx.conn())
        .await?;
    // What a provider promised is for its own people to keep.
    rows.retain(|row| {
        row.binding != Binding::Provider.name() || entrusted.contains(&CompanyId(row.company_id))
    });
    let incidents = incident::Entity::find()
        .filter(incident::Column::Id.is_in(rows.iter().map(|row| row.incident_id)))
        .all(tx.conn())
        .await?;
    let names = hikeshi_directory::companies(tx, &companies).await?;
    let words = platform.words(hikeshi_kernel::Lang::Ja);
    let mut calendar = Calendar::new().name(&words.t("duties-calendar-name")).done();
    for row in &rows {
        let Some(incident) = incidents.iter().find(|incident| incident.id == row.incident_id)
        else {
            continue;
        };
        let title: LocalText = serde_json::from_str(&row.title_json)?;
        let title = hikeshi_i18n::plain(&title.ja);
        let company = names.iter().find(|one| one.id == row.company_id);
        let company = company.map(|one| one.name.as_str()).unwrap_or_default();
        let link = platform.public(&row.href);
        let values: [(&str, &dyn std::fmt::Display); 5] = [
            ("title", &title),
            ("number", &incident.number),
            ("incident", &incident.title),
            ("company", &company),
            ("link", &link),
        ];
        let summary = words.ta("duties-calendar-summary", &values);
        let what = words.ta("duties-calendar-what", &values);
        calendar.push(event(platform, row, (&summary, &what)));
    }
    Ok(calendar.to_string())
}

fn event(platform: &Platform, row: &clock::Model, (summary, what): (&str, &str)) -> Event {
    let mut event = Event::new();
    event
        .uid(&format!("{}-{}@hikeshi", row.incident_id, row.key))
        .append_property(Property::new("DTSTAMP", stamp(platform.clock.now())))
        .summary(summary)
        .description(what)
        .url(&platform.public(&row.href));
    match (due_of(row), row.due_at) {
        (Some(Moment::Day { day }), _) => {
            event.append_property(
                Property::new("DTSTART", day.strftime("%Y%m%d").to_string())
                    .add_parameter("VALUE", "DATE")
                    .done(),
            );
        }
        (_, Some(at)) => {
            event.append_property(Property::new("DTSTART", stamp(from_millis(at))));
        }
        _ => {}
    }
    if let Some(alarm) = alarm(platform, row, summary) {
        event.alarm(alarm);
    }
    event.done()
}

/// Rings one day before the limit.
fn alarm(platform: &Platform, row: &clock::Model, summary: &str) -> Option<Alarm> {
    let day = Trigger::try_from(&Property::new("TRIGGER", "P1D")).ok()?;
    let mut alarm = Alarm::display(summary, Trigger::before_start(*day.as_duration()?));
    // Without these two the library would write the clock of this machine and chance.
    let alarm = alarm
        .append_property(Property::new("DTSTAMP", stamp(platform.clock.now())))
        .append_property(Property::new(
            "UID",
            format!("{}-{}-alarm@hikeshi", row.incident_id, row.key),
        ));
    Some(alarm.done())
}

fn stamp(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// The companies whose incidents the account may see, itself or for a provider that may act now.
async fn companies_of(
    tx: &Tx,
    account: AccountId,
) -> Result<(Vec<CompanyId>, Vec<CompanyId>), Problem> {
    let places = places_of_account(tx, account).await?;
    let may = |role: &Role| *role != Role::Outsider && role.may(can::ViewIncidents::NAME);
    let own = places
        .companies
        .iter()
        .filter(|(_, role)| may(role))
        .map(|(company, _)| *company)
        .collect();
    let mut entrusted = Vec::new();
    for (provider, _) in places.providers.iter().filter(|(_, role)| may(role)) {
        let query = Statement::from_sql_and_values(
            tx.conn().get_database_backend(),
            "SELECT company_id FROM delegation WHERE provider_id = $1 AND withdrawn_at IS NULL",
            [provider.0.into()],
        );
        for row in tx.conn().query_all_raw(query).await? {
            let company: Uuid = row.try_get("", "company_id")?;
            entrusted.push(CompanyId(company));
        }
    }
    Ok((own, entrusted))
}

/// Reads and writes of feeds belong to no company.
pub(crate) const FENCE: Fence = Fence::Open;
