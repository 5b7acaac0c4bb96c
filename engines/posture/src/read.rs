//! Reads a file `site,item,answer` as people and spreadsheets write it.
//!
//! Any Japanese encoding, comma, tab or semicolon, with or without headings, columns in any order when
//! there are headings, the site left out by companies that have one. Nothing is guessed: what cannot be
//! read names its line, and then there are no answers at all.

use std::collections::HashMap;

use csv::StringRecord;

use crate::{
    Answer, AnswerWords, Answers, Catalogue, Given, ReadProblem, ReadReason, Sheet, item_id,
    words::Column,
};

/// The largest file that is read, in bytes.
pub const MAX_ANSWERS_BYTES: usize = 8 * 1024 * 1024;
/// The most lines that are read.
const MAX_LINES: usize = 100_000;
/// The most sites.
const MAX_SITES: usize = 2_000;
/// The most characters of a remark that are kept.
const MAX_NOTE: usize = 2_000;
/// So many faults are named.
const MAX_PROBLEMS: usize = 100;

/// The answers of a file.
///
/// # Errors
/// Everything that is wrong, by line, up to a hundred.
pub fn read_answers(
    catalogue: &Catalogue,
    words: &AnswerWords,
    bytes: &[u8],
) -> Result<Answers, Vec<ReadProblem>> {
    let file = |reason| vec![ReadProblem { line: 1, reason }];
    let text = hikeshi_casefile::text_within(bytes, MAX_ANSWERS_BYTES)
        .map_err(|reason| file(ReadReason::File(reason)))?;
    let rows = rows(&text).map_err(|problem| vec![problem])?;
    let Some((first, _)) = rows.first() else { return Err(file(ReadReason::Nothing)) };
    let columns =
        Columns::of(words, &rows).map_err(|reason| vec![ReadProblem { line: *first, reason }])?;
    let mut reading =
        Reading { catalogue, words, answers: Answers::default(), lines: HashMap::new() };
    let body = &rows[usize::from(columns.has_heading)..];
    let named = body.iter().any(|(_, row)| !columns.site(row).is_empty());
    let mut problems = Vec::new();
    for (line, row) in body {
        if let Err(reason) = reading.take(*line, row, &columns, named) {
            problems.push(ReadProblem { line: *line, reason });
        }
        if problems.len() == MAX_PROBLEMS {
            break;
        }
    }
    match problems.is_empty() {
        false => Err(problems),
        true if reading.answers.sheets.is_empty() => Err(file(ReadReason::Nothing)),
        true => Ok(reading.answers),
    }
}

/// The lines that hold something, with their numbers.
fn rows(text: &str) -> Result<Vec<(usize, StringRecord)>, ReadProblem> {
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiter =
        [b'\t', b';'].into_iter().find(|d| !head.contains(',') && head.contains(char::from(*d)));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = StringRecord::new();
    loop {
        let line = usize::try_from(reader.position().line()).unwrap_or(usize::MAX);
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(rows),
            Ok(true) => {}
            Err(e) => return Err(ReadProblem { line, reason: ReadReason::Table(e.to_string()) }),
        }
        let line = record.position().map_or(line, |position| line_of(text, position));
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push((line, record.clone()));
        }
        if rows.len() > MAX_LINES {
            return Err(ReadProblem { line, reason: ReadReason::TooMany(MAX_LINES) });
        }
    }
}

/// The line on which a record begins: the reader's position lies before the empty lines it skips.
fn line_of(text: &str, position: &csv::Position) -> usize {
    let byte = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.get(byte..).unwrap_or_default();
    let skipped = rest.chars().take_while(|c| *c == '\n').count();
    usize::try_from(position.line()).unwrap_or(usize::MAX) + skipped
}

/// Where each thing stands in a line.
struct Columns {
    has_heading: bool,
    site: Option<usize>,
    item: usize,
    answer: usize,
    note: Option<usize>,
    /// The fewest cells of a line.
    least: usize,
    /// The most cells of a line, those of unnamed columns included.
    most: usize,
}

impl Columns {
    fn of(words: &AnswerWords, rows: &[(usize, StringRecord)]) -> Result<Self, ReadReason> {
        let head: Vec<Option<Column>> = rows[0].1.iter().map(|cell| words.column(cell)).collect();
        let place = |column| head.iter().position(|found| *found == Some(column));
        let (item, answer) = (place(Column::Item), place(Column::Answer));
        if item.is_none() && answer.is_none() {
            return Ok(Self::bare(rows));
        }
        let item = item.ok_or(ReadReason::NoColumn("item"))?;
        let answer = answer.ok_or(ReadReason::NoColumn("answer"))?;
        Ok(Self {
            has_heading: true,
            site: place(Column::Site),
            item,
            answer,
            note: place(Column::Note),
            least: item.max(answer) + 1,
            most: head.len(),
        })
    }

    /// Without headings: site, item, answer and perhaps a remark; or item and answer.
    fn bare(rows: &[(usize, StringRecord)]) -> Self {
        let widest = rows.iter().map(|(_, row)| cells(row)).max().unwrap_or(0);
        let by = usize::from(widest > 2);
        let site = (by == 1).then_some(0);
        let note = Some(by + 2);
        Self {
            has_heading: false,
            site,
            item: by,
            answer: by + 1,
            note,
            least: by + 2,
            most: by + 3,
        }
    }

    fn site(&self, row: &StringRecord) -> String {
        let cell = self.site.and_then(|place| row.get(place)).unwrap_or_default();
        let folded = hikeshi_kernel::fold_width(cell);
        folded.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Cells of a line without the empty ones at its end, which spreadsheets add.
fn cells(row: &StringRecord) -> usize {
    let filled = row.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    filled.last().map_or(0, |(last, _)| last + 1)
}

struct Reading<'a> {
    catalogue: &'a Catalogue,
    words: &'a AnswerWords,
    answers: Answers,
    /// The line of each answer, by sheet and item.
    lines: HashMap<(usize, String), usize>,
}

impl Reading<'_> {
    fn take(
        &mut self,
        line: usize,
        row: &StringRecord,
        columns: &Columns,
        named: bool,
    ) -> Result<(), ReadReason> {
        let found = cells(row);
        if found > columns.most || row.len() < columns.least {
            let wanted = if found > columns.most { columns.most } else { columns.least };
            return Err(ReadReason::Cells { found, wanted });
        }
        let site = columns.site(row);
        if named && site.is_empty() {
            return Err(ReadReason::NoSite);
        }
        let cell = |place: usize| row.get(place).unwrap_or_default().trim();
        let item = self.item(cell(columns.item))?;
        let (answer, reason) = self.answer(cell(columns.answer))?;
        let note = columns.note.map(cell).filter(|note| !note.is_empty());
        let note = note.map_or(reason, |note| note.chars().take(MAX_NOTE).collect());
        let place = self.sheet(site)?;
        if let Some(first) = self.lines.insert((place, item.clone()), line) {
            return Err(ReadReason::Twice { item, first });
        }
        self.answers.sheets[place].given.insert(item, Given { answer, note });
        Ok(())
    }

    fn item(&self, cell: &str) -> Result<String, ReadReason> {
        if cell.is_empty() {
            return Err(ReadReason::NoItem);
        }
        if let Some(item) = item_id::find(self.catalogue, self.words, cell) {
            return Ok(item.to_owned());
        }
        match item_id::group(self.catalogue, cell) {
            None => Err(ReadReason::UnknownItem(cell.to_owned())),
            Some(group) => {
                let belongs = |item: &&crate::Item| item.group.as_deref() == Some(group);
                let items = self.catalogue.items().filter(belongs).map(|item| item.id.clone());
                Err(ReadReason::Group { group: group.to_owned(), items: items.collect() })
            }
        }
    }

    fn answer(&self, cell: &str) -> Result<(Answer, String), ReadReason> {
        if cell.is_empty() {
            return Err(ReadReason::NoAnswer);
        }
        let scoring = &self.catalogue.scoring;
        let read = self.words.read(cell).filter(|(answer, _)| scoring.accepts(*answer));
        read.ok_or_else(|| {
            let levels = scoring.levels.iter().map(|one| Answer::Level(one.level));
            let plain = [Answer::Yes, Answer::Partly, Answer::No];
            let plain = plain.into_iter().filter(|answer| scoring.accepts(*answer));
            let others = [Answer::Unknown, Answer::Unanswered, Answer::Na];
            let all = levels.chain(plain).chain(others).map(|answer| answer.to_string());
            ReadReason::UnknownAnswer { found: cell.to_owned(), expected: all.collect() }
        })
    }

    fn sheet(&mut self, site: String) -> Result<usize, ReadReason> {
        let sheets = &mut self.answers.sheets;
        if let Some(place) = sheets.iter().position(|sheet| sheet.site == site) {
            return Ok(place);
        }
        if sheets.len() == MAX_SITES {
            return Err(ReadReason::TooMany(MAX_SITES));
        }
        sheets.push(Sheet { site, ..Sheet::default() });
        Ok(sheets.len() - 1)
    }
}
