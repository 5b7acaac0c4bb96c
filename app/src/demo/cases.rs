//! The sample incidents: one in the middle of an attack, one with papers on their way, one closed.
//! They are written through the same services that people use, so they can hold nothing
//! that a person could not have entered.

use anyhow::Context as _;
use hikeshi_db::Tx;
use hikeshi_identity::{CompanyId, CompanyScope, company_scope};
use hikeshi_incidents::{
    calls,
    case::{
        Certainty, EntryKind, Level, LevelDecision, NewEntry, NewFact, NewIncident, Purpose,
        add_entry, decide_level, open_incident, set_fact,
    },
    model::incident,
};
use hikeshi_kernel::{Lang, Moment, japan};
use hikeshi_web::{Platform, Problem};
use serde::Deserialize;

use super::{
    DemoClock, Filled,
    details::{SampleExhibit, SampleQuestion},
    ending::{SampleClosing, SampleMeasure},
    papers::SamplePaper,
    reporting::{SampleDecision, SampleProfile},
    steps,
};

#[derive(Deserialize)]
struct SampleCase {
    company: usize,
    title: String,
    kinds: Vec<String>,
    noticed_minutes_ago: i64,
    proposed_level: u8,
    level: SampleLevel,
    facts: Vec<SampleFact>,
    timeline: Vec<SampleEntry>,
    playbooks: Vec<String>,
    /// So many tasks are done; all steps are settled where `settle_reason` is given.
    #[serde(default)]
    done_tasks: i64,
    settle_reason: Option<String>,
    #[serde(default)]
    call_tree: bool,
    /// Over how many minutes the tasks were done; until now if not said.
    work_minutes: Option<i64>,
    /// Who leads.
    commander: String,
    question: Option<SampleQuestion>,
    #[serde(default)]
    exhibits: Vec<SampleExhibit>,
    #[serde(default)]
    measures: Vec<SampleMeasure>,
    #[serde(default)]
    closed_by: Vec<SampleClosing>,
    profile: Option<SampleProfile>,
    #[serde(default)]
    duties: Vec<SampleDecision>,
    #[serde(default)]
    papers: Vec<SamplePaper>,
}

#[derive(Deserialize)]
struct SampleLevel {
    level: u8,
    by: String,
    minutes_ago: i64,
    reason: String,
}

/// A fact; its value is a time if `time_minutes_ago` is given, to `time_until_minutes_ago`.
#[derive(Deserialize)]
pub(super) struct SampleFact {
    key: String,
    value: String,
    time_minutes_ago: Option<i64>,
    /// The end of a time that is a range.
    time_until_minutes_ago: Option<i64>,
    certainty: String,
    by: String,
    minutes_ago: i64,
    source: String,
}

#[derive(Deserialize)]
struct SampleEntry {
    minutes_ago: i64,
    precision: String,
    kind: String,
    by: String,
    text: String,
}

/// Writes the sample incidents.
pub async fn fill(platform: &Platform, clock: &DemoClock, filled: &Filled) -> anyhow::Result<()> {
    // In the order of time, as numbers are counted.
    for file in [include_str!("leak.json"), include_str!("cases.json")] {
        let cases: Vec<SampleCase> = serde_json::from_str(file)?;
        for case in &cases {
            let company = *filled.companies.get(case.company).context("no such sample company")?;
            Writer { platform, clock, company }.write(case).await?;
        }
    }
    clock.set_back(0);
    Ok(())
}

pub(super) struct Writer<'a> {
    pub(super) platform: &'a Platform,
    pub(super) clock: &'a DemoClock,
    company: CompanyId,
}

impl Writer<'_> {
    async fn write(&self, case: &SampleCase) -> anyhow::Result<()> {
        if let Some(profile) = &case.profile {
            self.profile(profile).await?;
        }
        self.clock.set_back(case.noticed_minutes_ago - 12);
        let program = self.program();
        let new = NewIncident {
            title: case.title.clone(),
            purpose: Purpose::Real,
            kinds: case.kinds.clone(),
            proposed_level: Some(case.proposed_level),
            proposed_json: "[]".to_owned(),
            noticed: self.moment(case.noticed_minutes_ago, "about"),
        };
        let tx = self.tx(&program).await?;
        let incident = open_incident(&tx, self.platform, &program, new).await.map_err(said)?;
        tx.commit().await?;
        for entry in &case.timeline {
            self.entry(&incident, entry).await?;
        }
        let incident = self.level(incident, case).await?;
        self.commander(&incident, (&case.commander, case.level.minutes_ago - 1)).await?;
        for playbook in &case.playbooks {
            self.playbook(&incident, case, playbook).await?;
        }
        for fact in &case.facts {
            self.fact(&incident, fact).await?;
        }
        for exhibit in &case.exhibits {
            self.exhibit(&incident, exhibit).await?;
        }
        for measure in &case.measures {
            self.measure(&incident, measure).await?;
        }
        if let Some(question) = &case.question {
            self.question(&incident, question).await?;
        }
        self.duties(&incident, &case.duties).await?;
        self.papers(&incident, &case.papers).await?;
        self.count(&incident).await?;
        self.close(&incident, &case.closed_by).await
    }

    /// The program acting for the sample company.
    pub(super) fn program(&self) -> CompanyScope {
        CompanyScope::of_program(self.company, "demo")
    }

    async fn entry(&self, incident: &incident::Model, entry: &SampleEntry) -> anyhow::Result<()> {
        let moment = self.moment(entry.minutes_ago, &entry.precision);
        let scope = self.as_person(&entry.by, entry.minutes_ago).await?;
        let new = NewEntry {
            kind: EntryKind::from_name(&entry.kind).context("an unknown kind of entry")?,
            moment,
            text: entry.text.clone(),
            automatic: false,
            source: String::new(),
        };
        let tx = self.tx(&scope).await?;
        add_entry(&tx, self.platform, &scope, incident, new).await.map_err(said)?;
        Ok(tx.commit().await?)
    }

    async fn level(
        &self,
        incident: incident::Model,
        case: &SampleCase,
    ) -> anyhow::Result<incident::Model> {
        let scope = self.as_person(&case.level.by, case.level.minutes_ago).await?;
        let decision = LevelDecision {
            level: Level::new(case.level.level).context("an unknown level")?,
            kinds: case.kinds.clone(),
            reason: case.level.reason.clone(),
            seen_version: None,
        };
        let tx = self.tx(&scope).await?;
        let decided = decide_level(&tx, self.platform, &scope, &incident, decision).await;
        let incident = decided.map_err(said)?.map_err(|_| anyhow::anyhow!("decided twice"))?;
        if case.call_tree {
            let level = case.level.level;
            calls::start_round(&tx, self.platform, &scope, &incident, level).await.map_err(said)?;
        }
        tx.commit().await?;
        Ok(incident)
    }

    /// The tasks are done between the decision about the level and now.
    async fn playbook(
        &self,
        incident: &incident::Model,
        case: &SampleCase,
        playbook: &str,
    ) -> anyhow::Result<()> {
        let start = case.level.minutes_ago - 1;
        let scope = self.as_person(&case.level.by, start).await?;
        let mut run = steps::start(self.platform, &scope, incident, playbook).await?;
        for done in 0..case.done_tasks {
            let span = case.work_minutes.unwrap_or(start);
            self.clock.set_back(start - (done + 1) * span / (case.done_tasks + 2));
            run = steps::one_task(self.platform, &scope, incident, run).await?;
        }
        match &case.settle_reason {
            Some(reason) => steps::all(self.platform, &scope, incident, run, reason).await,
            None => Ok(()),
        }
    }

    pub(super) async fn fact(
        &self,
        incident: &incident::Model,
        fact: &SampleFact,
    ) -> anyhow::Result<()> {
        let time = fact.time_minutes_ago.map(|minutes| self.moment(minutes, "exact"));
        let until = fact.time_until_minutes_ago.map(|minutes| self.moment(minutes, "exact"));
        let time = match (time.and_then(Moment::sort_key), until.and_then(Moment::sort_key)) {
            (Some(from), Some(until)) => Some(Moment::Range { from, until }),
            _ => time,
        };
        let scope = self.as_person(&fact.by, fact.minutes_ago).await?;
        let new = NewFact {
            key: fact.key.clone(),
            value: time.map_or_else(
                || fact.value.clone(),
                |time| self.platform.words(Lang::Ja).moment(&time),
            ),
            certainty: Certainty::from_name(&fact.certainty).context("an unknown certainty")?,
            as_of: Moment::Exact { at: self.platform.clock.now() },
            source: fact.source.clone(),
            seen_revision: None,
        };
        let tx = self.tx(&scope).await?;
        let written = set_fact(&tx, self.platform, &scope, incident, new).await.map_err(said)?;
        written.map_err(|_| anyhow::anyhow!("written twice"))?;
        Ok(tx.commit().await?)
    }

    /// The scope of a sample person, with the clock set back to when they act.
    pub(super) async fn as_person(
        &self,
        email: &str,
        minutes_ago: i64,
    ) -> anyhow::Result<CompanyScope> {
        self.clock.set_back(minutes_ago);
        company_scope(self.platform, email, self.company).await.map_err(said)
    }

    pub(super) async fn tx(&self, scope: &CompanyScope) -> anyhow::Result<Tx> {
        Ok(self.platform.db.write(scope.fence()).await?)
    }

    fn moment(&self, minutes_ago: i64, precision: &str) -> Moment {
        self.clock.set_back(minutes_ago);
        let at = self.platform.clock.now();
        match precision {
            "about" => Moment::About { at },
            "day" => Moment::Day { day: at.to_zoned(japan()).date() },
            _ => Moment::Exact { at },
        }
    }
}

pub(super) fn said(problem: Problem) -> anyhow::Error {
    anyhow::anyhow!("{}", problem.cause.unwrap_or_else(|| problem.kind.name().to_owned()))
}
