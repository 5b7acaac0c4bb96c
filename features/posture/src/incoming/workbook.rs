//! Answers out of a workbook: official forms have a sheet for each site, our own tables name the site in
//! a column.

use std::collections::BTreeMap;

use hikeshi_office::{IncomingSheet, read_workbook};
use hikeshi_posture_engine::{
    Answer, Answers, Catalogue, ReadProblem, ReadReason, Sheet, TableRead, read_table,
};
use hikeshi_web::Problem;

use super::{Fault, FaultKind, Found, LIMITS, Taken, own_site, place};
use crate::content::answer_words;

/// Stands in a cell whose formula has no stored value: no word for an answer, so that it is refused
/// and not taken for a blank.
const NO_VALUE: &str = "=";

/// What is known of the sheets read so far.
#[derive(Default)]
struct Sheets {
    found: Found,
    faults: Vec<Fault>,
    /// By site and item, the sheet that answers it.
    answered: BTreeMap<(String, String), String>,
}

/// Reads every sheet that can be seen and holds a table of answers. Such a table has headings, or its
/// sheet is called like a site, or it is all that the workbook holds.
pub(super) fn take(
    catalogue: &Catalogue,
    sites: &[String],
    bytes: &[u8],
) -> Result<Taken, Problem> {
    let mut book = match read_workbook(bytes, LIMITS) {
        Ok(book) => book,
        Err(fault) => return Ok(Taken::Broken(fault)),
    };
    book.retain(|sheet| sheet.rows.iter().flatten().any(|cell| !cell.trim().is_empty()));
    let words = answer_words()?;
    let mut sheets = Sheets::default();
    let mut bare = Vec::new();
    for sheet in &book {
        if sheet.hidden {
            sheets.found.skipped.push(sheet.name.clone());
            continue;
        }
        let read = read_table(catalogue, words, as_text(sheet)?.as_bytes());
        if read.headed || named_site(sites, sheet).is_some() {
            sheets.take(sites, sheet, read);
        } else {
            bare.push((sheet, read));
        }
    }
    let alone = sheets.faults.is_empty() && sheets.found.answers.sheets.is_empty();
    let mut unread = None;
    for (sheet, read) in bare {
        match read.answers {
            Ok(_) if alone => sheets.take(sites, sheet, read),
            Ok(_) => sheets.found.skipped.push(sheet.name.clone()),
            Err(lines) => {
                sheets.found.skipped.push(sheet.name.clone());
                unread = unread.or(Some((sheet, lines)));
            }
        }
    }
    if sheets.faults.is_empty() && sheets.found.answers.sheets.is_empty() {
        match unread {
            Some((sheet, lines)) => sheets.refuse(sheet, lines.into_iter().map(FaultKind::Line)),
            None => sheets.nothing(),
        }
    }
    Ok(match sheets.faults.is_empty() {
        true => Taken::Answers(sheets.found),
        false => Taken::Faults(sheets.faults),
    })
}

impl Sheets {
    fn take(&mut self, sites: &[String], sheet: &IncomingSheet, read: TableRead) {
        let mut answers = match read.answers {
            Ok(answers) => answers,
            Err(lines) if lines.iter().all(|one| one.reason == ReadReason::Nothing) => {
                return self.found.skipped.push(sheet.name.clone());
            }
            Err(lines) => return self.refuse(sheet, lines.into_iter().map(FaultKind::Line)),
        };
        let nameless = answers.sheets.iter().all(|one| one.site.is_empty());
        if nameless && let Some(site) = named_site(sites, sheet) {
            answers.sheets.iter_mut().for_each(|one| site.clone_into(&mut one.site));
        } else if nameless && own_site(sites, "").is_none() {
            let blank = answers.sheets.iter().all(|one| one.given.is_empty());
            return match blank {
                true => self.found.skipped.push(sheet.name.clone()),
                false => self.refuse(sheet, [FaultKind::Unplaced]),
            };
        }
        match place(sites, answers) {
            Ok(answers) => self.add(sheet, answers),
            Err(faults) => self.refuse(sheet, faults),
        }
    }

    fn refuse(&mut self, sheet: &IncomingSheet, faults: impl IntoIterator<Item = FaultKind>) {
        let fault = |what| Fault { sheet: sheet.name.clone(), what };
        self.faults.extend(faults.into_iter().map(fault));
    }

    fn nothing(&mut self) {
        let what = FaultKind::Line(ReadProblem { line: 1, reason: ReadReason::Nothing });
        self.faults.push(Fault { sheet: String::new(), what });
    }

    /// Puts the answers beside those of other sheets. An item of a site may be answered on one of them.
    fn add(&mut self, sheet: &IncomingSheet, answers: Answers) {
        let valued = |cell: &&(usize, usize)| !text_at(sheet, **cell).trim().is_empty();
        self.found.formulas += sheet.formulas.iter().filter(valued).count();
        let mut twice = Vec::new();
        for one in answers.sheets {
            let all = &mut self.found.answers.sheets;
            let at = all.iter().position(|known| known.site == one.site).unwrap_or_else(|| {
                all.push(Sheet { site: one.site.clone(), ..Sheet::default() });
                all.len() - 1
            });
            for (item, mut given) in one.given {
                if given.note == NO_VALUE {
                    given.note.clear();
                }
                let before = all[at].given.get(&item).map(|known| known.answer);
                let key = (one.site.clone(), item);
                match before {
                    Some(_) if given.answer == Answer::Unanswered => {}
                    Some(before) if before != Answer::Unanswered => {
                        let other = self.answered.get(&key).cloned().unwrap_or_default();
                        twice.push(FaultKind::Between { item: key.1, other });
                    }
                    _ => {
                        self.answered.insert(key.clone(), sheet.name.clone());
                        all[at].given.insert(key.1, given);
                    }
                }
            }
        }
        self.refuse(sheet, twice);
    }
}

/// The site that the sheet is called like.
fn named_site<'a>(sites: &'a [String], sheet: &IncomingSheet) -> Option<&'a str> {
    own_site(sites, &sheet.name).filter(|site| !site.is_empty())
}

fn text_at(sheet: &IncomingSheet, (row, column): (usize, usize)) -> &str {
    sheet.rows.get(row).and_then(|row| row.get(column)).map_or("", String::as_str)
}

/// The sheet as a table of text. A row stays on its line, so that faults name the line that people see.
fn as_text(sheet: &IncomingSheet) -> Result<String, Problem> {
    let wrong = |error: csv::Error| Problem::internal(error.to_string());
    let mut text = Vec::new();
    for row in &whole(sheet) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            text.push(b'\n');
            continue;
        }
        let mut line = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        line.write_record(row.iter().map(|cell| cell.replace(['\n', '\r'], " "))).map_err(wrong)?;
        text.extend(line.into_inner().map_err(|error| Problem::internal(error.to_string()))?);
    }
    Ok(String::from_utf8(text)?)
}

/// The rows that hold something, of one width; with what stands in merged cells in each row that they
/// cover, in their first column, and a mark for a formula without a value.
fn whole(sheet: &IncomingSheet) -> Vec<Vec<String>> {
    let mut rows = sheet.rows.clone();
    let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
    for row in rows.iter_mut().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())) {
        row.resize(widest, String::new());
    }
    for &(row, column) in &sheet.formulas {
        let row = rows.get_mut(row).filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
        let cell = row.and_then(|row| row.get_mut(column));
        if let Some(cell) = cell.filter(|cell| cell.trim().is_empty()) {
            NO_VALUE.clone_into(cell);
        }
    }
    for &(first, column, last, _) in &sheet.merged {
        let Some(text) = rows.get(first).and_then(|row| row.get(column)).cloned() else { continue };
        let below = rows.iter_mut().take(last.saturating_add(1)).skip(first + 1);
        for cell in below.filter_map(|row| row.get_mut(column)).filter(|cell| cell.is_empty()) {
            cell.clone_from(&text);
        }
    }
    rows
}
