//! How many of all persons concerned letters have reached: a list may leave some of them out.

use std::collections::BTreeMap;

use hikeshi_db::Tx;
use hikeshi_deadlines::Value;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{
    case::{IncidentId, find_incident},
    model::incident,
};
use hikeshi_web::Problem;

use super::{TroubleKind, progress_of, reached, runs_of};
use crate::{
    duties::known_of,
    model::{letter_run, paper, paper_version},
    papers::versions_of,
    rulebook::rulebook,
};

/// The fact that says how many persons are concerned.
const PERSONS: &str = "personal_data.persons";

/// What a run did for all persons concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole {
    /// How many the facts name; `None` while no number is written.
    pub named: Option<i64>,
    /// To how many the same letter went, in this run and in others.
    reached: i64,
    /// How many of the run's list got none, or perhaps none.
    missed: i64,
    /// A person says that everybody is told.
    said: bool,
}

impl Whole {
    /// Reads it for a run as it stands when it ends.
    ///
    /// # Errors
    /// A problem of the database or of the content.
    pub async fn read(
        tx: &Tx,
        scope: &CompanyScope,
        run: &letter_run::Model,
    ) -> Result<Self, Problem> {
        let incident = find_incident(tx, scope, IncidentId(run.incident_id)).await?;
        let mut same = runs_of(tx, &incident).await?;
        // Nobody got the same letter in two of them.
        same.retain(|one| one.text_sha256 == run.text_sha256 && one.channel == run.channel);
        let same = same.into_iter().map(|one| if one.id == run.id { run.clone() } else { one });
        let mut sum = 0;
        for one in reached(tx, run.company_id, same.collect()).await? {
            if one.told_somebody()? {
                sum += one.persons;
            }
        }
        let progress = progress_of(tx, run).await?;
        let unposted = run.posted.map_or(0, |posted| (progress.sent - posted).max(0));
        Ok(Self {
            named: persons_named(tx, scope, &incident).await?,
            reached: sum,
            missed: missed(run) + (progress.total - progress.sent).max(0) + unposted,
            said: run.told_all,
        })
    }

    /// Whether everybody concerned is told: a person says so, or the numbers do.
    #[must_use]
    pub fn is_everybody(self) -> bool {
        let counted = self.named.is_some_and(|named| self.reached >= named) && self.missed == 0;
        self.said || counted
    }
}

/// How many persons the facts name; `None` while no number is written.
///
/// # Errors
/// A problem of the database or of the content.
pub async fn persons_named(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<Option<i64>, Problem> {
    let known = known_of(tx, scope, incident).await?;
    let facts = known.as_facts(rulebook()?, incident)?;
    Ok(match facts.values.get(PERSONS) {
        Some(Value::Count { number, .. }) => Some(i64::try_from(*number)?),
        _ => None,
    })
}

/// How many rows of a run's list were left out, by the name of the reason (`letters-trouble-…`).
#[must_use]
pub fn reasons_left_out(run: &letter_run::Model) -> BTreeMap<String, i64> {
    serde_json::from_str(&run.left_out_json).unwrap_or_default()
}

/// How many of them did not get the letter in another run either.
#[must_use]
pub fn missed(run: &letter_run::Model) -> i64 {
    let reasons = reasons_left_out(run);
    run.left_out - reasons.get(TroubleKind::Already.name()).copied().unwrap_or(0)
}

/// How far letters have told the persons concerned, for one duty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PartlyTold {
    /// To how many letters went. Who got mail and paper counts twice.
    pub reached: i64,
    /// How many the facts name.
    pub named: Option<i64>,
}

/// The same for each duty that letters went out for, by the key of the duty.
///
/// # Errors
/// A problem of the database or of the content.
pub async fn partly_told(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
    papers: &[paper::Model],
) -> Result<BTreeMap<String, PartlyTold>, Problem> {
    let runs = reached(tx, incident.company_id, runs_of(tx, incident).await?).await?;
    let mut told: BTreeMap<String, PartlyTold> = BTreeMap::new();
    if runs.is_empty() {
        return Ok(told);
    }
    let named = persons_named(tx, scope, incident).await?;
    for paper in papers.iter().filter(|paper| !paper.duty.is_empty()) {
        let versions = versions_of(tx, paper).await?;
        let of_paper = |run: &letter_run::Model| {
            versions.iter().any(|version: &paper_version::Model| version.id == run.paper_version)
        };
        for run in runs.iter().filter(|run| of_paper(&run.run)) {
            if run.told_somebody()? {
                let told = told.entry(paper.duty.clone()).or_default();
                *told = PartlyTold { reached: told.reached + run.persons, named };
            }
        }
    }
    Ok(told)
}
