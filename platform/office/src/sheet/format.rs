//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::text::clean;

/// Tried first; a machine without it takes its own Japanese font.
const FONT: &str = "BIZ UDPGothic";
/// Characters with which a spreadsheet program would begin a formula.
const FORMULA_STARTS: [char; 10] =
    ['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}', '\'', '|'];

/// All formats of a workbook.
pub(super) struct Formats {
    pub title: Format,
    pub note: Format,
    pub head: Format,
    cell: Format,
    quoted: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let text = Format::new()
            .set_font_name(FONT)
            .set_font_size(10.5)
            .set_text_wrap()
            .set_align(FormatAlign::Left)
            .set_align(FormatAlign::Top);
        let cell =
            text.clone().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0xAAAAAA));
        let indigo = Color::RGB(0x0000_428C);
        Self {
            title: text.clone().set_font_size(16).set_bold().set_font_color(indigo),
            note: text.set_font_size(9.5).set_font_color(Color::RGB(0x004D_4D4D)),
            head: cell.clone().set_bold().set_background_color(Color::RGB(0x00F2_F5FA)),
            quoted: cell.clone().set_quote_prefix(),
            cell,
        }
    }

    /// The format for a cell with this text. What could be taken for a formula is marked as text, so
    /// that it stays one when somebody edits the cell and leaves it.
    pub(super) fn cell(&self, text: &str) -> &Format {
        if text.trim_start().starts_with(FORMULA_STARTS) { &self.quoted } else { &self.cell }
    }
}

/// A text for the line above each page: one line, short, its `&` not read as a command.
pub(super) fn for_running_line(text: &str) -> String {
    let line: String = clean(text).replace('\n', " ").chars().take(80).collect();
    line.replace('&', "&&")
}
