//! The ledger as a table that people take elsewhere, and that comes back as it went out.

use hikeshi_i18n::{Words, plain};
use hikeshi_inventory::Field;
use hikeshi_web::Problem;

use crate::{
    ledger::{number_text, own_of, own_text, values_of},
    model::asset,
};

/// Headings and rows: number, kind, every field but the secrets, and every own heading.
///
/// # Errors
/// A problem if a row is damaged.
pub fn table(words: &Words, rows: &[asset::Model]) -> Result<Vec<Vec<String>>, Problem> {
    let fields: Vec<Field> = Field::ALL
        .iter()
        .copied()
        .filter(|field| !field.is_secret() && *field != Field::Kind)
        .collect();
    let own: Vec<Vec<(String, String)>> = rows.iter().map(own_of).collect::<Result<_, _>>()?;
    let mut headings: Vec<&String> = own.iter().flatten().map(|(heading, _)| heading).collect();
    headings.sort_unstable();
    headings.dedup();
    let mut head = vec![plain(&words.t("assets-number")), field_label(words, Field::Kind)];
    head.extend(fields.iter().map(|field| field_label(words, *field)));
    head.extend(headings.iter().map(|heading| (*heading).clone()));
    let mut table = vec![head];
    for (row, own) in rows.iter().zip(&own) {
        let values = values_of(row)?;
        let mut cells =
            vec![number_text(row.number), plain(&words.t(&format!("assets-kind-{}", row.kind)))];
        cells.extend(fields.iter().map(|field| shown(words, row, *field, values.get(field))));
        cells.extend(headings.iter().map(|heading| own_text(own, heading).unwrap_or_default()));
        table.push(cells);
    }
    Ok(table)
}

/// The words for a field, without readings.
pub(crate) fn field_label(words: &Words, field: Field) -> String {
    plain(&words.t(&format!("assets-field-{}", field.name())))
}

/// A value as people write it.
fn shown(words: &Words, row: &asset::Model, field: Field, value: Option<&String>) -> String {
    match field {
        Field::State => plain(&words.t(&format!("assets-state-{}", row.state))),
        field if field.is_yes_no() => value
            .map_or_else(String::new, |value| plain(&words.t(&format!("assets-yes-no-{value}")))),
        _ => value.cloned().unwrap_or_default(),
    }
}
