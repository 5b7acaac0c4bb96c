//! Every row of a list looked at before anything is sent.

use std::collections::{BTreeMap, HashMap, hash_map::Entry};

use hikeshi_kernel::{fold_width, is_invisible};
use hikeshi_web::Problem;

use super::{
    Channel, Recipient, Role, Table,
    columns::{plain_heading, role_of_heading},
    keys::address_key,
    table::Row,
};

/// The longest cell that goes into a letter, in characters.
const LONGEST_CELL: usize = 200;
/// So many troubles are told line by line; of the others only the number.
const MOST_TROUBLES: usize = 300;

/// What is wrong in a row. Words: `letters-trouble-…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TroubleKind {
    /// No name.
    NoName,
    /// No e-mail address, or no postal address.
    NoAddress,
    /// No mail server would take the address.
    BadMail,
    /// The same recipient as in an earlier line.
    Duplicate,
    /// A cell that a spreadsheet program would run as a formula.
    Formula,
    /// A control character.
    Control,
    /// A letter that the encoding does not have.
    Broken,
    /// A cell that is too long.
    TooLong,
    /// More or fewer cells than headings.
    Cells,
    /// Nothing for a field of the letter.
    NoValue,
    /// Got this letter in an earlier run.
    Already,
}

impl TroubleKind {
    /// The name in keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoName => "no-name",
            Self::NoAddress => "no-address",
            Self::BadMail => "bad-mail",
            Self::Duplicate => "duplicate",
            Self::Formula => "formula",
            Self::Control => "control",
            Self::Broken => "broken",
            Self::TooLong => "too-long",
            Self::Cells => "cells",
            Self::NoValue => "no-value",
            Self::Already => "already",
        }
    }
}

/// One row that gets no letter, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The line of the list.
    pub line: usize,
    /// What is wrong.
    pub kind: TroubleKind,
    /// The heading of the column, or the line of the first one for a duplicate; may be empty.
    pub place: String,
}

/// A list that was looked at.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// Who gets a letter.
    pub recipients: Vec<Recipient>,
    /// How many rows do not.
    pub left_out: usize,
    /// How many by kind.
    pub counts: BTreeMap<TroubleKind, usize>,
    /// The first of them, by line.
    pub troubles: Vec<Trouble>,
    /// Fields of the letter that the list does not have.
    pub missing_fields: Vec<String>,
    /// Roles without which nothing can be sent and that no column has.
    pub missing_roles: Vec<Role>,
    /// The role that only one column may have and several have.
    pub doubled_role: Option<Role>,
}

impl Checked {
    /// Whether the columns are settled so far that rows could be read.
    #[must_use]
    pub fn columns_fit(&self) -> bool {
        self.missing_fields.is_empty()
            && self.missing_roles.is_empty()
            && self.doubled_role.is_none()
    }

    /// Counts recipients that get no letter for one reason.
    pub(super) fn leave_out(&mut self, kind: TroubleKind, who: Vec<Recipient>) {
        for one in who {
            let line = usize::try_from(one.line).unwrap_or_default();
            self.trouble(Trouble { line, kind, place: String::new() });
        }
    }

    fn trouble(&mut self, trouble: Trouble) {
        self.left_out += 1;
        *self.counts.entry(trouble.kind).or_default() += 1;
        if self.troubles.len() < MOST_TROUBLES {
            self.troubles.push(trouble);
        }
    }
}

/// Looks at all rows. `fields` are those of the letter, `roles` stand in the order of the columns.
///
/// # Errors
/// The headings on board cannot be read.
pub fn check_list(
    table: &Table,
    roles: &[Role],
    channel: Channel,
    fields: &[String],
) -> Result<Checked, Problem> {
    let mut checked = Checked::default();
    let needed = match channel {
        Channel::Email => [Role::Name, Role::Email],
        Channel::Paper => [Role::Name, Role::Address],
    };
    checked.missing_roles = needed.into_iter().filter(|role| !roles.contains(role)).collect();
    let doubled = |role: &Role| roles.iter().filter(|other| *other == role).count() > 1;
    checked.doubled_role = [Role::Email, Role::Postal, Role::Number].into_iter().find(doubled);
    let mut sources = Vec::new();
    for field in fields {
        match source_of(field, &table.heads, roles)? {
            Some(source) => sources.push(source),
            None => checked.missing_fields.push(field.clone()),
        }
    }
    if !checked.columns_fit() {
        return Ok(checked);
    }
    let reader = Reader { table, roles, channel, sources };
    let mut seen: HashMap<String, usize> = HashMap::new();
    for row in table.rows() {
        let read = reader.read(&row).and_then(|recipient| {
            match seen.entry(address_key(channel, &recipient)) {
                Entry::Occupied(first) => Err((TroubleKind::Duplicate, first.get().to_string())),
                Entry::Vacant(free) => {
                    free.insert(row.line);
                    Ok(recipient)
                }
            }
        });
        match read {
            Ok(recipient) => checked.recipients.push(recipient),
            Err((kind, place)) => checked.trouble(Trouble { line: row.line, kind, place }),
        }
    }
    Ok(checked)
}

/// Where the value of a merge field comes from.
#[derive(Debug, Clone, Copy)]
enum Source {
    Column(usize),
    Role(Role),
}

/// By the heading itself, or by what the field's name means.
fn source_of(field: &str, heads: &[String], roles: &[Role]) -> Result<Option<Source>, Problem> {
    let role = match Role::from_name(field) {
        Some(role) => role,
        None => role_of_heading(field)?,
    };
    if role != Role::Field && roles.contains(&role) {
        return Ok(Some(Source::Role(role)));
    }
    let wanted = plain_heading(field);
    let column = heads.iter().position(|head| plain_heading(head) == wanted);
    Ok(column.map(Source::Column))
}

type Wrong = (TroubleKind, String);

/// How a row becomes a recipient.
struct Reader<'a> {
    table: &'a Table,
    roles: &'a [Role],
    channel: Channel,
    sources: Vec<Source>,
}

impl Reader<'_> {
    fn read(&self, row: &Row) -> Result<Recipient, Wrong> {
        let width = self.table.heads.len();
        // Spreadsheet programs leave empty cells at the end of a line away, or add some.
        let too_many = row.cells.iter().skip(width).any(|cell| !cell.is_empty());
        if too_many || row.cells.len() < self.roles.len().min(width) && width - row.cells.len() > 1
        {
            return Err((TroubleKind::Cells, String::new()));
        }
        let name = self.joined(row, Role::Name, " ")?;
        if name.is_empty() {
            return Err((TroubleKind::NoName, String::new()));
        }
        let mut recipient = Recipient {
            line: i64::try_from(row.line).unwrap_or(i64::MAX),
            name,
            email: String::new(),
            postal: String::new(),
            address: String::new(),
            values: Vec::new(),
        };
        match self.channel {
            Channel::Email => {
                recipient.email = fold_width(&self.joined(row, Role::Email, "")?);
                if recipient.email.is_empty() {
                    return Err((TroubleKind::NoAddress, String::new()));
                }
                if !hikeshi_mail::is_address(&recipient.email) {
                    return Err((TroubleKind::BadMail, String::new()));
                }
            }
            Channel::Paper => {
                recipient.postal = fold_width(&self.joined(row, Role::Postal, "")?);
                recipient.address = self.joined(row, Role::Address, " ")?;
                if recipient.address.is_empty() {
                    return Err((TroubleKind::NoAddress, String::new()));
                }
            }
        }
        for source in &self.sources {
            let value = match source {
                Source::Column(column) => self.cell(row, *column)?,
                Source::Role(role) => self.joined(row, *role, " ")?,
            };
            if value.is_empty() {
                let place = match source {
                    Source::Column(column) => self.table.heads[*column].clone(),
                    Source::Role(role) => self.head_of(*role),
                };
                return Err((TroubleKind::NoValue, place));
            }
            recipient.values.push(value);
        }
        Ok(recipient)
    }

    /// The cells of all columns with this role, in their order.
    fn joined(&self, row: &Row, role: Role, between: &str) -> Result<String, Wrong> {
        let mut cells = Vec::new();
        for (column, _) in self.roles.iter().enumerate().filter(|(_, other)| **other == role) {
            let cell = self.cell(row, column)?;
            if !cell.is_empty() {
                cells.push(cell);
            }
        }
        Ok(cells.join(between))
    }

    /// One cell as one line; line ends become blanks.
    fn cell(&self, row: &Row, column: usize) -> Result<String, Wrong> {
        let cell = row.cells.get(column).map(String::as_str).unwrap_or_default();
        let line = cell.replace(['\n', '\t'], " ");
        let wrong = |kind| Err((kind, self.table.heads.get(column).cloned().unwrap_or_default()));
        if line.chars().any(is_unseen) {
            return wrong(TroubleKind::Control);
        }
        if line.contains('\u{FFFD}') {
            return wrong(TroubleKind::Broken);
        }
        if line.chars().take(LONGEST_CELL + 1).count() > LONGEST_CELL {
            return wrong(TroubleKind::TooLong);
        }
        if is_formula(&line) {
            return wrong(TroubleKind::Formula);
        }
        Ok(line)
    }

    fn head_of(&self, role: Role) -> String {
        let column = self.roles.iter().position(|other| *other == role);
        column.and_then(|column| self.table.heads.get(column)).cloned().unwrap_or_default()
    }
}

/// Characters that nobody sees and that could disguise what a line says.
fn is_unseen(letter: char) -> bool {
    letter.is_control() || is_invisible(letter)
}

/// Begins as a formula does. A number with a sign (`+81 …`, `-5`) is none.
fn is_formula(cell: &str) -> bool {
    let folded = fold_width(cell);
    let mut letters = folded.chars();
    match letters.next() {
        Some('=' | '@') => true,
        Some('+' | '-') => {
            letters.any(|letter| !(letter.is_ascii_digit() || "-() .,".contains(letter)))
        }
        _ => false,
    }
}
