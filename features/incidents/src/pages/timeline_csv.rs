//! The whole timeline as a file for spreadsheet programs.

use axum::{
    body::Body,
    extract::{Path, State},
};
use hikeshi_casefile::write_table;
use hikeshi_i18n::Words;
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::from_millis;
use hikeshi_web::{Download, Platform, Problem, RequestContext};

use super::shown_entry::{kind_of, word_of};
use crate::{
    case::{moment_of, view_incident, whole_timeline},
    model::timeline_entry,
};

/// Headings, one for each cell of [`cells`].
const HEADINGS: [&str; 7] = [
    "record-csv-time",
    "record-csv-precision",
    "record-csv-kind",
    "record-csv-text",
    "record-csv-by",
    "record-csv-written",
    "record-csv-corrections",
];

/// Sends the file.
pub(crate) async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Path((_, incident)): Path<(String, String)>,
) -> Result<Download, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let lines = whole_timeline(&tx, &incident).await?;
    drop(tx);
    let words = &context.words;
    let headings = HEADINGS.map(|key| words.t(key));
    let rows = lines.iter().map(|line| cells(words, line));
    let bytes = write_table(std::iter::once(headings).chain(rows));
    Ok(Download {
        name: words.t1("record-csv-name", "number", &incident.number),
        mime: "text/csv; charset=utf-8",
        inline: false,
        body: Body::from(bytes),
    })
}

fn cells(words: &Words, line: &timeline_entry::Model) -> [String; 7] {
    let moment = moment_of(line);
    [
        words.moment(&moment),
        words.t(&format!("record-precision-{}", moment.precision())),
        word_of(words, kind_of(&line.kind)),
        line.text.clone(),
        if line.by_name.is_empty() { words.t("record-by-program") } else { line.by_name.clone() },
        words.date_time(from_millis(line.written_at)),
        (line.version - 1).to_string(),
    ]
}
