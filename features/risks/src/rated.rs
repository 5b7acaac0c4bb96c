//! The ledger with the risk of each row, its treatment and how an acceptance stands.

use std::collections::{BTreeMap, HashMap};

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::{japan, to_millis};
use hikeshi_risk::{Band, RiskModel, RowRisk, Standing, ThreatState, TreatmentOption};
use hikeshi_web::{Platform, Problem};
use jiff::Timestamp;

use crate::{
    acceptance::{last_acceptances, standing_of},
    content::risk_model,
    entry::Entry,
    ledger::rows,
    model::{risk_acceptance, risk_information, risk_treatment},
    threats::states,
    treatment::treatments,
};

/// A row of the ledger with all that follows from it.
#[derive(Debug, Clone)]
pub struct Rated {
    /// The row.
    pub row: risk_information::Model,
    /// What it says.
    pub entry: Entry,
    /// Its risk.
    pub risk: RowRisk,
    /// The treatment that counts.
    pub treatment: Option<risk_treatment::Model>,
    /// The last acceptance.
    pub accepted: Option<risk_acceptance::Model>,
    /// How that stands now.
    pub standing: Standing,
}

impl Rated {
    /// The known risk value.
    #[must_use]
    pub fn value(&self) -> Option<u8> {
        self.risk.risk.map(|risk| risk.value)
    }

    /// The band of the known value.
    #[must_use]
    pub fn band<'a>(&self, model: &'a RiskModel) -> Option<&'a Band> {
        self.value().and_then(|value| model.band_of(value))
    }

    /// Whether a large or medium risk has neither a treatment that is still going on nor somebody who
    /// accepted it.
    #[must_use]
    pub fn is_untreated(&self, model: &RiskModel) -> bool {
        let small = self.band(model).is_none_or(|band| band.id == "small");
        let planned = |one: &risk_treatment::Model| {
            one.done_at.is_none() && one.kind != TreatmentOption::Accept.name()
        };
        let going_on = self.treatment.as_ref().is_some_and(planned);
        !small && !going_on && !self.standing.holds()
    }

    /// Whether the management is asked: somebody wants the risk left as it is, or an acceptance is over.
    #[must_use]
    pub fn waits_for_acceptance(&self) -> bool {
        let accept = |one: &risk_treatment::Model| one.kind == TreatmentOption::Accept.name();
        let wanted = self.treatment.as_ref().is_some_and(accept);
        let ended = matches!(self.standing, Standing::Grown | Standing::Over);
        self.value().is_some() && !self.standing.holds() && (wanted || ended)
    }

    /// Whether the treatment should be done by now.
    #[must_use]
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        let today = now.to_zoned(japan()).date().to_string();
        let late = |one: &risk_treatment::Model| {
            one.done_at.is_none() && !one.due.is_empty() && one.due < today
        };
        self.treatment.as_ref().is_some_and(late)
    }
}

/// All rows in use, the highest risk first; of the same, those that could be higher, then by number.
///
/// # Errors
/// A problem of the database or of the content.
pub async fn rated(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
) -> Result<Vec<Rated>, Problem> {
    let model = risk_model()?;
    let states = states(tx, scope).await?;
    let mut accepted = last_acceptances(tx, scope).await?;
    let mut treated: HashMap<_, _> =
        treatments(tx, scope).await?.into_iter().map(|one| (one.information_id, one)).collect();
    let now = to_millis(platform.clock.now());
    let mut all: Vec<Rated> = rows(tx, scope)
        .await?
        .into_iter()
        .map(|row| {
            let (treatment, accepted) = (treated.remove(&row.id), accepted.remove(&row.id));
            rate(model, &states, (row, treatment, accepted), now)
        })
        .collect();
    all.sort_by_key(|one| {
        let value = one.value().map_or(0, i64::from);
        (-value, -i64::from(one.risk.at_most), one.row.number)
    });
    Ok(all)
}

/// One row with all that follows from it.
pub(crate) fn rate(
    model: &RiskModel,
    states: &BTreeMap<String, ThreatState>,
    (row, treatment, accepted): (
        risk_information::Model,
        Option<risk_treatment::Model>,
        Option<risk_acceptance::Model>,
    ),
    now: i64,
) -> Rated {
    let entry = Entry::of(&row);
    let risk = model.rate(&entry.information(), states);
    let value = risk.risk.map(|risk| risk.value);
    let standing = standing_of(accepted.as_ref(), value, now);
    Rated { row, entry, risk, treatment, accepted, standing }
}
