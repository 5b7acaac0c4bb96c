//! The builder.

use std::io::Cursor;

use docx_rs::{
    AbstractNumbering, AlignmentType, BreakType, Docx, Footer, Header, IndentLevel, Level, LevelJc,
    LevelText, NumPages, NumberFormat, Numbering, NumberingId, PageNum, Paragraph, Run,
    SpecialIndentType, Start, Table, TableCell, TableRow, WidthType,
};

use crate::style::{NOTE, blank, cell_room, head_ground, table_lines};
use crate::text::clean;

/// Width between the margins in twentieths of a point.
const TEXT_WIDTH: usize = 9_864;
/// The one bullet list definition.
const BULLETS: usize = 2;

/// Why no file was made.
#[derive(Debug, thiserror::Error)]
#[error("the document could not be packed: {0}")]
pub struct OfficeError(pub(crate) String);

/// A document being written from top to bottom. Text is cleaned, line ends inside a text stay.
pub struct Document(Docx);

impl Document {
    /// An empty A4 document that begins with `title`.
    #[must_use]
    pub fn new(title: &str) -> Self {
        Self::untitled().title(title)
    }

    /// Adds the title where it does not stand first, such as below the day and the address.
    #[must_use]
    pub fn title(self, title: &str) -> Self {
        Self(self.0.add_paragraph(words(title, false).style("Title")))
    }

    /// An empty A4 document without a title, such as a letter.
    #[must_use]
    pub fn untitled() -> Self {
        let bullet = Level::new(
            0,
            Start::new(1),
            NumberFormat::new("bullet"),
            LevelText::new("\u{2022}"),
            LevelJc::new("left"),
        )
        .indent(Some(420), Some(SpecialIndentType::Hanging(280)), None, None);
        let docx = blank()
            .add_abstract_numbering(AbstractNumbering::new(BULLETS).add_level(bullet))
            .add_numbering(Numbering::new(BULLETS, BULLETS));
        Self(docx)
    }

    /// A heading of level 1 to 3; other levels are taken as the nearest of these.
    #[must_use]
    pub fn heading(self, level: u8, text: &str) -> Self {
        let style = format!("Heading{}", level.clamp(1, 3));
        Self(self.0.add_paragraph(words(text, false).style(&style)))
    }

    /// Adds a paragraph; line ends in `text` become line breaks.
    #[must_use]
    pub fn paragraph(self, text: &str) -> Self {
        Self(self.0.add_paragraph(words(text, false)))
    }

    /// Adds a paragraph at the right edge, such as the date of a letter.
    #[must_use]
    pub fn paragraph_at_end(self, text: &str) -> Self {
        Self(self.0.add_paragraph(words(text, false).align(AlignmentType::Right)))
    }

    /// Adds a small grey paragraph for what is said about the paper itself.
    #[must_use]
    pub fn note(self, text: &str) -> Self {
        Self(self.0.add_paragraph(words(text, false).style(NOTE)))
    }

    /// `head` above every page, `foot` with the page's number below it. Once for a document.
    #[must_use]
    pub fn running(self, head: &str, foot: &str) -> Self {
        let head = words(head, false).style(NOTE).align(AlignmentType::Right);
        let foot = words(&format!("{foot}  "), false)
            .style(NOTE)
            .align(AlignmentType::Right)
            .add_page_num(PageNum::new())
            .add_run(Run::new().add_text(" / "))
            .add_num_pages(NumPages::new());
        let (head, foot) = (Header::new().add_paragraph(head), Footer::new().add_paragraph(foot));
        Self(self.0.header(head).footer(foot))
    }

    /// Adds a list with bullets, one paragraph for each item.
    #[must_use]
    pub fn list<I: AsRef<str>>(self, items: impl IntoIterator<Item = I>) -> Self {
        let docx = items.into_iter().fold(self.0, |docx, item| {
            let id = NumberingId::new(BULLETS);
            let item = words(item.as_ref(), false).numbering(id, IndentLevel::new(0));
            docx.add_paragraph(item)
        });
        Self(docx)
    }

    /// A table with a head in bold that comes again on every page. `widths` are shares of the page width, one for each column; a row
    /// with fewer cells is filled up with empty ones, further cells are left out.
    #[must_use]
    pub fn table<C: AsRef<str>>(self, widths: &[usize], head: &[C], rows: &[Vec<C>]) -> Self {
        let total = widths.iter().sum::<usize>().max(1);
        let grid: Vec<usize> = widths.iter().map(|share| TEXT_WIDTH * share / total).collect();
        let row = |cells: &[C], bold: bool| {
            let cells = grid.iter().enumerate().map(|(column, &width)| {
                let text = cells.get(column).map_or("", AsRef::as_ref);
                let cell = TableCell::new().width(width, WidthType::Dxa);
                let cell = if bold { cell.shading(head_ground()) } else { cell };
                cell.add_paragraph(words(text, bold))
            });
            TableRow::new(cells.collect()).cant_split()
        };
        let lines =
            std::iter::once(row(head, true)).chain(rows.iter().map(|cells| row(cells, false)));
        let table = Table::new(lines.collect())
            .set_grid(grid.clone())
            .width(TEXT_WIDTH, WidthType::Dxa)
            .set_borders(table_lines())
            .margins(cell_room());
        Self(self.0.add_table(table).add_paragraph(Paragraph::new()))
    }

    /// The whole file as bytes.
    ///
    /// # Errors
    /// [`OfficeError`] if the parts cannot be packed.
    pub fn finish(self) -> Result<Vec<u8>, OfficeError> {
        let mut file = Cursor::new(Vec::new());
        let mut parts = self.0.build();
        parts.document = heads_repeated(parts.document);
        parts.pack(&mut file).map_err(|error| OfficeError(error.to_string()))?;
        Ok(file.into_inner())
    }
}

/// Marks the first row of each table as its head, so that it comes again on every page: the writer
/// of the parts knows no such mark. All rows carry `w:cantSplit`; text is escaped and holds no tag.
fn heads_repeated(document: Vec<u8>) -> Vec<u8> {
    const GRID: &str = "</w:tblGrid>";
    const ROW: &str = "<w:trPr>";
    let Ok(text) = std::str::from_utf8(&document) else { return document };
    let mut tables = text.split(GRID);
    let mut marked = tables.next().unwrap_or_default().to_owned();
    for table in tables {
        marked.push_str(GRID);
        marked.push_str(&table.replacen(ROW, "<w:trPr><w:tblHeader />", 1));
    }
    marked.into_bytes()
}

/// A paragraph with `text`, its line ends as line breaks.
fn words(text: &str, bold: bool) -> Paragraph {
    let text = clean(text);
    let run = text.split('\n').enumerate().fold(Run::new(), |run, (index, line)| {
        let run = if index > 0 { run.add_break(BreakType::TextWrapping) } else { run };
        run.add_text(line)
    });
    Paragraph::new().add_run(if bold { run.bold() } else { run })
}
