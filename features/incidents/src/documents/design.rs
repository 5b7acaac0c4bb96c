//! The templates.

use hikeshi_pdf::Template;

/// What the papers of an incident share.
const CASE: &[(&str, &str)] = &[("/case.typ", include_str!("../../documents/case.typ"))];

/// First report inside the company: always one page. Takes a [`FirstReport`](super::FirstReport).
pub const FIRST_REPORT: Template =
    Template::new("first-report", include_str!("../../documents/first-report.typ")).with(CASE);

/// Everything about the incident. Takes an [`IncidentRecord`](super::IncidentRecord).
pub const RECORD: Template =
    Template::new("record", include_str!("../../documents/record.typ")).with(CASE);

/// What to have at hand while telephoning. Takes a [`CallSheet`](super::CallSheet).
pub const CALL_SHEET: Template =
    Template::new("call-sheet", include_str!("../../documents/call-sheet.typ")).with(CASE);

/// The poster with the help address. Takes a [`Poster`](super::Poster).
pub const POSTER: Template = Template::new("poster", include_str!("../../documents/poster.typ"));

/// The custody sheets of exhibits. Takes [`CustodySheets`](super::CustodySheets).
pub const CUSTODY: Template =
    Template::new("custody", include_str!("../../documents/custody.typ")).with(CASE);

/// Tags for exhibits. Takes [`Tags`](super::Tags).
pub const TAGS: Template =
    Template::new("tags", include_str!("../../documents/tags.typ")).with(CASE);
