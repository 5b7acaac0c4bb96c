//! Published figures, the model of compensation, and measures on board.

use std::sync::OnceLock;

use hikeshi_content::{ContentError, Pack};
use hikeshi_loss::LossModel;

/// The kind of content.
const KIND: &str = "loss";

static MODEL: OnceLock<LossModel> = OnceLock::new();

/// All of it, read and checked once.
///
/// # Errors
/// [`ContentError`] for a file that does not have its form, or a part that no file has.
pub fn loss_model() -> Result<&'static LossModel, ContentError> {
    if MODEL.get().is_none() {
        let wrong = |cause: String| ContentError::Unreadable { file: KIND.to_owned(), cause };
        let model = LossModel::join(Pack.read_all(KIND)?).map_err(|e| wrong(e.to_string()))?;
        let faults = model.check();
        if !faults.is_empty() {
            return Err(wrong(faults.join("; ")));
        }
        let _ = MODEL.set(model);
    }
    MODEL.get().ok_or_else(|| ContentError::Missing(KIND.to_owned()))
}
