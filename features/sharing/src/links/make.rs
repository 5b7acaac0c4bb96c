//! Making and revoking links.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit, hash_token};
use hikeshi_incidents::model::incident;
use hikeshi_kernel::{Rng, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::Timestamp;
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::json;
use uuid::Uuid;

use super::{Frozen, find_link};
use crate::model::share_link;

/// For how many days a link lasts unless somebody says otherwise.
pub const USUAL_DAYS: i64 = 7;
/// For how many days at most.
pub const LONGEST_DAYS: i64 = 90;
/// Letters of pass-codes: none looks like another one.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Eight letters are 40 bits; together with the pauses nobody finds them.
const CODE_LENGTH: usize = 8;

/// A link as a person wants it.
#[derive(Debug, Clone)]
pub struct NewLink {
    /// The id of its row, made of the form: a form sent twice makes one link.
    pub id: Uuid,
    /// For whom.
    pub recipient: String,
    /// What for.
    pub purpose: String,
    /// Until when.
    pub expires_at: Timestamp,
    /// How many visits; `None`: any number.
    pub most_visits: Option<i64>,
    /// Whether a pass-code is asked for.
    pub with_code: bool,
    /// What it shows.
    pub frozen: Frozen,
}

/// The secrets of a new link: shown once.
#[derive(Debug, Clone)]
pub struct MadeLink {
    /// The secret in the address.
    pub token: String,
    /// The pass-code, to be told by another way.
    pub code: Option<String>,
}

/// Makes a link; `None` when the same form has made it before (its secret is gone).
///
/// # Errors
/// A problem of the database.
pub async fn make_link(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    new: NewLink,
) -> Result<Option<MadeLink>, Problem> {
    if share_link::Entity::find_by_id(new.id).one(tx.conn()).await?.is_some() {
        return Ok(None);
    }
    let token = platform.rng.secret();
    let code = new.with_code.then(|| new_code(&*platform.rng));
    let files = new.frozen.files.iter().map(|file| file.id).collect::<Vec<_>>();
    let detail = json!({
        "incident": incident.id,
        "expires_at": to_millis(new.expires_at),
        "code": new.with_code,
        "most_visits": new.most_visits,
        "summary": new.frozen.summary.is_some(),
        "timeline": new.frozen.timeline.is_some(),
        "facts": new.frozen.facts.len(),
        "custody": new.frozen.custody.is_some(),
        "files": files,
    });
    let row = share_link::ActiveModel {
        id: Set(new.id),
        company_id: Set(scope.company().0),
        incident_id: Set(incident.id),
        token_hash: Set(hash_token(&token)),
        code_hash: Set(code.as_deref().map_or_else(String::new, |code| code_hash(&token, code))),
        wrong_codes: Set(0),
        locked_until: Set(0),
        recipient: Set(new.recipient),
        purpose: Set(new.purpose),
        frozen_json: Set(serde_json::to_string(&new.frozen)?),
        made_at: Set(new.frozen.at),
        made_by_id: Set(scope.account().map(Into::into)),
        made_by: Set(scope.actor_name().to_owned()),
        expires_at: Set(to_millis(new.expires_at)),
        most_visits: Set(new.most_visits),
        visits: Set(0),
        revoked_at: Set(None),
        revoked_by: Set(String::new()),
    };
    share_link::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    audit(tx, platform, scope, "share.made", ("share", new.id), detail).await?;
    Ok(Some(MadeLink { token, code }))
}

/// Ends a link at once: the next request, and the next piece of a download, finds nothing.
///
/// # Errors
/// Not found, or a problem of the database.
pub async fn revoke_link(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    id: Uuid,
) -> Result<(), Problem> {
    let row = find_link(tx, incident, id).await?;
    if row.revoked_at.is_some() {
        return Ok(());
    }
    let change = share_link::ActiveModel {
        id: Set(row.id),
        revoked_at: Set(Some(to_millis(platform.clock.now()))),
        revoked_by: Set(scope.actor_name().to_owned()),
        ..Default::default()
    };
    share_link::Entity::update(change).exec_without_returning(tx.conn()).await?;
    audit(tx, platform, scope, "share.revoked", ("share", row.id), json!({})).await?;
    Ok(())
}

/// The hash of a pass-code. The secret of the link, which the database does not know, is part of
/// it: whoever has the database cannot try codes out.
pub(super) fn code_hash(token: &str, typed: &str) -> String {
    let plain = |c: char| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let code: String = hikeshi_kernel::fold_width(typed)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(plain)
        .collect();
    hash_token(&format!("{token}\n{code}"))
}

fn new_code(rng: &dyn Rng) -> String {
    let mut bytes = [0; CODE_LENGTH];
    rng.fill(&mut bytes);
    bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte & 31)])).collect()
}
