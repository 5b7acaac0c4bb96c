//! Looking whether a kit is to be printed again, and saying so: on the first page at once, by mail a
//! day later, so that a morning of changes makes one mail.

use hikeshi_db::{Fence, Tx};
use hikeshi_directory::{AwaitKind, Awaited, Who, company, publish_awaits};
use hikeshi_identity::{CompanyId, CompanyScope, Role, members_of_company, send_mail};
use hikeshi_jobs::{Job, JobError, enqueue_once};
use hikeshi_kernel::{Lang, LocalText, to_millis};
use hikeshi_mail::Message;
use hikeshi_web::{Platform, Problem};
use jiff::SignedDuration;
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Standing, model::kit_edition, standing_of};

const DAY: SignedDuration = SignedDuration::from_hours(24);
/// A mail that nobody followed is sent again after so long.
const AGAIN: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Whose task it is in the company.
const WHOSE: [Role; 2] = [Role::Officer, Role::Staff];

/// Looks at the kit of a company once a day, as long as the company has one. Harmless to repeat.
#[derive(Debug, Serialize, Deserialize)]
pub struct Look {
    /// The company.
    pub company: Uuid,
}

#[async_trait::async_trait]
impl Job<Platform> for Look {
    const KIND: &'static str = "kit.look";

    async fn run(&self, platform: &Platform) -> Result<(), JobError> {
        let scope = CompanyScope::of_program(CompanyId(self.company), "job");
        let tx = platform.db.write(Fence::Tenant(self.company)).await?;
        look(&tx, platform, &scope)
            .await
            .map_err(|problem| JobError::new(format!("{problem:?}")))?;
        Ok(tx.commit().await?)
    }
}

/// Compares the last edition with what holds now; publishes, notes and mails what follows from it,
/// and asks for the next look.
///
/// # Errors
/// A problem of the database.
pub async fn look(tx: &Tx, platform: &Platform, scope: &CompanyScope) -> Result<(), Problem> {
    let Some(mut standing) = standing_of(tx, platform, scope).await? else { return Ok(()) };
    let now = to_millis(platform.clock.now());
    let seen = match (standing.changes.is_empty(), standing.edition.stale_since) {
        (true, _) => None,
        (false, known) => known.or(Some(now)),
    };
    if seen != standing.edition.stale_since {
        standing.edition.stale_since = seen;
        mark(tx, &standing.edition).await?;
    }
    publish_awaits(tx, scope, scope.company().0, &awaited(platform, scope, &standing)).await?;
    if is_due(&standing, now) {
        mail(tx, platform, scope, &standing).await?;
        standing.edition.mailed_at = Some(now);
        mark(tx, &standing.edition).await?;
    }
    next(tx, platform, scope).await
}

/// Asks for the look of tomorrow; asked for twice, it comes once.
async fn next(tx: &Tx, platform: &Platform, scope: &CompanyScope) -> Result<(), Problem> {
    let at = platform.clock.now() + DAY;
    let key = format!("kit-look/{}/{}", scope.company(), at.as_second() / DAY.as_secs());
    let job = Look { company: scope.company().0 };
    Ok(enqueue_once::<Platform, Look>(tx, platform.chance(), &job, at, &key).await?)
}

fn is_due(standing: &Standing, now: i64) -> bool {
    let older = |at: i64, than: SignedDuration| at <= now - to_whole_millis(than);
    let asked = standing.asks_since().is_some_and(|since| older(since, DAY));
    asked && standing.edition.mailed_at.is_none_or(|at| older(at, AGAIN))
}

fn to_whole_millis(span: SignedDuration) -> i64 {
    span.as_secs() * 1000
}

async fn mark(tx: &Tx, edition: &kit_edition::Model) -> Result<(), Problem> {
    let change = kit_edition::ActiveModel {
        id: Set(edition.id),
        stale_since: Set(edition.stale_since),
        mailed_at: Set(edition.mailed_at),
        ..Default::default()
    };
    kit_edition::Entity::update(change).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// What waits, for whoever may do it. It belongs to no incident: it stands under the company's own id.
fn awaited(platform: &Platform, scope: &CompanyScope, standing: &Standing) -> Vec<Awaited> {
    if !standing.asks_for_somebody() {
        return Vec::new();
    }
    let key = if standing.is_stale() { "kit-awaits-renew" } else { "kit-awaits-print" };
    let said = |lang| platform.words(lang).t(key);
    vec![Awaited {
        incident: scope.company().0,
        key: "kit".to_owned(),
        kind: AwaitKind::Print,
        title: LocalText {
            ja: said(Lang::Ja),
            ja_easy: Some(said(Lang::JaEasy)),
            en: Some(said(Lang::En)),
        },
        href: format!("/c/{}/kit", scope.company()),
        who: Who {
            roles: WHOSE.iter().map(|role| role.name().to_owned()).collect(),
            ..Who::default()
        },
    }]
}

/// One mail to each person whose task it is.
async fn mail(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    standing: &Standing,
) -> Result<(), Problem> {
    let name = company(tx, scope).await?.name;
    let (subject, body) = said(platform, &name, standing);
    for member in members_of_company(tx, scope.company()).await? {
        if WHOSE.contains(&member.role) {
            let (subject, body) = (subject.clone(), body.clone());
            send_mail(tx, platform, Message { to: member.email, subject, body }).await?;
        }
    }
    Ok(())
}

/// Subject and body.
fn said(platform: &Platform, company: &str, standing: &Standing) -> (String, String) {
    let words = platform.words(Lang::Ja);
    let link = platform.public(&format!("/c/{}/kit", standing.edition.company_id));
    let why = if !standing.changes.is_empty() {
        "kit-mail-changed"
    } else if standing.expired {
        "kit-mail-expired"
    } else {
        "kit-mail-unprinted"
    };
    let why = words.t1(why, "number", standing.edition.number);
    let body = words.ta("kit-mail-body", &[("why", &why), ("company", &company), ("link", &link)]);
    (words.t1("kit-mail-subject", "company", company), body)
}
