//! Which earlier paper another one may carry on.

use hikeshi_drafting::Kind;
use hikeshi_web::Problem;

use super::{State, kinds};
use crate::model::paper;

/// Whether a new paper of this kind may carry an earlier one on: it is of the same kind or of one
/// that [`shares`] its items, and no other paper took its place.
///
/// # Errors
/// A fault of the content.
pub fn may_follow(earlier: &paper::Model, kind: &Kind) -> Result<bool, Problem> {
    let related = earlier.kind == kind.id() || shares(&earlier.kind, kind)?;
    Ok(related && State::of(earlier) != State::Superseded)
}

/// Whether another kind has most items of this one, so that what people wrote there fits here.
///
/// # Errors
/// A fault of the content.
pub fn shares(other: &str, kind: &Kind) -> Result<bool, Problem> {
    let Some(other) = kinds()?.get(other) else { return Ok(false) };
    let same =
        kind.file.items.iter().filter(|item| other.file.items.iter().any(|o| o.id == item.id));
    Ok(other.file.reader == kind.file.reader && same.count() * 2 > kind.file.items.len())
}
