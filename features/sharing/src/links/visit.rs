//! A visit: somebody opened a link in one browser.

use hikeshi_db::Tx;
use hikeshi_identity::hash_token;
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::SignedDuration;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _,
};

use super::{Seen, is_living, make::code_hash, notice::tell_first_visit, seen};
use crate::model::{share_link, share_visit};

/// So long a visit lasts.
pub const VISIT: SignedDuration = SignedDuration::from_hours(1);
/// Wrong pass-codes that are free before the pauses begin.
const FREE_WRONG: i64 = 3;

/// What became of an attempt to open a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// The secret of the visit, for the browser.
    Visit(String),
    /// The pass-code is wrong.
    WrongCode,
    /// Too many were wrong: so many seconds to wait, whatever is typed meanwhile.
    Wait(u64),
    /// The link is gone, or all its visits are used up.
    Closed,
}

/// Begins a visit, if the pass-code is right and visits are left. Attempts at the same time are
/// counted one after the other.
///
/// # Errors
/// A problem of the database.
pub async fn begin_visit(
    tx: &Tx,
    platform: &Platform,
    link: &share_link::Model,
    (token, code): (&str, &str),
    visitor: &Seen,
) -> Result<Opened, Problem> {
    let now = platform.clock.now();
    let held = share_link::Entity::find_by_id(link.id).lock_exclusive().one(tx.conn()).await?;
    let Some(link) = held.filter(|link| is_living(link, now)) else { return Ok(Opened::Closed) };
    if link.most_visits.is_some_and(|most| link.visits >= most) {
        return Ok(Opened::Closed);
    }
    if !link.code_hash.is_empty() {
        let left = link.locked_until - to_millis(now);
        if left > 0 {
            return Ok(Opened::Wait(u64::try_from(left / 1000 + 1).unwrap_or(1)));
        }
        if code_hash(token, code) != link.code_hash {
            note_wrong(tx, platform, &link, visitor).await?;
            return Ok(Opened::WrongCode);
        }
    }
    let (clock, rng) = platform.chance();
    let secret = platform.rng.secret();
    let visit = share_visit::ActiveModel {
        id: Set(new_uuid(clock, rng)),
        company_id: Set(link.company_id),
        incident_id: Set(link.incident_id),
        link_id: Set(link.id),
        secret_hash: Set(hash_token(&secret)),
        begun_at: Set(to_millis(now)),
        address: Set(visitor.address.clone()),
        agent: Set(visitor.agent.clone()),
    };
    share_visit::Entity::insert(visit).exec_without_returning(tx.conn()).await?;
    let change = share_link::ActiveModel {
        id: Set(link.id),
        visits: Set(link.visits + 1),
        wrong_codes: Set(0),
        ..Default::default()
    };
    share_link::Entity::update(change).exec_without_returning(tx.conn()).await?;
    if link.visits == 0 {
        tell_first_visit(tx, platform, &link).await?;
    }
    Ok(Opened::Visit(secret))
}

/// The visit of that secret to this link, if it has not ended.
///
/// # Errors
/// A problem of the database.
pub async fn find_visit(
    tx: &Tx,
    platform: &Platform,
    link: &share_link::Model,
    secret: &str,
) -> Result<Option<share_visit::Model>, Problem> {
    let since = to_millis(platform.clock.now() - VISIT);
    Ok(share_visit::Entity::find()
        .filter(share_visit::Column::SecretHash.eq(hash_token(secret)))
        .filter(share_visit::Column::LinkId.eq(link.id))
        .filter(share_visit::Column::CompanyId.eq(link.company_id))
        .filter(share_visit::Column::BegunAt.gt(since))
        .one(tx.conn())
        .await?)
}

/// Counts a wrong code and locks with growing pauses (1 min, 2 min … 1 hour).
async fn note_wrong(
    tx: &Tx,
    platform: &Platform,
    link: &share_link::Model,
    visitor: &Seen,
) -> Result<(), Problem> {
    let wrong = link.wrong_codes + 1;
    let pause = if wrong < FREE_WRONG {
        0
    } else {
        let doublings = u32::try_from((wrong - FREE_WRONG).min(6)).unwrap_or(6);
        (60_000 * 2_i64.pow(doublings)).min(3_600_000)
    };
    let change = share_link::ActiveModel {
        id: Set(link.id),
        wrong_codes: Set(wrong),
        locked_until: Set(to_millis(platform.clock.now()) + pause),
        ..Default::default()
    };
    share_link::Entity::update(change).exec_without_returning(tx.conn()).await?;
    seen(tx, platform, link, ("wrong-code", None), visitor).await
}
