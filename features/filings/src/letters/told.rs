//! A later question: was this person told? Answered by hashing what is asked, nothing else.

use hikeshi_directory::company_key;
use hikeshi_identity::CompanyScope;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};

use super::{Recipient, claim::of_run, send::read_secret};
use crate::model::{
    letter_recipient::{Column, Entity, Model},
    letter_run,
};

/// Who is asked for; empty parts are not known.
#[derive(Debug, Clone, Default)]
pub struct Whom {
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// The postal address.
    pub address: String,
}

/// What a run knows of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The recipient with exactly this mailbox, or this name and postal address.
    pub exact: Option<Model>,
    /// How many recipients of this name there were.
    pub of_name: u64,
}

/// Looks a person up in one run; `None` when the run had no list.
///
/// # Errors
/// A problem of the database or of the disk.
pub async fn was_told(
    platform: &Platform,
    scope: &CompanyScope,
    run: &letter_run::Model,
    whom: &Whom,
) -> Result<Option<Told>, Problem> {
    let Some(secret) = run.secret_blob_id else { return Ok(None) };
    let tx = platform.db.read(scope.fence()).await?;
    let key = company_key(&tx, platform, scope).await?;
    drop(tx);
    let secret = read_secret(platform, &key, secret).await?;
    let asked = Recipient {
        line: 0,
        name: whom.name.clone(),
        email: whom.email.clone(),
        postal: String::new(),
        address: whom.address.clone(),
        values: Vec::new(),
    };
    let tx = platform.db.read(scope.fence()).await?;
    let hash = secret.address(run.way()?, &asked);
    let exact = Entity::find().filter(of_run(run)).filter(Column::AddressHash.eq(hash));
    let exact = exact.one(tx.conn()).await?;
    let of_name = if whom.name.trim().is_empty() {
        0
    } else {
        let same =
            Entity::find().filter(of_run(run)).filter(Column::NameHash.eq(secret.name(&whom.name)));
        same.count(tx.conn()).await?
    };
    Ok(Some(Told { exact, of_name }))
}
