//! Files of answers and official workbooks as they come in.

use std::collections::BTreeMap;

use hikeshi_office::{IncomingFault, IncomingSheet, SheetLimits, read_workbook};
use hikeshi_posture_engine::{Answers, Catalogue, MAX_ANSWERS_BYTES, ReadProblem, read_answers};
use hikeshi_web::Problem;

use crate::content::answer_words;

/// How much of a workbook is read.
const LIMITS: SheetLimits = SheetLimits { sheets: 50, rows: 20_000, columns: 200 };
/// Characters of an official text.
const LONGEST_TEXT: usize = 4_000;
/// The largest file, in bytes.
pub(crate) const MAX_BYTES: usize = MAX_ANSWERS_BYTES;

/// What a file of answers holds.
#[derive(Debug)]
pub(crate) enum Taken {
    /// Answers, and how many cells held a formula whose stored value was taken.
    Answers(Answers, usize),
    /// Lines that cannot be read.
    Faults(Vec<ReadProblem>),
    /// A workbook that cannot be read.
    Broken(IncomingFault),
}

/// Reads answers out of a workbook or a table as text. Of a workbook the first sheet counts that holds
/// anything that can be read; nothing in it is computed.
pub(crate) fn take_answers(catalogue: &Catalogue, bytes: &[u8]) -> Result<Taken, Problem> {
    let words = answer_words()?;
    if !bytes.starts_with(b"PK") {
        return Ok(match read_answers(catalogue, words, bytes) {
            Ok(answers) => Taken::Answers(answers, 0),
            Err(faults) => Taken::Faults(faults),
        });
    }
    let sheets = match read_workbook(bytes, LIMITS) {
        Ok(sheets) => sheets,
        Err(fault) => return Ok(Taken::Broken(fault)),
    };
    let mut first = None;
    for sheet in sheets.iter().filter(|sheet| !sheet.hidden && !sheet.rows.is_empty()) {
        match read_answers(catalogue, words, as_text(sheet)?.as_bytes()) {
            Ok(answers) => return Ok(Taken::Answers(answers, sheet.formulas.len())),
            Err(faults) => first = first.or(Some(faults)),
        }
    }
    Ok(Taken::Faults(first.unwrap_or_default()))
}

/// The sheet as a table of text. A row stays on its line, so that faults name the line that people see.
fn as_text(sheet: &IncomingSheet) -> Result<String, Problem> {
    let wrong = |error: csv::Error| Problem::internal(error.to_string());
    let mut text = Vec::new();
    for row in &sheet.rows {
        if row.iter().all(String::is_empty) {
            text.push(b'\n');
            continue;
        }
        let mut line = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        line.write_record(row.iter().map(|cell| cell.replace(['\n', '\r'], " "))).map_err(wrong)?;
        text.extend(line.into_inner().map_err(|error| Problem::internal(error.to_string()))?);
    }
    Ok(String::from_utf8(text)?)
}

/// The longest text beside each official id of the catalogue, from any sheet of the workbook.
pub(crate) fn take_official(
    catalogue: &Catalogue,
    bytes: &[u8],
) -> Result<BTreeMap<String, String>, IncomingFault> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for sheet in read_workbook(bytes, LIMITS)? {
        for row in &sheet.rows {
            let named = row.iter().find_map(|cell| named(catalogue, cell));
            let Some(item) = named else { continue };
            let longest = row.iter().max_by_key(|cell| cell.chars().count());
            let Some(text) = longest.filter(|text| text.chars().count() > 10) else { continue };
            let text: String = text.chars().take(LONGEST_TEXT).collect();
            let known = texts.entry(item.to_owned()).or_default();
            if known.chars().count() < text.chars().count() {
                *known = text;
            }
        }
    }
    Ok(texts)
}

/// The item whose official id the cell holds, perhaps after a short word such as `No.`.
fn named<'a>(catalogue: &'a Catalogue, cell: &str) -> Option<&'a str> {
    let folded = hikeshi_kernel::fold_width(cell);
    let number = folded.trim().trim_start_matches(|c: char| !c.is_ascii_digit());
    let before = folded.trim().chars().count() - number.chars().count();
    if before > 3 {
        return None;
    }
    catalogue.items().find(|item| item.id == number).map(|item| item.id.as_str())
}
