//! Writing in an item of a paper.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::model::incident;
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::ActiveValue::Set;

use super::{
    Act, KeptItem, PaperNow, State,
    change::{Change, Noted, in_state},
};
use crate::{awaits::renew_awaits, model::paper};

/// The most characters of one item.
pub const LONGEST_ITEM: usize = 100_000;

/// What a person wants an item to say.
#[derive(Debug, Clone)]
pub struct Edit {
    /// Id of the item.
    pub item: String,
    /// The text; `None` gives the item back to the facts.
    pub text: Option<String>,
    /// Names the generated text that the person saw ([`super::ItemNow::basis`]).
    pub basis: String,
    /// The revision of the item that the person saw.
    pub seen: i64,
}

/// What became of it.
#[derive(Debug)]
pub enum Edited {
    /// It is written.
    Saved,
    /// Somebody else wrote, or the facts changed the generated text: the paper as it stands now.
    Conflict(Box<PaperNow>),
    /// The paper is approved and does not change any more.
    Frozen,
}

/// Writes one item. Two people who write in different items do not disturb each other.
///
/// # Errors
/// Not found; the incident is closed; a problem of the database.
pub async fn edit_item(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (paper, edit): (&str, Edit),
) -> Result<Edited, Problem> {
    let change = Change { tx, platform, scope, incident };
    let row = change.hold_open(paper).await?;
    if State::of(&row).is_frozen() {
        return Ok(Edited::Frozen);
    }
    let now = PaperNow::read(tx, platform, scope, incident, row).await?;
    let item = now.item(&edit.item).ok_or_else(Problem::not_found)?;
    if item.rev() != edit.seen || item.basis() != edit.basis {
        // The same form sent twice says what stands there already.
        let same = edit.text.as_ref() == Some(&item.text) && !item.is_conflict();
        return Ok(if same { Edited::Saved } else { Edited::Conflict(Box::new(now)) });
    }
    let generated = item.draft.text();
    let kept = KeptItem {
        id: edit.item,
        edited: edit.text.filter(|text| text.trim() != generated.trim()),
        base: generated,
        rev: edit.seen + 1,
        by: scope.actor_name().to_owned(),
        at: to_millis(platform.clock.now()),
    };
    let items = with(&now.row, kept)?;
    let next = paper::ActiveModel { items_json: Set(items), ..in_state(State::Draft) };
    change.write(next, &now.row, Act::Edited).await?;
    change.note((now.row.id, now.row.version), Act::Edited, Noted::default()).await?;
    renew_awaits(tx, platform, scope, incident).await?;
    Ok(Edited::Saved)
}

fn with(row: &paper::Model, new: KeptItem) -> Result<String, Problem> {
    let mut items: Vec<KeptItem> = serde_json::from_str(&row.items_json)?;
    match items.iter_mut().find(|item| item.id == new.id) {
        Some(item) => *item = new,
        None => items.push(new),
    }
    Ok(serde_json::to_string(&items)?)
}
