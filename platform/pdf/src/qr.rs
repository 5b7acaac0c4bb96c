//! QR codes as vector pictures, for posters and letters that are read by a phone.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

/// Why no QR code could be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a text of {length} bytes does not fit into a QR code")]
pub struct QrError {
    /// Length of the text in bytes.
    pub length: usize,
}

/// `text` (usually an address) as an SVG document: dark modules in black on white, with the quiet zone
/// of four modules that readers need. A quarter of the code may be damaged or covered (level Q).
///
/// # Errors
/// [`QrError`] if the text is too long (about 1,660 bytes).
pub fn qr_svg(text: &str) -> Result<String, QrError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::Q)
        .map_err(|_| QrError { length: text.len() })?;
    Ok(drawn(&code))
}

/// Modules of white around the code.
const QUIET: usize = 4;

/// One path with a rectangle for each run of dark modules: a paper with many codes stays small.
fn drawn(code: &QrCode) -> String {
    let side = code.width() + 2 * QUIET;
    let mut path = String::new();
    for (row, colors) in code.to_colors().chunks(code.width()).enumerate() {
        let mut at = 0;
        for run in colors.chunk_by(|one, next| one == next) {
            if run.first() == Some(&Color::Dark) {
                let (x, y, wide) = (at + QUIET, row + QUIET, run.len());
                // Writing into a text cannot fail.
                let _ = write!(path, "M{x} {y}h{wide}v1h-{wide}z");
            }
            at += run.len();
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{size}\" height=\"{size}\" \
         viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>",
        size = 4 * side
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_too_long_is_refused_with_its_length() {
        assert_eq!(qr_svg(&"x".repeat(5000)), Err(QrError { length: 5000 }));
    }
}
