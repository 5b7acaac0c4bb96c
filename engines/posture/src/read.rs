//! Reads a file `site,item,answer` as people and spreadsheets write it.
//!
//! Any Japanese encoding, comma, tab or semicolon, with or without headings, columns in any order when
//! there are headings, the site left out by companies that have one. A blank answer waits. Nothing is
//! guessed: what cannot be read names its line, and then there are no answers at all.

use std::collections::HashMap;

use csv::StringRecord;

use crate::{
    Answer, AnswerWords, Answers, Catalogue, Given, ReadProblem, ReadReason, Sheet,
    columns::Columns,
    item_id::ItemIds,
    site::{site_key, site_name},
    table::{cells, rows},
};

/// The largest file that is read, in bytes.
pub const MAX_ANSWERS_BYTES: usize = 8 * 1024 * 1024;
/// The most sites.
const MAX_SITES: usize = 2_000;
/// The most characters of a remark that are kept.
const MAX_NOTE: usize = 2_000;
/// So many faults are named.
const MAX_PROBLEMS: usize = 100;

/// What a table holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRead {
    /// Whether headings name the columns of item and answer.
    pub headed: bool,
    /// The answers, or everything that is wrong, by line, up to a hundred.
    pub answers: Result<Answers, Vec<ReadProblem>>,
}

/// The answers of a file.
///
/// # Errors
/// Everything that is wrong, by line, up to a hundred.
pub fn read_answers(
    catalogue: &Catalogue,
    words: &AnswerWords,
    bytes: &[u8],
) -> Result<Answers, Vec<ReadProblem>> {
    read_table(catalogue, words, bytes).answers
}

/// The same, and whether the table has headings: what has none may be no table of answers.
#[must_use]
pub fn read_table(catalogue: &Catalogue, words: &AnswerWords, bytes: &[u8]) -> TableRead {
    let refused = |line, reason| {
        let headed = matches!(reason, ReadReason::ColumnTwice(_));
        TableRead { headed, answers: Err(vec![ReadProblem { line, reason }]) }
    };
    let text = match hikeshi_casefile::text_within(bytes, MAX_ANSWERS_BYTES) {
        Ok(text) => text,
        Err(reason) => return refused(1, ReadReason::File(reason)),
    };
    let rows = match rows(&text) {
        Ok(rows) => rows,
        Err(problem) => return refused(problem.line, problem.reason),
    };
    let ids = ItemIds::of(catalogue, words);
    match Columns::of(&ids, words, &rows) {
        Err((line, reason)) => refused(line, reason),
        Ok(columns) => TableRead {
            headed: columns.above > 0,
            answers: Reading::new(catalogue, words, ids).all(&rows[columns.above..], &columns),
        },
    }
}

struct Reading<'a> {
    catalogue: &'a Catalogue,
    words: &'a AnswerWords,
    ids: ItemIds<'a>,
    answers: Answers,
    /// The sheet of each site, by its name as it is compared.
    sheets: HashMap<String, usize>,
    /// The line of each answer, by sheet and item.
    lines: HashMap<(usize, &'a str), usize>,
}

impl<'a> Reading<'a> {
    fn new(catalogue: &'a Catalogue, words: &'a AnswerWords, ids: ItemIds<'a>) -> Self {
        let answers = Answers::default();
        Self { catalogue, words, ids, answers, sheets: HashMap::new(), lines: HashMap::new() }
    }

    fn all(
        mut self,
        rows: &[(usize, StringRecord)],
        columns: &Columns,
    ) -> Result<Answers, Vec<ReadProblem>> {
        let names = |row| !site_key(columns.site(row)).is_empty() && !is_aside(row, columns);
        let named = rows.iter().any(|(_, row)| names(row));
        let mut problems = Vec::new();
        for (line, row) in rows {
            if let Err(reason) = self.take(*line, row, columns, named) {
                problems.push(ReadProblem { line: *line, reason });
            }
            if problems.len() == MAX_PROBLEMS {
                break;
            }
        }
        if problems.is_empty() && self.answers.sheets.is_empty() {
            problems.push(ReadProblem { line: 1, reason: ReadReason::Nothing });
        }
        if problems.is_empty() { Ok(self.answers) } else { Err(problems) }
    }

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
        if is_aside(row, columns) {
            return Ok(());
        }
        let site = columns.site(row);
        if named && site_key(site).is_empty() {
            return Err(ReadReason::NoSite);
        }
        let item = self.item(cell(row, columns.item))?;
        let (answer, reason) = self.answer(row, columns)?;
        let note = columns.note.map(|place| cell(row, place)).filter(|note| !note.is_empty());
        let note = note.map_or(reason, |note| note.chars().take(MAX_NOTE).collect());
        let place = self.sheet(site)?;
        if let Some(first) = self.lines.insert((place, item), line) {
            return Err(ReadReason::Twice { item: item.to_owned(), first });
        }
        let answer = match answer {
            None if note.is_empty() => return Ok(()),
            answer => answer.unwrap_or_default(),
        };
        self.answers.sheets[place].given.insert(item.to_owned(), Given { answer, note });
        Ok(())
    }

    fn item(&self, cell: &str) -> Result<&'a str, ReadReason> {
        if cell.is_empty() {
            return Err(ReadReason::NoItem);
        }
        if let Some(item) = self.ids.find(cell) {
            return Ok(item);
        }
        match self.ids.group(cell) {
            None => Err(ReadReason::UnknownItem(cell.to_owned())),
            Some(group) => {
                let belongs = |item: &&crate::Item| item.group.as_deref() == Some(group);
                let items = self.catalogue.items().filter(belongs).map(|item| item.id.clone());
                Err(ReadReason::Group { group: group.to_owned(), items: items.collect() })
            }
        }
    }

    /// The answer of a line and the reason that stands in it; none for a blank.
    fn answer(
        &self,
        row: &StringRecord,
        columns: &Columns,
    ) -> Result<(Option<Answer>, String), ReadReason> {
        let first = cell(row, columns.answer);
        let (answer, reason) = match first {
            "" => (None, String::new()),
            text => {
                let (answer, reason) = self.read(text).ok_or_else(|| self.no_answer(text))?;
                (Some(answer), reason)
            }
        };
        for other in columns.also_answer.iter().map(|place| cell(row, *place)) {
            if self.read(other).is_some_and(|(said, _)| Some(said) != answer) {
                let (first, second) = (first.to_owned(), other.to_owned());
                return Err(ReadReason::TwoAnswers { first, second });
            }
        }
        Ok((answer, reason))
    }

    fn read(&self, cell: &str) -> Option<(Answer, String)> {
        let scoring = &self.catalogue.scoring;
        self.words.read(cell).filter(|(answer, _)| scoring.accepts(*answer))
    }

    fn no_answer(&self, found: &str) -> ReadReason {
        let scoring = &self.catalogue.scoring;
        let levels = scoring.levels.iter().map(|one| Answer::Level(one.level));
        let plain = [Answer::Yes, Answer::Partly, Answer::No];
        let plain = plain.into_iter().filter(|answer| scoring.accepts(*answer));
        let others = [Answer::Unknown, Answer::Unanswered, Answer::Na];
        let all = levels.chain(plain).chain(others).map(|answer| answer.to_string());
        ReadReason::UnknownAnswer { found: found.to_owned(), expected: all.collect() }
    }

    fn sheet(&mut self, written: &str) -> Result<usize, ReadReason> {
        let key = site_key(written);
        if let Some(place) = self.sheets.get(&key) {
            return Ok(*place);
        }
        let sheets = &mut self.answers.sheets;
        if sheets.len() == MAX_SITES {
            return Err(ReadReason::TooMany(MAX_SITES));
        }
        let site = if key.is_empty() { String::new() } else { site_name(written) };
        self.sheets.insert(key, sheets.len());
        sheets.push(Sheet { site, ..Sheet::default() });
        Ok(sheets.len() - 1)
    }
}

/// A remark below the table, or a line that was only begun: neither item nor answer.
fn is_aside(row: &StringRecord, columns: &Columns) -> bool {
    let blank = |place| cell(row, place).is_empty();
    columns.above > 0 && blank(columns.item) && blank(columns.answer)
}

fn cell(row: &StringRecord, place: usize) -> &str {
    row.get(place).unwrap_or_default().trim()
}
