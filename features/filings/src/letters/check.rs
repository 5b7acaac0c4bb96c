//! Every row of a list looked at before anything is sent.

use std::collections::{BTreeSet, HashMap, hash_map::Entry};

use hikeshi_incidents::documents::missing_glyphs;
use hikeshi_kernel::{fold_width, is_invisible};
use hikeshi_web::Problem;

use super::{
    Channel, Checked, Doubt, Recipient, Role, Row, Table, Trouble, TroubleKind,
    columns::{plain_heading, role_of_heading},
    heads::{Heads, doubled_head},
    keys::address_key,
};

/// The longest cell that goes into a letter, in characters.
const LONGEST_CELL: usize = 200;
/// Looks at all rows. `fields` are those of the letter, `roles` stand in the order of the columns;
/// `accepted` are the lines that a person has compared and wants to be used although they are
/// doubtful.
///
/// # Errors
/// The headings on board, or the fonts, cannot be read.
pub fn check_list(
    table: &Table,
    roles: &[Role],
    channel: Channel,
    fields: &[String],
    accepted: &BTreeSet<usize>,
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
    let taken = sources.iter().filter_map(|source| match source {
        Source::Column(column) => table.heads.get(*column).map(String::as_str),
        Source::Role(_) => None,
    });
    checked.doubled_head = doubled_head(&table.heads, roles, &taken.collect::<Vec<_>>());
    let heads = Heads::of(&table.heads);
    checked.other_heads = table.rows().find(|row| heads.are_others(row)).map(|row| row.line);
    if !checked.columns_fit() {
        return Ok(checked);
    }
    let reader = Reader { table, roles, channel, sources };
    let mut seen: HashMap<String, usize> = HashMap::new();
    for row in table.rows() {
        let line = row.line;
        let read = match reader.read(&row) {
            _ if heads.are_again(&row) => Err((TroubleKind::Headings, String::new())),
            Ok(recipient) => match reader.doubt(&row, &recipient, accepted)? {
                Some(doubt) => {
                    let kind = doubt.kind;
                    let place = doubt.missing.clone();
                    if checked.doubt(doubt) { Ok(recipient) } else { Err((kind, place)) }
                }
                None => Ok(recipient),
            },
            wrong => wrong,
        };
        let read = read.and_then(|one| match seen.entry(address_key(channel, &one)) {
            Entry::Occupied(first) => Err((TroubleKind::Duplicate, first.get().to_string())),
            Entry::Vacant(free) => {
                free.insert(line);
                Ok(one)
            }
        });
        match read {
            Ok(recipient) => checked.recipients.push(recipient),
            Err((kind, place)) => checked.trouble(Trouble { line, kind, place }),
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
        if row.doubtful {
            return Err((TroubleKind::Quotes, String::new()));
        }
        // Spreadsheet programs add empty cells at the end of a line.
        if row.cells.iter().skip(width).any(|cell| !cell.is_empty()) {
            return Err((TroubleKind::Cells, String::new()));
        }
        self.recipient(row).map_err(|(kind, place)| match kind {
            TroubleKind::NoName | TroubleKind::NoAddress | TroubleKind::BadMail
                if row.cells.len() < width =>
            {
                (TroubleKind::Cells, place)
            }
            kind => (kind, place),
        })
    }

    /// Why the row is used only when a person has compared it. With a cell missing in the middle
    /// all that follow stand one column too far to the left, and nothing in the row tells.
    fn doubt(
        &self,
        row: &Row,
        recipient: &Recipient,
        accepted: &BTreeSet<usize>,
    ) -> Result<Option<Doubt>, Problem> {
        let Recipient { name, email, postal, address, values, .. } = recipient;
        let missing = match self.channel {
            Channel::Email => String::new(),
            Channel::Paper => {
                let parts = [name, postal, address].into_iter().chain(values);
                missing_glyphs(&parts.map(String::as_str).collect::<String>())?
            }
        };
        let short = row.cells.len() < self.table.heads.len();
        let kind = match (short, missing.is_empty()) {
            (true, _) => TroubleKind::Short,
            (false, false) => TroubleKind::Glyphs,
            (false, true) => return Ok(None),
        };
        let mut read: Vec<String> = Vec::new();
        for part in [name, email, postal, address].into_iter().chain(values) {
            if !part.is_empty() && !read.contains(part) {
                read.push(part.clone());
            }
        }
        let accepted = accepted.contains(&row.line);
        Ok(Some(Doubt { line: row.line, kind, read, missing, accepted }))
    }

    fn recipient(&self, row: &Row) -> Result<Recipient, Wrong> {
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
