//! A paper as it is handed to whoever sets the files.

use std::collections::BTreeMap;

use hikeshi_drafting::{Confidence, Form as KindForm, ItemText, Kind};
use hikeshi_i18n::{Words, plain};
use hikeshi_incidents::{case::Purpose, content::content, import::fact_name, model::incident};
use hikeshi_kernel::from_millis;
use hikeshi_web::{Platform, Problem};

use super::{PaperNow, Snapshot, now::lang_of};
use crate::{
    model::paper_version,
    render::{Form, Paper, PaperItem, Said, said},
};

/// The name of a form in the database, in addresses and as the ending of files.
#[must_use]
pub const fn form_name(form: Form) -> &'static str {
    form.file_type().0
}

/// The files that a kind is handed out as, each once. A page to copy from is a page, not a file;
/// it and what goes by mail are kept as text.
#[must_use]
pub fn forms_of(kind: &Kind) -> Vec<Form> {
    let mut forms = Vec::new();
    for form in &kind.file.forms {
        let form = match form {
            KindForm::Pdf => Form::Pdf,
            KindForm::Docx | KindForm::Letter => Form::Docx,
            KindForm::Xlsx => Form::Xlsx,
            KindForm::Text | KindForm::Email | KindForm::CopyPage => Form::Text,
        };
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

/// The paper as it stands now: a draft, or with `serial` the version that is being frozen.
///
/// # Errors
/// A fault of the content.
pub fn sheet_of_now(
    platform: &Platform,
    now: &PaperNow,
    incident: &incident::Model,
    serial: Option<usize>,
) -> Result<Paper, Problem> {
    let snapshot = Snapshot::of(now, incident);
    let words = platform.words(now.lang);
    let state = match serial {
        Some(serial) => words.t1("paperwork-file-approved", "serial", serial),
        None => words.t("paperwork-file-draft"),
    };
    sheet(&words, &snapshot, Some(now.kind), (state, serial.is_none(), platform.clock.now()))
}

/// A kept version.
///
/// # Errors
/// A fault of the content or of the stored version.
pub fn sheet_of_version(
    platform: &Platform,
    version: &paper_version::Model,
) -> Result<Paper, Problem> {
    let snapshot: Snapshot = serde_json::from_str(&version.snapshot_json)?;
    let words = platform.words(lang_of(&snapshot.lang));
    let key = match version.state.as_str() {
        "approved" => "paperwork-file-approved",
        _ => "paperwork-file-checked",
    };
    let state = words.t1(key, "serial", version.serial);
    let kind = super::kinds()?.get(&snapshot.kind);
    sheet(
        &words,
        &snapshot,
        kind,
        (state, key != "paperwork-file-approved", from_millis(version.made_at)),
    )
}

/// What the files of a paper print for each item: of its frozen version, else of the draft.
///
/// # Errors
/// A fault of the content or of the stored version.
pub fn said_of(
    platform: &Platform,
    (now, incident): (&PaperNow, &incident::Model),
    frozen: Option<&paper_version::Model>,
) -> Result<BTreeMap<String, Said>, Problem> {
    let sheet = match frozen {
        Some(version) => sheet_of_version(platform, version)?,
        None => sheet_of_now(platform, now, incident, None)?,
    };
    said(platform, &sheet)
}

fn sheet(
    words: &Words,
    snapshot: &Snapshot,
    kind: Option<&Kind>,
    (state, draft, made_at): (String, bool, jiff::Timestamp),
) -> Result<Paper, Problem> {
    let names = &content()?.facts;
    let item = |item: &super::SnapshotItem| PaperItem {
        id: item.text.id.clone(),
        number: item.text.number.clone().unwrap_or_default(),
        title: printed(&item.text),
        text: item.text.text.clone(),
        missing: item.missing.iter().map(|key| fact_name(words, names, key)).collect(),
    };
    let named = kind.is_some_and(|kind| kind.title_names(super::phase_of(&snapshot.phase)));
    let mark = Purpose::from_name(&snapshot.purpose).filter(|purpose| *purpose != Purpose::Real);
    Ok(Paper {
        kind: snapshot.kind.clone(),
        title: plain(&snapshot.title),
        phase: match named {
            true => String::new(),
            false => words.t(&format!("paperwork-phase-{}", snapshot.phase)),
        },
        company: snapshot.company.clone(),
        incident: snapshot.incident.clone(),
        recipient: snapshot.recipient.clone(),
        mark: mark.map_or_else(String::new, |p| words.t(&format!("paperwork-mark-{}", p.name()))),
        state,
        draft,
        made_at,
        items: snapshot.items.iter().map(item).collect(),
        lang: words.lang(),
        source: source(words, snapshot, kind),
        seal: None,
        text_sha256: String::new(),
    })
}

/// The name of an item where the kind prints it.
fn printed(item: &ItemText) -> String {
    if item.untitled { String::new() } else { plain(&item.title) }
}

fn source(words: &Words, snapshot: &Snapshot, kind: Option<&Kind>) -> String {
    let key = match kind.map(|kind| kind.file.confidence) {
        Some(Confidence::ToCheck) => "paperwork-source-to-check",
        Some(Confidence::Confirmed) => "paperwork-source-confirmed",
        Some(Confidence::Own) | None => "paperwork-source-own",
    };
    words.t1(key, "version", &snapshot.kind_version)
}
