//! The poster with the help address.

use serde::Serialize;

use super::{Head, PaperWords};

/// Hangs beside the telephone. Its sentences are fixed words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Poster {
    /// Head and foot; `title` and `number` are not shown.
    pub head: Head,
    /// Fixed words.
    pub words: PaperWords,
    /// The help address as a QR code, from [`hikeshi_pdf::qr_svg`].
    pub qr_svg: String,
    /// The help address as people type it, up to its secret.
    pub address: String,
    /// The secret at its end, in groups of four that are read one by one; the gaps may be typed.
    pub secret: Vec<String>,
    /// Name of the provider or of the person to call.
    pub helper: String,
    /// Telephone number; empty if there is none.
    pub phone: String,
    /// When somebody answers.
    pub hours: String,
}
