//! Writing texts into cells of a sheet's XML. Everything else is copied as it stands, byte for byte.

use std::{collections::BTreeMap, fmt::Write as _, mem, ops::Bound};

use quick_xml::{
    Reader,
    escape::escape,
    events::{BytesStart, Event},
};

use super::{
    Cell, FillFault, FormFault,
    names::attribute,
    package::broken,
    place::{cell_name, read_cell},
};

/// The sheet with `cells` written. A cell that a merged block hides is written into the block's first.
///
/// # Errors
/// [`FillFault::Formula`] for cells that hold one; a damaged sheet.
pub(super) fn write_cells(xml: &str, cells: Vec<Cell>) -> Result<String, FillFault> {
    let merged = read_merged(xml)?;
    let mut wanted: BTreeMap<(u32, u32), Cell> = BTreeMap::new();
    for cell in cells {
        let at = first_of_block(cell.at, &merged);
        match wanted.get_mut(&at) {
            Some(there) => {
                there.add("", &cell.text);
                there.names.pop();
                there.names.extend(cell.names);
            }
            None => drop(wanted.insert(at, Cell { at, ..cell })),
        }
    }
    let mut writing = Writing { xml, wanted, ..Writing::default() };
    writing.run()?;
    if !writing.formulas.is_empty() {
        return Err(FillFault::Formula(writing.formulas));
    }
    if !writing.wanted.is_empty() {
        return Err(broken("a sheet without data").into());
    }
    Ok(writing.out)
}

/// Whether a sheet can be read to its end and has room for cells.
///
/// # Errors
/// [`FormFault::Broken`].
pub(super) fn check_sheet(xml: &str) -> Result<(), FormFault> {
    let mut reader = Reader::from_str(xml);
    let (mut depth, mut has_data) = (0_u32, false);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(tag) => {
                has_data |= tag.local_name().as_ref() == "sheetData";
                depth += 1;
            }
            Event::Empty(tag) => has_data |= tag.local_name().as_ref() == "sheetData",
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof if depth > 0 => return Err(broken("a sheet without an end")),
            Event::Eof if !has_data => return Err(broken("a sheet without data")),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

#[derive(Default)]
struct Writing<'a> {
    xml: &'a str,
    /// What is still to be written, by row and column.
    wanted: BTreeMap<(u32, u32), Cell>,
    out: String,
    /// Names of cells that hold a formula.
    formulas: Vec<String>,
    /// How the file writes the names of its elements: empty or such as `x:`.
    prefix: String,
    inside: bool,
    row: u32,
    column: u32,
}

impl Writing<'_> {
    fn run(&mut self) -> Result<(), FormFault> {
        let xml = self.xml;
        let mut reader = Reader::from_str(xml);
        loop {
            let from = position(&reader);
            let event = reader.read_event().map_err(broken)?;
            let raw = &xml[from..position(&reader)];
            match event {
                Event::Eof => return Ok(()),
                Event::Start(tag) => match (self.inside, tag.local_name().as_ref()) {
                    (false, "sheetData") => self.enter(&tag, raw),
                    (true, "row") => {
                        self.go_to_row(&tag)?;
                        self.out.push_str(raw);
                    }
                    (true, "c") => match self.go_to_cell(&tag)? {
                        Some(cell) => self.replace(&tag, &cell, Some(&mut reader))?,
                        None => self.out.push_str(raw),
                    },
                    _ => self.out.push_str(raw),
                },
                Event::Empty(tag) => match (self.inside, tag.local_name().as_ref()) {
                    (false, "sheetData") => {
                        self.enter(&tag, &opened(raw));
                        self.leave(&format!("</{}sheetData>", self.prefix));
                    }
                    (true, "row") => self.empty_row(&tag, raw)?,
                    (true, "c") => match self.go_to_cell(&tag)? {
                        Some(cell) => self.replace(&tag, &cell, None)?,
                        None => self.out.push_str(raw),
                    },
                    _ => self.out.push_str(raw),
                },
                Event::End(tag) => match (self.inside, tag.local_name().as_ref()) {
                    (true, "sheetData") => self.leave(raw),
                    (true, "row") => {
                        self.cells_before(u32::MAX);
                        self.out.push_str(raw);
                    }
                    _ => self.out.push_str(raw),
                },
                _ => self.out.push_str(raw),
            }
        }
    }

    fn enter(&mut self, tag: &BytesStart<'_>, raw: &str) {
        let name = tag.name();
        let name: &str = name.as_ref();
        self.prefix = name.strip_suffix("sheetData").unwrap_or_default().to_owned();
        self.inside = true;
        self.out.push_str(raw);
    }

    fn leave(&mut self, raw: &str) {
        self.rows_before(u32::MAX);
        self.inside = false;
        self.out.push_str(raw);
    }

    /// Adds the rows that the file does not have before the one that begins. A row without a number is
    /// the next one.
    fn go_to_row(&mut self, tag: &BytesStart<'_>) -> Result<(), FormFault> {
        let number = attribute(tag, "r")?.and_then(|number| number.parse().ok());
        let row = number.unwrap_or(self.row.saturating_add(1));
        self.rows_before(row);
        (self.row, self.column) = (row, 0);
        Ok(())
    }

    /// A row that had no cells until now.
    fn empty_row(&mut self, tag: &BytesStart<'_>, raw: &str) -> Result<(), FormFault> {
        self.go_to_row(tag)?;
        if self.wanted.range((self.row, 0)..=(self.row, u32::MAX)).next().is_none() {
            self.out.push_str(raw);
            return Ok(());
        }
        self.out.push_str(&opened(raw));
        self.cells_before(u32::MAX);
        let _ = write!(self.out, "</{}row>", self.prefix);
        Ok(())
    }

    /// Adds the cells that the file does not have before the one that begins; the answer is what is to
    /// be written into that one.
    fn go_to_cell(&mut self, tag: &BytesStart<'_>) -> Result<Option<Cell>, FormFault> {
        let place = attribute(tag, "r")?.and_then(|name| read_cell(&name));
        let column = place.map_or(self.column.saturating_add(1), |(_, column)| column);
        self.cells_before(column);
        self.column = column;
        Ok(self.wanted.remove(&(self.row, column)))
    }

    /// Writes a cell instead of the one that begins, in the same style. With a `reader` the old one is
    /// read to its end.
    fn replace(
        &mut self,
        tag: &BytesStart<'_>,
        cell: &Cell,
        reader: Option<&mut Reader<&[u8]>>,
    ) -> Result<(), FormFault> {
        let holds = reader.map(has_formula).transpose()?.unwrap_or_default();
        if holds {
            self.formulas.extend(cell.names.iter().cloned());
        }
        let style = attribute(tag, "s")?.filter(|style| style.parse::<u32>().is_ok());
        self.cell(cell, style.as_deref());
        Ok(())
    }

    fn rows_before(&mut self, row: u32) {
        let later = self.wanted.split_off(&(row, 0));
        let rows = mem::replace(&mut self.wanted, later);
        let mut open = None;
        for ((number, _), cell) in &rows {
            if open != Some(*number) {
                if open.is_some() {
                    let _ = write!(self.out, "</{}row>", self.prefix);
                }
                let _ = write!(self.out, "<{}row r=\"{number}\">", self.prefix);
                open = Some(*number);
            }
            self.cell(cell, None);
        }
        if open.is_some() {
            let _ = write!(self.out, "</{}row>", self.prefix);
        }
    }

    fn cells_before(&mut self, column: u32) {
        let range = (Bound::Included((self.row, 0)), Bound::Excluded((self.row, column)));
        let keys: Vec<_> = self.wanted.range(range).map(|(key, _)| *key).collect();
        for key in keys {
            if let Some(cell) = self.wanted.remove(&key) {
                self.cell(&cell, None);
            }
        }
    }

    fn cell(&mut self, cell: &Cell, style: Option<&str>) {
        let (p, name) = (&self.prefix, cell_name(cell.at));
        let style = style.map(|style| format!(" s=\"{style}\"")).unwrap_or_default();
        let text = escape(literal(&cell.text)).into_owned();
        let _ = write!(
            self.out,
            "<{p}c r=\"{name}\"{style} t=\"inlineStr\"><{p}is><{p}t xml:space=\"preserve\">{text}\
             </{p}t></{p}is></{p}c>"
        );
    }
}

/// Reads a cell to its end.
fn has_formula(reader: &mut Reader<&[u8]>) -> Result<bool, FormFault> {
    let (mut depth, mut found) = (0_u32, false);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(tag) => {
                found |= tag.local_name().as_ref() == "f";
                depth += 1;
            }
            Event::Empty(tag) => found |= tag.local_name().as_ref() == "f",
            Event::End(_) if depth == 0 => return Ok(found),
            Event::End(_) => depth -= 1,
            Event::Eof => return Err(broken("a cell without an end")),
            _ => {}
        }
    }
}

/// The format reads `_x0041_` in a text as a character by its number; this makes it those words.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = &text.as_bytes()[at..];
        let numbered = rest.len() >= 7
            && rest[1].eq_ignore_ascii_case(&b'x')
            && rest[2..6].iter().all(u8::is_ascii_hexdigit)
            && rest[6] == b'_';
        out.push_str(if c == '_' && numbered { "_x005F_" } else { "" });
        if !(c == '_' && numbered) {
            out.push(c);
        }
    }
    out
}

/// A tag without content as one that opens.
fn opened(raw: &str) -> String {
    format!("{}>", raw.trim_end_matches('>').trim_end_matches('/').trim_end())
}

/// Where the reader stands; it reads a `&str`, so this fits a `usize`.
fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

type Block = ((u32, u32), (u32, u32));

fn read_merged(xml: &str) -> Result<Vec<Block>, FormFault> {
    let mut blocks = Vec::new();
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Eof => return Ok(blocks),
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "mergeCell" => {
                let area = attribute(&tag, "ref")?.unwrap_or_default();
                let pair = area.split_once(':').and_then(|(a, b)| read_cell(a).zip(read_cell(b)));
                blocks.extend(pair);
            }
            _ => {}
        }
    }
}

fn first_of_block(at: (u32, u32), merged: &[Block]) -> (u32, u32) {
    let holds = |(first, last): &&Block| {
        (first.0..=last.0).contains(&at.0) && (first.1..=last.1).contains(&at.1)
    };
    merged.iter().find(holds).map_or(at, |(first, _)| *first)
}
