//! The rows of a table, read one by one.

use hikeshi_inventory::{Row, RowFault, read_date};
use hikeshi_kernel::{TextError, clean_line, clean_text, fold_width};
use hikeshi_risk::{Level, RiskModel};
use serde::{Deserialize, Serialize};

use super::file::LedgerTable;
use crate::{entry::Entry, field::Field};

/// A row that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerRow {
    /// Its line in the file.
    pub line: usize,
    /// What it says; empty where the file says nothing.
    pub entry: Entry,
    /// What a person should look at: formulas, words that mean no medium.
    pub remarks: Vec<(String, String)>,
    /// What the file counted; this program counts for itself.
    pub counted: Counted,
}

/// Numbers that a file counted; `None` for what is no number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// The importance.
    pub importance: Option<u8>,
    /// The risk value.
    pub value: Option<u8>,
}

/// A row that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadRow {
    /// Its line in the file.
    pub line: usize,
    /// What is wrong: name of the trouble, of the field, and the cell.
    pub troubles: Vec<(String, String, String)>,
    /// What stands in it.
    pub cells: Vec<String>,
}

/// What can be wrong with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The information has no name.
    NoName,
    /// The cell is no step of its scale.
    NoLevel,
    /// The cell is no day.
    NoDay,
    /// The text is too long.
    TooLong,
    /// The cell says neither yes nor no.
    NoYes,
    /// The row itself is damaged.
    Damaged,
}

impl Trouble {
    /// The name in keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoName => "no-name",
            Self::NoLevel => "no-level",
            Self::NoDay => "no-day",
            Self::TooLong => "too-long",
            Self::NoYes => "no-yes",
            Self::Damaged => "damaged",
        }
    }
}

/// All rows of a table: those that can be taken, those that cannot, and how many are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadRows {
    /// Those that can be taken.
    pub rows: Vec<LedgerRow>,
    /// Those that cannot.
    pub bad: Vec<BadRow>,
    /// Lines in which nothing stands.
    pub empty: usize,
}

/// Reads every row below the heads. Levels that the program counts itself (importance, risk value) are
/// not taken.
#[must_use]
pub fn read_rows(model: &RiskModel, table: &LedgerTable) -> ReadRows {
    let mut read = ReadRows::default();
    for row in &table.rows {
        let columns = &table.heads.columns;
        let own = |name: &str| !matches!(name, "importance" | "value");
        let mut filled =
            columns.iter().filter(|(at, name)| own(name) && !cell(row, **at).is_empty());
        if filled.next().is_none() && row.fault.is_none() {
            read.empty += 1;
            continue;
        }
        match read_row(model, table, row) {
            Ok(row) => read.rows.push(row),
            Err(bad) => read.bad.push(bad),
        }
    }
    read
}

/// A cell. The apostrophe that our own text tables put before what looks like a formula comes off.
fn cell(row: &Row, at: usize) -> &str {
    let text = row.cells.get(at).map_or("", |cell| cell.trim());
    let guarded = text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    guarded.unwrap_or(text)
}

/// A row while it is read.
struct Reader<'a> {
    model: &'a RiskModel,
    entry: Entry,
    remarks: Vec<(String, String)>,
    counted: Counted,
    troubles: Vec<(String, String, String)>,
}

fn read_row(model: &RiskModel, table: &LedgerTable, row: &Row) -> Result<LedgerRow, BadRow> {
    let mut reader = Reader {
        model,
        entry: Entry::default(),
        remarks: Vec::new(),
        counted: Counted::default(),
        troubles: Vec::new(),
    };
    if let Some(fault) = row.fault {
        reader.trouble(damage(fault), "", "");
    }
    for (at, name) in &table.heads.columns {
        let text = cell(row, *at);
        if table.formulas.contains(&(row.line, *at)) && Field::from_name(name).is_some() {
            let kind = if text.is_empty() { "no-value" } else { "formula" };
            reader.remarks.push((kind.to_owned(), name.clone()));
        }
        reader.read(name, text);
    }
    if reader.entry.name.is_empty() {
        reader.trouble(Trouble::NoName, Field::Name.name(), "");
    }
    if reader.troubles.is_empty() {
        let Reader { entry, remarks, counted, .. } = reader;
        Ok(LedgerRow { line: row.line, entry, remarks, counted })
    } else {
        let cells = row.cells.iter().map(|cell| cell.chars().take(80).collect());
        Err(BadRow {
            line: row.line,
            troubles: reader.troubles,
            cells: cells.filter(|cell: &String| !cell.is_empty()).take(12).collect(),
        })
    }
}

/// A whole number as a spreadsheet or a person writes it.
fn number(text: &str) -> Option<u8> {
    let text = fold_width(text);
    text.strip_suffix(".0").unwrap_or(&text).parse().ok()
}

const fn damage(fault: RowFault) -> Trouble {
    match fault {
        RowFault::LongCell => Trouble::TooLong,
        RowFault::OpenQuote | RowFault::BrokenLetters | RowFault::ManyColumns => Trouble::Damaged,
    }
}

impl Reader<'_> {
    fn trouble(&mut self, trouble: Trouble, field: &str, cell: &str) {
        let cell = cell.chars().take(80).collect();
        self.troubles.push((trouble.name().to_owned(), field.to_owned(), cell));
    }

    fn read(&mut self, name: &str, text: &str) {
        match name {
            "importance" => self.counted.importance = number(text),
            "value" => self.counted.value = number(text),
            _ => {}
        }
        let Some(field) = Field::from_name(name) else { return self.read_flag(name, text) };
        match field {
            Field::Business => self.entry.business = self.line(field, text),
            Field::Name => self.entry.name = self.line(field, text),
            Field::Remark => self.entry.remark = self.text(field, text),
            Field::Users => self.entry.users = self.line(field, text),
            Field::Department => self.entry.department = self.line(field, text),
            Field::Place => {
                let place = self.line(field, text);
                self.add_place(&place);
            }
            Field::KeptUntil => self.entry.kept_until = self.line(field, text),
            Field::OwnReason => self.entry.own_reason = self.text(field, text),
            Field::Media => self.media(text),
            Field::Personal => self.personal(text),
            Field::Confidentiality => self.entry.confidentiality = self.level(field, text),
            Field::Integrity => self.entry.integrity = self.level(field, text),
            Field::Availability => self.entry.availability = self.level(field, text),
            Field::OwnThreat => self.entry.own_threat = self.level(field, text),
            Field::OwnWeakness => self.entry.own_weakness = self.level(field, text),
            Field::RegisteredOn => self.day(text),
        }
    }

    fn line(&mut self, field: Field, text: &str) -> String {
        let clean = clean_line(text, field.longest());
        self.cleaned(field, text, clean)
    }

    fn text(&mut self, field: Field, text: &str) -> String {
        let clean = clean_text(text, field.longest());
        self.cleaned(field, text, clean)
    }

    fn cleaned(&mut self, field: Field, text: &str, clean: Result<String, TextError>) -> String {
        if let Err(TextError::TooLong { .. }) = clean {
            self.trouble(Trouble::TooLong, field.name(), text);
        }
        clean.unwrap_or_default()
    }

    fn level(&mut self, field: Field, text: &str) -> Option<Level> {
        if text.is_empty() {
            return None;
        }
        let scale = field.scale().and_then(|id| self.model.scale(id));
        let level = scale.and_then(|scale| RiskModel::read_level(scale, text));
        if level.is_none() {
            self.trouble(Trouble::NoLevel, field.name(), text);
        }
        level
    }

    fn day(&mut self, text: &str) {
        match read_date(text) {
            _ if text.is_empty() => {}
            Ok(day) => self.entry.registered_on = Some(day),
            Err(_) => self.trouble(Trouble::NoDay, Field::RegisteredOn.name(), text),
        }
    }

    /// The media; what names none says where the information is kept.
    fn media(&mut self, text: &str) {
        let (found, rest) = RiskModel::read_kinds(&self.model.media, text);
        self.entry.media = found;
        let rest = rest.join(" / ");
        if !rest.is_empty() {
            self.remarks.push(("no-medium".to_owned(), rest.clone()));
            let place = self.line(Field::Place, &rest);
            self.add_place(&place);
        }
    }

    fn add_place(&mut self, place: &str) {
        let both = [self.entry.place.as_str(), place];
        let both: Vec<&str> = both.into_iter().filter(|one| !one.is_empty()).collect();
        self.entry.place = self.line(Field::Place, &both.join(" / "));
    }

    fn personal(&mut self, text: &str) {
        if self.model.says_no(text) {
            return;
        }
        let (found, rest) = RiskModel::read_kinds(&self.model.personal, text);
        found.into_iter().for_each(|kind| self.has(kind));
        if self.entry.personal.is_empty() && self.model.says_yes(text) {
            self.has("personal".to_owned());
        } else if !rest.is_empty() {
            self.remarks.push(("no-personal".to_owned(), rest.join(" / ")));
        }
    }

    /// A column that says of one kind of personal data whether it is there.
    fn read_flag(&mut self, name: &str, text: &str) {
        let Some(kind) = name.strip_prefix("has-") else { return };
        if self.model.says_yes(text) {
            self.has(kind.to_owned());
        } else if !self.model.says_no(text) {
            self.trouble(Trouble::NoYes, name, text);
        }
    }

    fn has(&mut self, kind: String) {
        if !self.entry.personal.contains(&kind) {
            self.entry.personal.push(kind);
        }
    }
}
