//! The pages of evidence: routes, and what they share.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use hikeshi_db::Tx;
use hikeshi_ui::{Flash, Shell, Tone};
use hikeshi_web::{Platform, Problem};
use serde::Deserialize;

use super::{
    evidence_acts, evidence_add_file, evidence_add_thing, evidence_event, evidence_exhibit,
    evidence_file, evidence_hand_over, evidence_hand_over_one, evidence_list, evidence_papers,
};
use crate::{
    evidence::find_exhibit,
    model::{evidence, incident},
};

pub(crate) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/incidents/{incident}/evidence", get(evidence_list::show))
        // Files are bounded by the reader of the form (`limits.upload_mib`), not by their request.
        .route(
            "/c/{company}/incidents/{incident}/evidence/add-file",
            get(evidence_add_file::show)
                .post(evidence_add_file::add)
                .layer(DefaultBodyLimit::disable()),
        )
        .route(
            "/c/{company}/incidents/{incident}/evidence/add-thing",
            get(evidence_add_thing::show).post(evidence_add_thing::add),
        )
        .route("/c/{company}/incidents/{incident}/evidence/{exhibit}", get(evidence_exhibit::show))
        .route(
            "/c/{company}/incidents/{incident}/evidence/{exhibit}/file",
            get(evidence_file::download),
        )
        .route(
            "/c/{company}/incidents/{incident}/evidence/{exhibit}/custody",
            get(evidence_event::show).post(evidence_event::add).layer(DefaultBodyLimit::disable()),
        )
        .route(
            "/c/{company}/incidents/{incident}/evidence/{exhibit}/photo/{photo}",
            get(evidence_file::photo),
        )
        .route(
            "/c/{company}/incidents/{incident}/evidence/{exhibit}/hand-over",
            get(evidence_hand_over::show)
                .post(evidence_hand_over::add)
                .layer(DefaultBodyLimit::disable()),
        )
        .route(
            "/c/{company}/incidents/{incident}/evidence/{exhibit}/hand-over/{event}",
            get(evidence_hand_over_one::show),
        )
        .route(
            "/c/{company}/incidents/{incident}/evidence/{exhibit}/hand-over/{event}/answer",
            post(evidence_hand_over_one::answer),
        )
        .route(
            "/c/{company}/incidents/{incident}/evidence/{exhibit}/hand-over/{event}/link",
            post(evidence_hand_over_one::link),
        )
        .route(
            "/c/{company}/incidents/{incident}/evidence/{exhibit}/hand-over/{event}/signature",
            post(evidence_hand_over_one::signature).layer(DefaultBodyLimit::disable()),
        )
        .route(
            "/c/{company}/incidents/{incident}/evidence/{exhibit}/hand-over/{event}/withdraw",
            post(evidence_hand_over_one::withdraw),
        )
        .route(
            "/c/{company}/incidents/{incident}/evidence/{exhibit}/custody-sheet.pdf",
            get(evidence_papers::sheet),
        )
        .route(
            "/c/{company}/incidents/{incident}/evidence/{exhibit}/tag.pdf",
            get(evidence_papers::tag),
        )
        .route(
            "/c/{company}/incidents/{incident}/evidence/custody-sheets.pdf",
            get(evidence_papers::sheets),
        )
        .route("/c/{company}/incidents/{incident}/evidence/tags.pdf", get(evidence_papers::tags))
        .route(
            "/c/{company}/incidents/{incident}/evidence/{exhibit}/check",
            post(evidence_acts::check),
        )
        .route(
            "/c/{company}/incidents/{incident}/evidence/{exhibit}/disposal",
            post(evidence_acts::dispose),
        )
}

/// What was just done, told on the page that follows.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    done: String,
}

impl Done {
    /// Puts the message into the frame; a word that we never sent is passed over.
    pub(super) fn tell(&self, shell: &mut Shell) {
        let (key, kind) = match self.done.as_str() {
            "added" => ("evidence-done-added", Tone::Done),
            "known" => ("evidence-done-known", Tone::Info),
            "event" => ("evidence-done-event", Tone::Done),
            "checking" => ("evidence-done-checking", Tone::Info),
            "handed" => ("custody-done-handed", Tone::Done),
            "confirmed" => ("custody-done-confirmed", Tone::Done),
            "refused" => ("custody-done-refused", Tone::Caution),
            "withdrawn" => ("custody-done-withdrawn", Tone::Done),
            "answered" => ("custody-error-answered", Tone::Caution),
            "disposal" => ("evidence-done-disposal", Tone::Info),
            "disposed" => ("evidence-done-disposed", Tone::Done),
            "declined" => ("evidence-done-declined", Tone::Done),
            _ => return,
        };
        shell.flash = Some(Flash { kind, text: shell.t(key) });
    }
}

/// The exhibit named in the path.
pub(super) async fn exhibit_of(
    tx: &Tx,
    incident: &incident::Model,
    id: &str,
) -> Result<evidence::Model, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    find_exhibit(tx, incident, id).await
}

/// The address of the list of exhibits.
pub(super) fn list_href(incident: &incident::Model) -> String {
    format!("/c/{}/incidents/{}/evidence", incident.company_id, incident.id)
}

/// The address of an exhibit.
pub(super) fn exhibit_href(exhibit: &evidence::Model) -> String {
    let (company, incident) = (exhibit.company_id, exhibit.incident_id);
    format!("/c/{company}/incidents/{incident}/evidence/{}", exhibit.id)
}

/// A length in bytes for people: `3.1 MB` with 1 MB = 1,048,576 bytes, as file managers show it.
pub(super) fn size_text(bytes: i64) -> String {
    const STEPS: [(i64, &str); 3] = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")];
    let step = STEPS.into_iter().find(|(step, _)| bytes >= *step);
    step.map_or_else(
        || format!("{bytes} B"),
        |(step, unit)| format!("{}.{} {unit}", bytes / step, bytes % step * 10 / step),
    )
}

/// `9f2c…71ab`: enough to tell two files apart by eye; the whole hash stands on the exhibit's page.
pub(super) fn short_hash(hash: &str) -> String {
    match (hash.get(..4), hash.get(hash.len().saturating_sub(4)..)) {
        (Some(start), Some(end)) if hash.len() > 8 => format!("{start}\u{2026}{end}"),
        _ => hash.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_rounded_down_to_one_digit() {
        let sizes = [1023, 1024, 69_632, 3_250_585, 2 << 30];
        let texts = ["1023 B", "1.0 KB", "68.0 KB", "3.0 MB", "2.0 GB"];
        assert_eq!(sizes.map(size_text), texts);
    }
}
