//! QR codes as vector pictures, for posters and letters that are read by a phone.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

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
    Ok(code.render::<svg::Color<'_>>().module_dimensions(4, 4).quiet_zone(true).build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_too_long_is_refused_with_its_length() {
        assert_eq!(qr_svg(&"x".repeat(5000)), Err(QrError { length: 5000 }));
    }
}
