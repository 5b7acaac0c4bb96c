//! The model of the risk analysis on board.

use std::sync::OnceLock;

use hikeshi_content::{ContentError, Pack};
use hikeshi_risk::{MODEL_FILE, RiskModel};

static MODEL: OnceLock<RiskModel> = OnceLock::new();

/// The model, read and checked once.
///
/// # Errors
/// [`ContentError`] for a file that does not have its form, or whose numbers contradict each other.
pub fn risk_model() -> Result<&'static RiskModel, ContentError> {
    if MODEL.get().is_none() {
        let model: RiskModel = Pack.read(MODEL_FILE)?;
        let faults = model.check();
        if !faults.is_empty() {
            let (file, cause) = (MODEL_FILE.to_owned(), faults.join("; "));
            return Err(ContentError::Unreadable { file, cause });
        }
        let _ = MODEL.set(model);
    }
    MODEL.get().ok_or_else(|| ContentError::Missing(MODEL_FILE.to_owned()))
}
