//! What the sample company answered about itself, its clauses, and its decisions about duties.

use std::collections::BTreeMap;

use anyhow::Context as _;
use hikeshi_filings::{
    clauses::{NewClause, add_clause, clauses},
    duties::{CLAUSE, Choice, NewDecision, count_incident, decide_duty},
    profile::{Profile, save_profile},
};
use hikeshi_identity::CompanyScope;
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
    /// All clauses there are.
    clauses: Vec<SampleClause>,
}

#[derive(Deserialize)]
struct SampleClause {
    counterpart: String,
    hours: u32,
    source: String,
}

/// A decision about a duty, or about the clause with the party named `clause`.
#[derive(Deserialize)]
pub struct SampleDecision {
    #[serde(default)]
    duty: String,
    #[serde(default)]
    clause: String,
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
        let new = Profile { answers: sample.answers.clone(), clauses_complete: true, version: 0 };
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

    /// Somebody decides about duties.
    pub(super) async fn duties(
        &self,
        incident: &incident::Model,
        decisions: &[SampleDecision],
    ) -> anyhow::Result<()> {
        for sample in decisions {
            let scope = self.as_person(&sample.by, sample.minutes_ago).await?;
            let now = self.platform.clock.now();
            let new = NewDecision {
                duty: self.duty_key(&scope, sample).await?,
                choice: Choice::from_name(&sample.choice)
                    .ok_or_else(|| anyhow::anyhow!("no such choice"))?,
                because: sample.because.clone(),
                done_at: sample.done_minutes_before.map(|m| now - SignedDuration::from_mins(m)),
                receipt: sample.receipt.clone(),
                seen_basis: String::new(),
                seen_revision: 0,
            };
            let tx = self.tx(&scope).await?;
            let done =
                decide_duty(&tx, self.platform, &scope, incident, new).await.map_err(said)?;
            done.map_err(|_| anyhow::anyhow!("decided twice"))?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// The key of the duty; of a clause it holds the id that the clause was given.
    async fn duty_key(
        &self,
        scope: &CompanyScope,
        sample: &SampleDecision,
    ) -> anyhow::Result<String> {
        if sample.clause.is_empty() {
            return Ok(sample.duty.clone());
        }
        let tx = self.platform.db.read(scope.fence()).await?;
        let clauses = clauses(&tx, scope).await.map_err(said)?;
        let clause = clauses.iter().find(|clause| clause.counterpart == sample.clause);
        Ok(format!("{CLAUSE}{}", clause.context("no such clause")?.id))
    }

    /// Counts the clocks as they stand now.
    pub(super) async fn count(&self, incident: &incident::Model) -> anyhow::Result<()> {
        self.clock.set_back(0);
        let scope = self.program();
        let tx = self.tx(&scope).await?;
        let incident = find_incident(&tx, &scope, IncidentId(incident.id)).await.map_err(said)?;
        count_incident(&tx, self.platform, &scope, &incident).await.map_err(said)?;
        Ok(tx.commit().await?)
    }
}
