//! The link by which somebody without an account reads a version and says so. It shows this one
//! document and nothing else; only the hash of its secret is kept.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyId, CompanyScope, hash_token};
use hikeshi_kernel::{from_millis, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::SignedDuration;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::{
    document::{Snapshot, read_snapshot},
    model::{policy, policy_link, policy_reader, policy_version},
};

/// How long a link works.
const LIFE: SignedDuration = SignedDuration::from_hours(60 * 24);

/// What a link leads to.
#[derive(Debug)]
pub struct ReaderLink {
    /// The program acting for the company of the link.
    pub scope: CompanyScope,
    /// The person.
    pub reader: policy_reader::Model,
    /// The version.
    pub snapshot: Snapshot,
    /// Id of its template.
    pub template: String,
}

/// Makes a link for a reader; answers its secret, which is kept nowhere. Links in earlier mails go on
/// working.
pub(super) async fn make(
    tx: &Tx,
    platform: &Platform,
    reader: &policy_reader::Model,
) -> Result<String, Problem> {
    let (now, token) = (platform.clock.now(), platform.rng.secret());
    let row = policy_link::ActiveModel {
        token_hash: Set(hash_token(&token)),
        company_id: Set(reader.company_id),
        reader_id: Set(reader.id),
        made_at: Set(to_millis(now)),
        expires_at: Set(to_millis(now + LIFE)),
    };
    policy_link::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(token)
}

/// What the link with this secret leads to. The transaction must be open to all companies, because
/// the link alone says which one.
///
/// # Errors
/// Not found: a wrong secret, one that has ended, a reader who is asked no more, a document that was
/// withdrawn.
pub async fn by_link(tx: &Tx, platform: &Platform, token: &str) -> Result<ReaderLink, Problem> {
    let link = policy_link::Entity::find()
        .filter(policy_link::Column::TokenHash.eq(hash_token(token)))
        .one(tx.conn())
        .await?
        .filter(|row| platform.clock.now() < from_millis(row.expires_at))
        .ok_or_else(Problem::not_found)?;
    let scope = CompanyScope::of_program(CompanyId(link.company_id), "policy-link");
    let company = scope.company().0;
    let reader = policy_reader::Entity::find_by_id(link.reader_id)
        .filter(policy_reader::Column::CompanyId.eq(company))
        .filter(policy_reader::Column::WithdrawnAt.is_null())
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)?;
    let document = policy::Entity::find_by_id(reader.policy_id)
        .filter(policy::Column::CompanyId.eq(company))
        .filter(policy::Column::WithdrawnAt.is_null())
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)?;
    let version = policy_version::Entity::find_by_id(reader.version_id)
        .filter(policy_version::Column::CompanyId.eq(company))
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)?;
    let snapshot = read_snapshot(&version)?;
    Ok(ReaderLink { scope, reader, snapshot, template: document.template })
}
