//! Where a name points to.

use std::fmt;

/// Rows and columns that the format has.
const LAST: (u32, u32) = (1_048_576, 16_384);

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Name of the sheet.
    pub sheet: String,
    /// The sheet's part in the package.
    pub part: String,
    /// From 1.
    pub row: u32,
    /// From 1.
    pub column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}!{}", self.sheet, cell_name((self.row, self.column)))
    }
}

/// Sheet and first cell of a reference such as `Sheet1!$B$3` or `'a ''b'''!$B$3:$D$5`. `None` for
/// formulas, broken references, whole columns and several areas.
pub(super) fn read_reference(text: &str) -> Option<(String, (u32, u32))> {
    let text = text.trim().trim_start_matches('=');
    let (sheet, area) = text.rsplit_once('!')?;
    let sheet = match sheet.strip_prefix('\'') {
        Some(quoted) => quoted.strip_suffix('\'')?.replace("''", "'"),
        None => sheet.to_owned(),
    };
    if sheet.is_empty() || sheet.contains(['[', ']', '(', '#']) {
        return None;
    }
    let (first, last) = area.split_once(':').unwrap_or((area, area));
    read_cell(last)?;
    Some((sheet, read_cell(first)?))
}

/// Row and column of `B3` or `$B$3`.
pub(super) fn read_cell(name: &str) -> Option<(u32, u32)> {
    let name = name.replace('$', "");
    let letters = name.chars().take_while(char::is_ascii_alphabetic).count();
    let (letters, digits) = name.split_at(letters);
    if letters.is_empty() || letters.len() > 3 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let column = letters
        .bytes()
        .fold(0, |column, letter| column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row = digits.parse().ok()?;
    (row >= 1 && row <= LAST.0 && column <= LAST.1).then_some((row, column))
}

/// `B3` for row 3 and column 2.
pub(super) fn cell_name((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{row}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_point_to_their_first_cell() {
        assert_eq!(read_reference("Sheet1!$B$3"), Some(("Sheet1".to_owned(), (3, 2))));
        assert_eq!(
            read_reference("'a ''b''!'!$AA$10:$AC$12"),
            Some(("a 'b'!".to_owned(), (10, 27)))
        );
        for other in
            ["#REF!$A$1", "Sheet1!#REF!", "OFFSET(Sheet1!$A$1,1,1)", "Sheet1!$A:$B", "A1", ""]
        {
            assert_eq!(read_reference(other), None, "{other}");
        }
        for name in ["A1", "Z9", "AA1", "XFD1048576"] {
            assert_eq!(cell_name(read_cell(name).unwrap()), name);
        }
    }
}
