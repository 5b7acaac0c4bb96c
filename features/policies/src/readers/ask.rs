//! Asking people to read a version.

use hikeshi_db::Tx;
use hikeshi_identity::{AccountId, CompanyScope, audit, members_of_company};
use hikeshi_jobs::enqueue;
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::json;
use uuid::Uuid;

use super::{MailReader, readers_of};
use crate::{
    document::Document,
    look::look,
    model::{policy_reader, policy_version},
};

/// The most readers of a version.
pub const MOST_READERS: usize = 2000;

/// Somebody to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewReader {
    /// A member of the company.
    Account(AccountId),
    /// Somebody without an account: name and address for the mail.
    Address {
        /// The name.
        name: String,
        /// The address.
        email: String,
    },
}

/// Asks people to read a version; who was asked already is left as they are. Everybody gets a mail.
/// Answers how many are new.
///
/// # Errors
/// Invalid for too many; a problem of the database.
pub async fn ask_readers(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (document, version): (&Document, &policy_version::Model),
    people: &[NewReader],
) -> Result<usize, Problem> {
    let asked = readers_of(tx, version).await?;
    let members = members_of_company(tx, scope.company()).await?;
    let mut new: Vec<(Option<Uuid>, String, String)> = Vec::new();
    for person in people {
        let one = match person {
            NewReader::Account(id) => {
                let member = members.iter().find(|member| member.account == *id);
                let Some(member) = member else { continue };
                (Some(id.0), member.name.clone(), member.email.clone())
            }
            NewReader::Address { name, email } => (None, name.clone(), email.clone()),
        };
        let same = |(account, email): (Option<Uuid>, &str)| match one.0 {
            Some(id) => account == Some(id),
            None => email.eq_ignore_ascii_case(&one.2),
        };
        let known = asked.iter().any(|row| same((row.account_id, &row.email)));
        if !known && !new.iter().any(|other| same((other.0, &other.2))) {
            new.push(one);
        }
    }
    if asked.len() + new.len() > MOST_READERS {
        return Err(Problem::too_large());
    }
    for (account, name, email) in &new {
        let person = (*account, name.as_str(), email.as_str());
        add(tx, platform, scope, (document.row.id, version.id), person).await?;
    }
    if !new.is_empty() {
        let detail = json!({ "version": version.id, "readers": new.len() });
        audit(tx, platform, scope, "policy.readers-asked", ("policy", document.row.id), detail)
            .await?;
        look(tx, platform, scope).await?;
    }
    Ok(new.len())
}

/// Asks the readers of the version before to read the new one; what they had not read of the old one
/// is asked no more.
pub(crate) async fn ask_again(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (document, version): (&Document, Uuid),
    before: Option<&policy_version::Model>,
) -> Result<(), Problem> {
    let Some(before) = before else { return Ok(()) };
    let readers = readers_of(tx, before).await?;
    let members = members_of_company(tx, scope.company()).await?;
    let works_here = |reader: &&policy_reader::Model| {
        reader.account_id.is_none_or(|id| members.iter().any(|it| it.account.0 == id))
    };
    let mut asked = 0;
    for reader in readers.iter().filter(works_here) {
        let person = (reader.account_id, reader.name.as_str(), reader.email.as_str());
        add(tx, platform, scope, (document.row.id, version), person).await?;
        asked += 1;
    }
    for reader in readers.iter().filter(|reader| reader.read_at.is_none()) {
        end(tx, platform, reader.id).await?;
    }
    if asked > 0 {
        let detail = json!({ "version": version, "readers": asked });
        audit(tx, platform, scope, "policy.readers-asked", ("policy", document.row.id), detail)
            .await?;
    }
    Ok(())
}

/// Asks a person no more, such as one who has left.
///
/// # Errors
/// A problem of the database.
pub async fn stop_asking(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    reader: &policy_reader::Model,
) -> Result<(), Problem> {
    if reader.read_at.is_none() {
        end(tx, platform, reader.id).await?;
        let detail = json!({ "reader": reader.id, "version": reader.version_id });
        audit(tx, platform, scope, "policy.reader-left", ("policy", reader.policy_id), detail)
            .await?;
        look(tx, platform, scope).await?;
    }
    Ok(())
}

async fn add(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (policy, version): (Uuid, Uuid),
    (account, name, email): (Option<Uuid>, &str, &str),
) -> Result<(), Problem> {
    let (clock, rng) = platform.chance();
    let id = new_uuid(clock, rng);
    let row = policy_reader::ActiveModel {
        id: Set(id),
        company_id: Set(scope.company().0),
        policy_id: Set(policy),
        version_id: Set(version),
        account_id: Set(account),
        name: Set(name.to_owned()),
        email: Set(email.to_owned()),
        asked_by: Set(scope.actor_name().to_owned()),
        asked_at: Set(to_millis(clock.now())),
        mailed_at: Set(None),
        mails: Set(0),
        read_at: Set(None),
        read_how: Set(String::new()),
        noted_by: Set(String::new()),
        withdrawn_at: Set(None),
    };
    policy_reader::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    let job = MailReader { company: scope.company().0, reader: id, number: 0 };
    Ok(enqueue::<Platform, _>(tx, platform.chance(), &job, clock.now()).await?)
}

async fn end(tx: &Tx, platform: &Platform, reader: Uuid) -> Result<(), Problem> {
    let change = policy_reader::ActiveModel {
        id: Set(reader),
        withdrawn_at: Set(Some(to_millis(platform.clock.now()))),
        ..Default::default()
    };
    policy_reader::Entity::update(change).exec_without_returning(tx.conn()).await?;
    Ok(())
}
