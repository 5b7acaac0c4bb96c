//! Page and paragraph styles.

use docx_rs::{Docx, PageMargin, RunFonts, Style, StyleType};

/// Tried first; a machine without it takes its own Japanese font.
const FONT: &str = "BIZ UDPGothic";
const INDIGO: &str = "00428C";

/// A4 in twentieths of a point.
const A4: (u32, u32) = (11_906, 16_838);
/// 18 mm in the same unit.
const MARGIN: i32 = 1_021;

/// An empty A4 document with the styles `Title` and `Heading1` to `Heading3`.
pub(crate) fn blank() -> Docx {
    let margin = PageMargin::new().top(MARGIN).bottom(MARGIN).left(MARGIN).right(MARGIN);
    let fonts = RunFonts::new().ascii(FONT).hi_ansi(FONT).east_asia(FONT).cs(FONT);
    Docx::new()
        .page_size(A4.0, A4.1)
        .page_margin(margin)
        .default_fonts(fonts)
        .default_size(20)
        .add_style(heading("Title", "Title", 36, None))
        .add_style(heading("Heading1", "heading 1", 28, Some(0)))
        .add_style(heading("Heading2", "heading 2", 24, Some(1)))
        .add_style(heading("Heading3", "heading 3", 21, Some(2)))
}

/// Sizes are in half points; the outline level makes the heading appear in the navigation.
fn heading(id: &str, name: &str, size: usize, outline: Option<usize>) -> Style {
    let style = Style::new(id, StyleType::Paragraph).name(name).size(size).bold().color(INDIGO);
    match outline {
        Some(level) => style.outline_lvl(level),
        None => style,
    }
}
