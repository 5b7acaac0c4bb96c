//! The plan as a table: xlsx and CSV. No cell is ever a formula.

use hikeshi_i18n::{Words, plain};
use hikeshi_office::{Sheet, workbook};
use hikeshi_web::Problem;
use jiff::{Timestamp, civil::Date};

use super::{Item, act::day_of};

/// The columns, in their order.
const COLUMNS: [&str; 9] =
    ["title", "state", "due", "owner", "rhythm", "note", "reason", "made", "ended"];

/// The plan as a workbook.
pub(crate) fn plan_xlsx(
    words: &Words,
    (company, items): (&str, &[Item]),
    now: (Timestamp, Date),
) -> Result<Vec<u8>, Problem> {
    let sheet = Sheet {
        name: words.t("plan-title"),
        title: format!("{}\u{3000}{company}", words.t("plan-title")),
        notes: vec![words.t1("plan-as-of", "day", words.date(now.1))],
        head: heads(words),
        widths: vec![44, 14, 16, 18, 14, 34, 24, 16, 16],
        rows: items.iter().map(|item| row(words, item, now.1)).collect(),
        running: company.to_owned(),
        ..Sheet::default()
    };
    Ok(workbook(&[sheet], now.0)?)
}

/// The plan as CSV, with the mark that spreadsheets need for Japanese.
pub(crate) fn plan_csv(words: &Words, items: &[Item], today: Date) -> Result<Vec<u8>, Problem> {
    let wrong = |error: csv::Error| Problem::internal(error.to_string());
    let mut out = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    out.write_record(heads(words)).map_err(wrong)?;
    for item in items {
        let cells = row(words, item, today);
        out.write_record(cells.iter().map(|cell| harmless(cell))).map_err(wrong)?;
    }
    out.into_inner().map_err(|error| Problem::internal(error.to_string()))
}

fn heads(words: &Words) -> Vec<String> {
    COLUMNS.iter().map(|name| words.t(&format!("plan-column-{name}"))).collect()
}

fn row(words: &Words, item: &Item, today: Date) -> Vec<String> {
    let state = words.t(&format!("plan-state-{}", item.state.name()));
    let late = item.is_overdue(today);
    let state = if late { format!("{state} / {}", words.t("plan-overdue")) } else { state };
    vec![
        plain(item.title().get(words.lang())),
        state,
        item.entry.due_text(),
        item.entry.owner.clone(),
        words.t(&format!("plan-rhythm-{}", item.entry.rhythm.name())),
        item.entry.note.clone(),
        item.row.reason.clone(),
        day_of(item.row.made_at).to_string(),
        item.row.ended_at.map(|at| day_of(at).to_string()).unwrap_or_default(),
    ]
}

/// A text that a spreadsheet would take for a formula gets an apostrophe before it.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}
