//! What the sample company answered about itself, its clauses, and its decisions about duties.

use std::collections::BTreeMap;

use hikeshi_filings::{
    clauses::{NewClause, add_clause},
    duties::{Choice, NewDecision, count_incident, decide_duty},
    profile::{Profile, save_profile},
};
use hikeshi_incidents::{
    case::{IncidentId, find_incident},
    model::incident,
};
use jiff::SignedDuration;
use serde::Deserialize;

use super::cases::{Writer, said};

/// The answers about the company, asked once.
#[derive(Deserialize)]
pub struct SampleProfile {
    by: String,
    minutes_ago: i64,
    answers: BTreeMap<String, String>,
    #[serde(default)]
    clauses: Vec<SampleClause>,
}

#[derive(Deserialize)]
struct SampleClause {
    counterpart: String,
    hours: u32,
    source: String,
}

/// A decision about a duty.
#[derive(Deserialize)]
pub struct SampleDecision {
    duty: String,
    choice: String,
    because: String,
    by: String,
    minutes_ago: i64,
    /// Reported so many minutes before it was recorded.
    done_minutes_before: Option<i64>,
    #[serde(default)]
    receipt: String,
}

impl Writer<'_> {
    /// The company answers and enters its clauses.
    pub(super) async fn profile(&self, sample: &SampleProfile) -> anyhow::Result<()> {
        let scope = self.as_person(&sample.by, sample.minutes_ago).await?;
        let tx = self.tx(&scope).await?;
        let new = Profile {
            answers: sample.answers.clone(),
            clauses_complete: !sample.clauses.is_empty(),
            version: 0,
        };
        let saved = save_profile(&tx, self.platform, &scope, new).await.map_err(said)?;
        saved.map_err(|_| anyhow::anyhow!("answered twice"))?;
        for clause in &sample.clauses {
            let new = NewClause {
                counterpart: clause.counterpart.clone(),
                hours: Some(clause.hours),
                source: clause.source.clone(),
            };
            add_clause(&tx, self.platform, &scope, new).await.map_err(said)?;
        }
        Ok(tx.commit().await?)
    }

    /// Somebody decides about duties; the clocks are counted in any case.
    pub(super) async fn duties(
        &self,
        incident: &incident::Model,
        decisions: &[SampleDecision],
    ) -> anyhow::Result<()> {
        for sample in decisions {
            let scope = self.as_person(&sample.by, sample.minutes_ago).await?;
            let now = self.platform.clock.now();
            let new = NewDecision {
                duty: sample.duty.clone(),
                choice: Choice::from_name(&sample.choice)
                    .ok_or_else(|| anyhow::anyhow!("no such choice"))?,
                because: sample.because.clone(),
                done_at: sample.done_minutes_before.map(|m| now - SignedDuration::from_mins(m)),
                receipt: sample.receipt.clone(),
                seen_basis: String::new(),
                seen_revision: 0,
            };
            let tx = self.tx(&scope).await?;
            let done = decide_duty(&tx, self.platform, &scope, incident, new).await.map_err(said)?;
            done.map_err(|_| anyhow::anyhow!("decided twice"))?;
            tx.commit().await?;
        }
        self.clock.set_back(0);
        let scope = self.program();
        let tx = self.tx(&scope).await?;
        let incident = find_incident(&tx, &scope, IncidentId(incident.id)).await.map_err(said)?;
        count_incident(&tx, self.platform, &scope, &incident).await.map_err(said)?;
        Ok(tx.commit().await?)
    }
}
