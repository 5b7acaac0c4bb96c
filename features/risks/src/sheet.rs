//! The ledger as a workbook and as a text table. Every cell is text and none is a formula; read back,
//! the ledger is the same.

use hikeshi_casefile::write_table;
use hikeshi_i18n::{Words, plain};
use hikeshi_office::{OfficeError, Sheet, workbook};
use hikeshi_risk::RiskModel;
use jiff::Timestamp;

use crate::{
    Field, Rated,
    entry::Entry,
    model::risk_threat,
    shown::{band, names, raw},
    threats::state_of,
};

/// Widths of the columns of fields, in characters.
const WIDTHS: [u16; 16] = [16, 30, 40, 20, 16, 18, 24, 18, 8, 8, 8, 14, 13, 12, 12, 30];

/// The ledger, the threats and the treatments as a workbook.
///
/// # Errors
/// [`OfficeError`].
pub fn ledger_workbook(
    words: &Words,
    model: &RiskModel,
    (company, rows, threats): (&str, &[Rated], &[risk_threat::Model]),
    made_at: Timestamp,
) -> Result<Vec<u8>, OfficeError> {
    let note =
        words.ta("risks-sheet-note", &[("company", &company), ("when", &words.date_time(made_at))]);
    let mut notes = vec![note, words.t1("risks-model", "edition", &model.edition)];
    if model.is_to_check() {
        notes.push(words.t("risks-to-check"));
    }
    let notes: Vec<String> = notes.iter().map(|note| plain(note)).collect();
    let ledger = Sheet {
        name: said(words, "risks-title"),
        title: said(words, "risks-title"),
        notes: notes.clone(),
        head: heads(words),
        widths: WIDTHS.into_iter().chain([8, 8, 12]).collect(),
        rows: rows.iter().map(|one| cells(words, model, one)).collect(),
        ..Sheet::default()
    };
    let sheets = [ledger, threat_sheet(words, model, threats), treatment_sheet(words, model, rows)];
    workbook(&sheets, made_at)
}

/// The ledger as CSV.
#[must_use]
pub fn ledger_csv(words: &Words, model: &RiskModel, rows: &[Rated]) -> Vec<u8> {
    let rows = rows.iter().map(|one| cells(words, model, one));
    write_table(std::iter::once(heads(words)).chain(rows))
}

fn said(words: &Words, key: &str) -> String {
    plain(&words.t(key))
}

fn heads(words: &Words) -> Vec<String> {
    let fields = Field::ALL.map(|field| said(words, &format!("risks-field-{}", field.name())));
    let counted = ["risks-importance", "risks-value", "risks-band"].map(|key| said(words, key));
    fields.into_iter().chain(counted).collect()
}

fn cells(words: &Words, model: &RiskModel, one: &Rated) -> Vec<String> {
    let importance = one.entry.importance().map(|level| level.number().to_string());
    let value = one.value().map(|value| value.to_string());
    let fields = Field::ALL.map(|field| field_cell(words, model, field, &one.entry));
    let counted = [
        importance.unwrap_or_default(),
        value.unwrap_or_default(),
        plain(&band(words, one.band(model), one.value())),
    ];
    fields.into_iter().chain(counted).collect()
}

/// Levels and days as plain numbers, so that they can be read back.
fn field_cell(words: &Words, model: &RiskModel, field: Field, entry: &Entry) -> String {
    match field {
        Field::Media => names(words, &model.media, &entry.media),
        Field::Personal => names(words, &model.personal, &entry.personal),
        _ => entry.value(field),
    }
}

fn threat_sheet(words: &Words, model: &RiskModel, threats: &[risk_threat::Model]) -> Sheet {
    let heads =
        ["risks-threat", "risks-likelihood", "risks-weakness", "risks-confirmed", "risks-note"];
    let rows = model.threats.iter().map(|threat| {
        let judged = threats.iter().find(|row| row.threat == threat.id);
        let state = judged.map(state_of).unwrap_or_default();
        let level = |level: Option<hikeshi_risk::Level>| {
            level.map(|level| level.number().to_string()).unwrap_or_default()
        };
        vec![
            plain(threat.title.get(words.lang())),
            level(state.threat),
            level(state.weakness),
            judged.map(|row| row.confirmed_by.clone()).unwrap_or_default(),
            judged.map(|row| row.note.clone()).unwrap_or_default(),
        ]
    });
    Sheet {
        name: said(words, "risks-threats"),
        title: said(words, "risks-threats"),
        head: heads.map(|key| said(words, key)).into(),
        widths: vec![36, 12, 12, 20, 40],
        rows: rows.collect(),
        ..Sheet::default()
    }
}

fn treatment_sheet(words: &Words, model: &RiskModel, rows: &[Rated]) -> Sheet {
    let heads = [
        "risks-field-name",
        "risks-value",
        "risks-treatment",
        "risks-measures",
        "risks-owner",
        "risks-due",
        "risks-left",
        "risks-accepted-by",
        "risks-reason",
    ];
    let treated = rows.iter().filter(|one| one.treatment.is_some() || one.accepted.is_some());
    let rows = treated.map(|one| {
        let (treatment, accepted) = (one.treatment.as_ref(), one.accepted.as_ref());
        let of = |text: Option<&String>| text.cloned().unwrap_or_default();
        vec![
            raw(words, model, Field::Name, &one.entry.name),
            one.value().map(|value| value.to_string()).unwrap_or_default(),
            treatment
                .map(|one| said(words, &format!("risks-option-{}", one.kind)))
                .unwrap_or_default(),
            of(treatment.map(|one| &one.measures)),
            of(treatment.map(|one| &one.owner)),
            of(treatment.map(|one| &one.due)),
            treatment
                .and_then(|one| one.after_value)
                .map(|value| value.to_string())
                .unwrap_or_default(),
            of(accepted.map(|one| &one.decided_by)),
            of(accepted.map(|one| &one.reason)),
        ]
    });
    Sheet {
        name: said(words, "risks-treatments"),
        title: said(words, "risks-treatments"),
        head: heads.map(|key| said(words, key)).into(),
        widths: vec![30, 8, 12, 40, 18, 14, 10, 18, 30],
        rows: rows.collect(),
        ..Sheet::default()
    }
}
