//! What waits for whom, and the daily look: reminders to readers, documents that are to be reviewed,
//! newer editions of templates.

use hikeshi_db::{Fence, Tx};
use hikeshi_directory::{AwaitKind, Awaited, Who, company, publish_awaits};
use hikeshi_identity::{CompanyId, CompanyScope, Role, members_of_company, send_mail};
use hikeshi_jobs::{Job, JobError, Registry, enqueue_once};
use hikeshi_kernel::{Lang, LocalText, to_millis};
use hikeshi_mail::Message;
use hikeshi_web::{Platform, Problem};
use jiff::SignedDuration;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    document::{Standing, approvals_now, standings},
    model::{policy, policy_reader, policy_version},
    readers::{MailReader, remind},
};

const DAY: SignedDuration = SignedDuration::from_hours(24);
/// Days between mails about one review.
const AGAIN: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Whose task a review is.
const WHOSE: [Role; 2] = [Role::President, Role::Officer];

/// Looks at the documents of a company once a day, as long as it has any. Harmless to repeat.
#[derive(Debug, Serialize, Deserialize)]
pub struct Look {
    /// The company.
    pub company: Uuid,
}

#[async_trait::async_trait]
impl Job<Platform> for Look {
    const KIND: &'static str = "policies.look";

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
    registry.register::<MailReader>();
}

/// Publishes what waits, asks for the mails that are due, and for the look of tomorrow.
///
/// # Errors
/// A problem of the database.
pub async fn look(tx: &Tx, platform: &Platform, scope: &CompanyScope) -> Result<(), Problem> {
    let standings = standings(tx, platform, scope).await?;
    let living: Vec<Uuid> = standings.iter().map(|one| one.document.row.id).collect();
    let mut waiting = unread(tx, scope).await?;
    waiting.retain(|reader| living.contains(&reader.policy_id));
    let mut awaited = pages_and_reviews(scope, &standings);
    awaited.extend(second_approvals(tx, scope, &standings).await?);
    awaited.extend(readings(scope, &standings, &waiting));
    let kinds = [AwaitKind::Read, AwaitKind::Publish, AwaitKind::Review, AwaitKind::ApprovePolicy];
    publish_awaits(tx, scope, scope.company().0, (&kinds, &awaited)).await?;
    remind(tx, platform, &waiting).await?;
    for standing in &standings {
        tell(tx, platform, scope, standing).await?;
    }
    if standings.is_empty() {
        return Ok(());
    }
    let at = platform.clock.now() + DAY;
    let key = format!("policies-look/{}/{}", scope.company(), at.as_second() / DAY.as_secs());
    let job = Look { company: scope.company().0 };
    Ok(enqueue_once::<Platform, Look>(tx, platform.chance(), &job, at, &key).await?)
}

async fn unread(tx: &Tx, scope: &CompanyScope) -> Result<Vec<policy_reader::Model>, Problem> {
    Ok(policy_reader::Entity::find()
        .filter(policy_reader::Column::CompanyId.eq(scope.company().0))
        .filter(policy_reader::Column::ReadAt.is_null())
        .filter(policy_reader::Column::WithdrawnAt.is_null())
        .all(tx.conn())
        .await?)
}

/// One thing to do for each version that somebody has not read.
fn readings(
    scope: &CompanyScope,
    standings: &[Standing],
    waiting: &[policy_reader::Model],
) -> Vec<Awaited> {
    let versions = standings.iter().filter_map(|one| Some((one, one.version.as_ref()?)));
    let of = |(standing, version): (&Standing, &policy_version::Model)| {
        let readers = waiting.iter().filter(|reader| reader.version_id == version.id);
        let accounts: Vec<Uuid> = readers.filter_map(|reader| reader.account_id).collect();
        (!accounts.is_empty()).then(|| Awaited {
            who: Who { accounts, ..Who::default() },
            href: format!("/c/{}/policies/reading", scope.company()),
            ..awaited(scope, standing, AwaitKind::Read)
        })
    };
    versions.filter_map(of).collect()
}

fn pages_and_reviews(scope: &CompanyScope, standings: &[Standing]) -> Vec<Awaited> {
    let mut all = Vec::new();
    for standing in standings {
        if let Some(page) = &standing.waiting {
            let who = Who { not_by: vec![page.asked_by_id], ..deciders() };
            let kind = AwaitKind::Publish;
            all.push(Awaited { who, ..awaited(scope, standing, kind) });
        }
        if standing.review_due {
            let who = deciders();
            let kind = AwaitKind::Review;
            all.push(Awaited { who, ..awaited(scope, standing, kind) });
        }
    }
    all
}

/// Texts that one person approved and that another one has to approve.
async fn second_approvals(
    tx: &Tx,
    scope: &CompanyScope,
    standings: &[Standing],
) -> Result<Vec<Awaited>, Problem> {
    let mut all = Vec::new();
    for standing in standings {
        let given = approvals_now(tx, &standing.document, &standing.text_sha256).await?.given;
        if !given.is_empty() {
            let not_by = given.into_iter().map(|(account, _)| account).collect();
            let who = Who { not_by, ..deciders() };
            all.push(Awaited { who, ..awaited(scope, standing, AwaitKind::ApprovePolicy) });
        }
    }
    Ok(all)
}

fn deciders() -> Who {
    let roles = WHOSE.iter().map(|role| role.name().to_owned()).collect();
    Who { roles, ..Who::default() }
}

fn awaited(scope: &CompanyScope, standing: &Standing, kind: AwaitKind) -> Awaited {
    let row = &standing.document.row;
    let (name, end) = match kind {
        AwaitKind::Publish => ("publish", "/publish"),
        AwaitKind::Review => ("review", ""),
        AwaitKind::ApprovePolicy => ("approve", "/approve"),
        _ => ("read", ""),
    };
    Awaited {
        incident: scope.company().0,
        key: format!("policy-{name}-{}", row.id),
        kind,
        title: LocalText { ja: row.name.clone(), ja_easy: None, en: None },
        href: format!("/c/{}/policies/{}{end}", scope.company(), row.id),
        who: Who::default(),
    }
}

/// Mails whoever decides when a review is due or a newer edition of the template came.
async fn tell(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    standing: &Standing,
) -> Result<(), Problem> {
    let row = &standing.document.row;
    let now = platform.clock.now();
    let told = row.review_told_at.is_some_and(|at| at > to_millis(now - AGAIN));
    let template = standing.document.template.map(|it| it.file.version.as_str());
    let edition = template.filter(|version| standing.new_edition && *version != row.told_version);
    let review = standing.review_due && !told;
    let key = match (review, edition) {
        (true, _) => "policies-mail-review",
        (false, Some(_)) => "policies-mail-edition",
        (false, None) => return Ok(()),
    };
    let name = company(tx, scope).await?.name;
    let (subject, body) = said(platform, (&name, &row.name), (key, row.id), scope);
    for member in members_of_company(tx, scope.company()).await? {
        if WHOSE.contains(&member.role) {
            let (subject, body) = (subject.clone(), body.clone());
            send_mail(tx, platform, Message { to: member.email, subject, body }).await?;
        }
    }
    let mut change = policy::ActiveModel { id: Set(row.id), ..Default::default() };
    if review {
        change.review_told_at = Set(Some(to_millis(now)));
    }
    if let Some(version) = edition {
        change.told_version = Set(version.to_owned());
    }
    policy::Entity::update(change).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Subject and body.
fn said(
    platform: &Platform,
    (company, document): (&str, &str),
    (key, id): (&str, Uuid),
    scope: &CompanyScope,
) -> (String, String) {
    let words = platform.words(Lang::Ja);
    let link = platform.public(&format!("/c/{}/policies/{id}", scope.company()));
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("company", &company), ("document", &document), ("link", &link)];
    (words.ta("policies-mail-subject", &values), words.ta(key, &values))
}
