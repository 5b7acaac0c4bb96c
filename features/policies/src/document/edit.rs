//! Every change of a document's text and values, by whoever may edit it.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_policy::{Body, Clause, EditFault, Piece, Towards, Values};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::json;

use super::{Document, hold};
use crate::{look::look, model::policy};

/// The most characters of a document's name.
pub const LONGEST_NAME: usize = 120;

/// One change. Sections and clauses are named by their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named as the parts of a document")]
pub enum Change {
    /// Another name.
    Name(String),
    /// What was filled in.
    Values(Values),
    /// Other words for a clause.
    Write { section: String, clause: String, text: Vec<Piece> },
    /// A new clause after another one, or at the end.
    Add { section: String, after: Option<String>, id: String, text: Vec<Piece> },
    /// A clause less.
    Remove { section: String, clause: String },
    /// A clause elsewhere in its section.
    Move { section: String, clause: String, towards: Towards },
    /// Another heading.
    Rename { section: String, title: String },
    /// A new section.
    AddSection { id: String, title: String },
    /// A section less.
    RemoveSection { section: String },
    /// A section elsewhere.
    MoveSection { section: String, towards: Towards },
    /// The whole text, such as after a new edition of the template.
    Whole { body: Box<Body>, base_json: String, version: String },
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It is written.
    Done,
    /// Somebody else changed the document meanwhile: nothing is written.
    Moved,
    /// No such part, or too many.
    Refused(EditFault),
}

/// Changes a document as the person saw it (`seen`: its revision).
///
/// # Errors
/// Not found; a problem of the database.
pub async fn change(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (id, seen): (&str, i64),
    change: Change,
) -> Result<Changed, Problem> {
    let document = hold(tx, scope, id).await?;
    if document.row.revision != seen {
        return Ok(Changed::Moved);
    }
    let name = name_of(&change);
    let Document { row, mut body, mut values, .. } = document;
    let mut written = policy::ActiveModel {
        id: Set(row.id),
        revision: Set(row.revision + 1),
        changed_at: Set(to_millis(platform.clock.now())),
        changed_by: Set(scope.actor_name().to_owned()),
        ..Default::default()
    };
    let done = match change {
        Change::Name(name) => {
            written.name = Set(name);
            Ok(())
        }
        Change::Values(new) => {
            values = new;
            Ok(())
        }
        Change::Whole { body: new, base_json, version } => {
            body = *new;
            written.base_json = Set(base_json);
            written.template_version = Set(version.clone());
            written.told_version = Set(version);
            Ok(())
        }
        other => in_body(&mut body, other),
    };
    if let Err(fault) = done {
        return Ok(Changed::Refused(fault));
    }
    written.body_json = Set(serde_json::to_string(&body)?);
    written.values_json = Set(serde_json::to_string(&values)?);
    policy::Entity::update(written).exec_without_returning(tx.conn()).await?;
    let detail = json!({ "what": name, "revision": row.revision + 1 });
    audit(tx, platform, scope, "policy.changed", ("policy", row.id), detail).await?;
    // An approval of the text before is none of this one: nobody waits for the second any more.
    look(tx, platform, scope).await?;
    Ok(Changed::Done)
}

fn in_body(body: &mut Body, change: Change) -> Result<(), EditFault> {
    match change {
        Change::Write { section, clause, text } => body.write_clause(&section, &clause, text),
        Change::Add { section, after, id, text } => {
            let clause = Clause { id, text, only_with: None };
            body.add_clause(&section, after.as_deref(), clause)
        }
        Change::Remove { section, clause } => body.remove_clause(&section, &clause),
        Change::Move { section, clause, towards } => body.move_clause(&section, &clause, towards),
        Change::Rename { section, title } => body.rename_section(&section, title),
        Change::AddSection { id, title } => body.add_section(id, title),
        Change::RemoveSection { section } => body.remove_section(&section),
        Change::MoveSection { section, towards } => body.move_section(&section, towards),
        Change::Name(_) | Change::Values(_) | Change::Whole { .. } => Ok(()),
    }
}

const fn name_of(change: &Change) -> &'static str {
    match change {
        Change::Name(_) => "name",
        Change::Values(_) => "values",
        Change::Write { .. } => "clause-written",
        Change::Add { .. } => "clause-added",
        Change::Remove { .. } => "clause-removed",
        Change::Move { .. } => "clause-moved",
        Change::Rename { .. } => "section-renamed",
        Change::AddSection { .. } => "section-added",
        Change::RemoveSection { .. } => "section-removed",
        Change::MoveSection { .. } => "section-moved",
        Change::Whole { .. } => "new-edition",
    }
}

/// An id for a part that the company adds; it is never one of a template.
#[must_use]
pub fn fresh_id(platform: &Platform) -> String {
    let (clock, rng) = platform.chance();
    format!("own-{}", new_uuid(clock, rng).simple())
}
