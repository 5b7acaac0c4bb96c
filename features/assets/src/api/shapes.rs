//! Assets as programs send and get them.

use std::collections::BTreeMap;

use hikeshi_inventory::Field;
use hikeshi_kernel::from_millis;
use hikeshi_ui::FieldError;
use hikeshi_web::Problem;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    ledger::{kind_of, number_text, own_of, values_of},
    model::asset,
    pages::form::AssetForm,
    support::findings,
};

/// An asset of the ledger.
#[derive(Serialize, ToSchema)]
#[schema(as = Asset)]
pub(super) struct AssetShape {
    id: Uuid,
    /// The number in the ledger, such as `A-0012`.
    number: String,
    /// `device`, `server`, `network`, `software`, `licence`, `account`, `cloud`, `web`, `contract`.
    kind: String,
    /// `in-use`, `stored` or `retired`.
    state: String,
    /// What is known, by name of the field; days are `YYYY-MM-DD`.
    fields: BTreeMap<String, String>,
    /// What stands under own headings.
    own: Vec<OwnShape>,
    /// What the data on board says about the maker's support, the worst first.
    support: Vec<SupportShape>,
    /// RFC 3339.
    changed_at: String,
    /// Grows with each change; sent back as `seen`.
    version: i64,
}

/// A value under an own heading.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = AssetOwnField)]
pub(super) struct OwnShape {
    #[schema(max_length = 80)]
    heading: String,
    #[schema(max_length = 2000)]
    value: String,
}

/// What is known of a maker's support.
#[derive(Serialize, ToSchema)]
#[schema(as = AssetSupport)]
pub(super) struct SupportShape {
    product: String,
    version: Option<String>,
    /// The last day, `YYYY-MM-DD`.
    ends: Option<String>,
    /// `past`, `soon` (within 180 days), `look` or `fine`.
    standing: &'static str,
    /// How it was recognised: `version`, `model` or `product`.
    recognised_by: &'static str,
    /// `confirmed`, `own` or `to-check`.
    #[schema(value_type = String)]
    confidence: hikeshi_kernel::Confidence,
}

impl AssetShape {
    pub(super) fn new(row: &asset::Model, today: Date) -> Result<Self, Problem> {
        let values = values_of(row)?;
        let found = findings(kind_of(row), &values, today)?;
        let support = found.iter().map(|one| SupportShape {
            product: one.product.id.clone(),
            version: one.cycle.map(|cycle| cycle.name.clone()),
            ends: one.ends.map(|day| day.to_string()),
            standing: one.standing.name(),
            recognised_by: one.how.name(),
            confidence: one.confidence,
        });
        Ok(Self {
            id: row.id,
            number: number_text(row.number),
            kind: row.kind.clone(),
            state: row.state.clone(),
            support: support.collect(),
            fields: values.into_iter().map(|(field, v)| (field.name().to_owned(), v)).collect(),
            own: own_of(row)?
                .into_iter()
                .map(|(heading, value)| OwnShape { heading, value })
                .collect(),
            changed_at: from_millis(row.changed_at).to_string(),
            version: row.version,
        })
    }
}

/// An asset as it shall be. Fields that are left out are emptied; secrets that are left out stay.
#[derive(Deserialize, ToSchema)]
#[schema(as = AssetBody)]
#[serde(deny_unknown_fields)]
pub(super) struct AssetBody {
    /// `device`, `server`, `network`, `software`, `licence`, `account`, `cloud`, `web`, `contract`.
    kind: String,
    /// What is known, by name of the field; `name` must be there.
    fields: BTreeMap<String, String>,
    /// What stands under own headings.
    #[serde(default)]
    own: Vec<OwnShape>,
    /// `version` as it was read; for changes only.
    #[serde(default)]
    pub(super) seen: i64,
}

impl AssetBody {
    /// The form that it would be on the page.
    pub(super) fn form(self) -> Result<AssetForm, Problem> {
        if let Some(name) = self.fields.keys().find(|name| Field::from_name(name).is_none()) {
            return Err(Problem::invalid(format!("{name}: no such field")));
        }
        let own = self.own.into_iter().map(|own| (own.heading, own.value)).collect();
        let (kind, fields, seen) = (self.kind, self.fields, self.seen);
        Ok(AssetForm { kind, fields, own, seen, form_id: String::new() })
    }
}

/// What was found wrong, each with its field.
pub(super) fn mistakes(errors: &[FieldError]) -> Problem {
    let lines = errors.iter().map(|error| format!("{}: {}", error.field, error.text));
    Problem::invalid(lines.collect::<Vec<_>>().join("\n"))
}
