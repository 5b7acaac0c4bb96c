//! Page and paragraph styles.

use docx_rs::{
    Docx, LineSpacing, PageMargin, RunFonts, Shading, ShdType, Style, StyleType, TableBorder,
    TableBorderPosition, TableBorders, TableCellMargins,
};

/// Tried first; a machine without it takes its own Japanese font.
const FONT: &str = "BIZ UDPGothic";
const INDIGO: &str = "00428C";
/// The style of notes and running lines.
pub(crate) const NOTE: &str = "Note";
const SOFT: &str = "4D4D4D";
const GREY: &str = "CCCCCC";
const GROUND: &str = "F2F5FA";

/// A4 in twentieths of a point.
const A4: (u32, u32) = (11_906, 16_838);
/// 18 mm in the same unit.
const MARGIN: i32 = 1_021;

/// An empty A4 document with the styles `Note`, `Title` and `Heading1` to `Heading3`.
pub(crate) fn blank() -> Docx {
    let margin = PageMargin::new().top(MARGIN).bottom(MARGIN).left(MARGIN).right(MARGIN);
    let fonts = RunFonts::new().ascii(FONT).hi_ansi(FONT).east_asia(FONT).cs(FONT);
    Docx::new()
        .page_size(A4.0, A4.1)
        .page_margin(margin)
        .default_fonts(fonts)
        .default_size(20)
        .default_line_spacing(LineSpacing::new().line(288).after(60))
        .add_style(Style::new(NOTE, StyleType::Paragraph).name("Note").size(17).color(SOFT))
        .add_style(heading("Title", "Title", 36, None))
        .add_style(heading("Heading1", "heading 1", 28, Some(0)))
        .add_style(heading("Heading2", "heading 2", 24, Some(1)))
        .add_style(heading("Heading3", "heading 3", 21, Some(2)))
}

/// Sizes are in half points; the outline level makes the heading appear in the navigation.
fn heading(id: &str, name: &str, size: usize, outline: Option<usize>) -> Style {
    let style = Style::new(id, StyleType::Paragraph).name(name).size(size).bold().color(INDIGO);
    let style = style.line_spacing(LineSpacing::new().before(240).after(100));
    match outline {
        Some(level) => style.outline_lvl(level),
        None => style,
    }
}

/// Thin grey lines, so that the text stands out.
pub(crate) fn table_lines() -> TableBorders {
    let places = [
        TableBorderPosition::Top,
        TableBorderPosition::Bottom,
        TableBorderPosition::Left,
        TableBorderPosition::Right,
        TableBorderPosition::InsideH,
        TableBorderPosition::InsideV,
    ];
    places.into_iter().fold(TableBorders::new(), |lines, place| {
        lines.set(TableBorder::new(place).color(GREY).size(4))
    })
}

/// Room between lines and text.
pub(crate) fn cell_room() -> TableCellMargins {
    TableCellMargins::new().margin(50, 90, 20, 90)
}

/// The ground of a table's head.
pub(crate) fn head_ground() -> Shading {
    Shading::new().shd_type(ShdType::Clear).fill(GROUND)
}
