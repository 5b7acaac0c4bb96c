//! How the sample incidents end: measures, and closing by the right persons.

use anyhow::{Context as _, bail};
use hikeshi_incidents::{
    case::{IncidentId, find_incident},
    closing::{Closed, ClosingAct, ClosingStep, act_on_closing},
    measures::{MeasureKind, NewMeasure, add_measure, finish_measure},
    model::incident,
};
use hikeshi_kernel::japan;
use jiff::ToSpan as _;
use serde::Deserialize;

use super::cases::{Writer, said};

/// A measure; `due_days` counts from the day on which it is added.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleMeasure {
    kind: String,
    title: String,
    owner: String,
    by: String,
    minutes_ago: i64,
    due_days: i64,
    #[serde(default)]
    note: String,
    /// When it was done; it is open without.
    done_minutes_ago: Option<i64>,
}

/// One person who closes.
#[derive(Deserialize)]
pub struct SampleClosing {
    by: String,
    minutes_ago: i64,
    note: String,
}

impl Writer<'_> {
    /// Adds a measure and marks it done where the sample says so.
    pub(super) async fn measure(
        &self,
        incident: &incident::Model,
        sample: &SampleMeasure,
    ) -> anyhow::Result<()> {
        let scope = self.as_person(&sample.by, sample.minutes_ago).await?;
        let today = self.platform.clock.now().to_zoned(japan()).date();
        let new = NewMeasure {
            kind: MeasureKind::from_name(&sample.kind).context("an unknown kind of measure")?,
            title: sample.title.clone(),
            owner: sample.owner.clone(),
            due: Some(today.checked_add(sample.due_days.days())?),
            note: sample.note.clone(),
        };
        let tx = self.tx(&scope).await?;
        let row = add_measure(&tx, self.platform, &scope, incident, new).await.map_err(said)?;
        if let Some(minutes_ago) = sample.done_minutes_ago {
            self.clock.set_back(minutes_ago);
            let done = (row.id, true);
            finish_measure(&tx, self.platform, &scope, incident, done).await.map_err(said)?;
        }
        Ok(tx.commit().await?)
    }

    /// Closes the incident: the first person closes, the next one confirms.
    pub(super) async fn close(
        &self,
        incident: &incident::Model,
        closings: &[SampleClosing],
    ) -> anyhow::Result<()> {
        let steps = [ClosingStep::Close, ClosingStep::Confirm];
        for (sample, step) in closings.iter().zip(steps) {
            let scope = self.as_person(&sample.by, sample.minutes_ago).await?;
            let tx = self.tx(&scope).await?;
            let now = find_incident(&tx, &scope, IncidentId(incident.id)).await.map_err(said)?;
            let act = ClosingAct { step, seen_version: now.version, note: sample.note.clone() };
            let acted = act_on_closing(&tx, self.platform, &scope, &now, act).await;
            match acted.map_err(said)? {
                Closed::Done(_) => tx.commit().await?,
                refused => bail!("the sample incident cannot be closed: {refused:?}"),
            }
        }
        Ok(())
    }
}
