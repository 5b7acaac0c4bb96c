//! The timeline as a table for spreadsheet programs.

use hikeshi_kernel::fold_width;

/// Rows of cells as CSV: UTF-8 with byte-order mark, CRLF, quoted where needed.
///
/// A cell whose beginning a spreadsheet program would take for a formula gets an apostrophe in
/// front (see <https://owasp.org/www-community/attacks/CSV_Injection>); wide forms of the signs
/// count too, as Japanese programs read them alike. Reading such a table takes it off again.
#[must_use]
pub fn write_table<R, C>(rows: impl IntoIterator<Item = R>) -> Vec<u8>
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let mut out = String::from("\u{FEFF}");
    for row in rows {
        for (index, cell) in row.into_iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            write_cell(&mut out, cell.as_ref());
        }
        out.push_str("\r\n");
    }
    out.into_bytes()
}

/// Would a spreadsheet program take this for a formula?
pub(crate) fn is_formula_like(cell: &str) -> bool {
    let Some(first) = cell.chars().next() else { return false };
    let folded = fold_width(first.encode_utf8(&mut [0; 4]));
    matches!(first, '\t' | '\r' | '\n') || folded.starts_with(['=', '+', '-', '@'])
}

fn write_cell(out: &mut String, cell: &str) {
    let apostrophe = if is_formula_like(cell) { "'" } else { "" };
    let quoted = cell.contains([',', ';', '"', '\n', '\r', '\t'])
        || cell.starts_with(' ')
        || cell.ends_with(' ');
    if quoted {
        out.push('"');
        out.push_str(apostrophe);
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(apostrophe);
        out.push_str(cell);
    }
}
