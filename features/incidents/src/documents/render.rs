//! Setting a paper: one typesetter for the whole program, away from the threads of the web.

use std::sync::OnceLock;

use hikeshi_pdf::{Pdf, PdfError, Renderer, Template};
use jiff::Timestamp;
use serde::Serialize;
use tokio::sync::Semaphore;

/// Papers set at the same time; each takes a core and some memory.
static DESKS: Semaphore = Semaphore::const_new(2);

/// Reads fonts and styles once, with the first paper.
static RENDERER: OnceLock<Renderer> = OnceLock::new();

/// Why a paper was not set.
#[derive(Debug, thiserror::Error)]
pub enum SettingError {
    /// The typesetter's reason.
    #[error("the paper was not set")]
    Pdf(#[from] PdfError),
    /// The thread broke off, or the program is stopping.
    #[error("the paper was broken off: {0}")]
    BrokenOff(String),
}

impl SettingError {
    /// Whether there is more to print than one file can hold.
    #[must_use]
    pub const fn is_too_much(&self) -> bool {
        matches!(self, Self::Pdf(PdfError::TooMuchData { .. } | PdfError::TooManyPages { .. }))
    }
}

/// Sets a paper. Never call it while a transaction is open: it takes tens of milliseconds.
///
/// # Errors
/// [`SettingError`].
pub async fn render<T: Serialize>(
    template: Template,
    data: &T,
    issued: Timestamp,
) -> Result<Pdf, SettingError> {
    let data = serde_json::to_value(data).map_err(PdfError::Data)?;
    at_a_desk(move || Ok(renderer()?.render(template, &data, issued)?)).await?
}

/// The characters of a text that no paper can show: they would stand as a geta mark on it. Empty
/// for most texts.
///
/// # Errors
/// [`SettingError::Pdf`] when the fonts on board are damaged.
pub fn missing_glyphs(text: &str) -> Result<String, SettingError> {
    Ok(renderer()?.missing_glyphs(text).into_iter().collect())
}

/// Does the work of a paper of any kind when a desk is free, away from the threads of the web. The
/// desk stays taken until the work ends, also when nobody waits for it any more.
///
/// # Errors
/// [`SettingError::BrokenOff`].
pub(super) async fn at_a_desk<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, SettingError> {
    let broken = |error: &dyn std::fmt::Display| SettingError::BrokenOff(error.to_string());
    let desk = DESKS.acquire().await.map_err(|error| broken(&error))?;
    let set = move || {
        let _desk = desk;
        work()
    };
    tokio::task::spawn_blocking(set).await.map_err(|error| broken(&error))
}

fn renderer() -> Result<&'static Renderer, PdfError> {
    if RENDERER.get().is_none() {
        let _ = RENDERER.set(Renderer::new()?);
    }
    RENDERER.get().ok_or(PdfError::Fonts)
}
