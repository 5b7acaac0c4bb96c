//! To whom a paper goes, and what this recipient gets.

use hikeshi_db::Tx;
use hikeshi_drafting::{Kind, RecipientProfile};
use hikeshi_i18n::plain;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{content::content, model::incident};
use hikeshi_kernel::Lang;
use hikeshi_web::{Platform, Problem};
use sea_orm::ActiveValue::Set;

use super::{
    Act, State,
    change::{Change, Noted, in_state},
    kinds,
    now::lang_of,
};
use crate::model::paper;

/// The longest name of a recipient.
pub const LONGEST_RECIPIENT: usize = 300;

/// The desk that a kind names, in Japanese, as it stands on the paper; empty for a free recipient.
///
/// # Errors
/// A fault of the content.
pub fn usual_recipient(kind: &Kind) -> Result<String, Problem> {
    let desks = &content()?.desks.desks;
    let desk = kind.file.to.first().and_then(|id| desks.iter().find(|desk| desk.id == *id));
    Ok(desk.map_or_else(String::new, |desk| plain(desk.name.get(Lang::Ja))))
}

/// A recipient as entered.
#[derive(Debug, Clone)]
pub struct Recipient {
    /// Who.
    pub name: String,
    /// What it gets.
    pub profile: RecipientProfile,
    /// The version of the paper that the person saw.
    pub seen: i64,
}

/// Writes the recipient; the inner error is the paper as somebody else left it meanwhile, or as
/// it was approved.
///
/// # Errors
/// Not found; the incident is closed; a problem of the database.
pub async fn set_recipient(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (paper, new): (&str, Recipient),
) -> Result<Result<(), paper::Model>, Problem> {
    let change = Change { tx, platform, scope, incident };
    let row = change.hold_open(paper).await?;
    if row.version != new.seen || State::of(&row).is_frozen() {
        return Ok(Err(row));
    }
    let next = paper::ActiveModel {
        recipient: Set(new.name),
        profile_json: Set(serde_json::to_string(&new.profile)?),
        ..in_state(State::Draft)
    };
    change.write(next, &row, Act::Edited).await?;
    change.note((row.id, row.version), Act::Edited, Noted::default()).await?;
    Ok(Ok(()))
}

/// What stands where something is left out, in the language of that code.
///
/// # Errors
/// A fault of the content.
pub fn omission(lang: &str) -> Result<String, Problem> {
    Ok(kinds()?.wording.omitted.get(lang_of(lang)).to_owned())
}
