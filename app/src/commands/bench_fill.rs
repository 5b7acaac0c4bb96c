//! `hikeshi bench-fill` (hidden): many companies with incidents, for measuring.
//!
//! Rows are written many at a time and beside the services, so the log does not tell of them:
//! never for real use. Texts come from the content on board, so that pages have their real weight.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Context as _;
use hikeshi_db::{Fence, Tx};
use hikeshi_directory::{NewCompany, create_company, create_provider};
use hikeshi_filings::duties::count_stale;
use hikeshi_identity::{
    CompanyId, CompanyScope, Role, begin_session, create_account, delegate, join_provider,
};
use hikeshi_incidents::{
    content::{Content, content},
    model::{clock, fact, incident, playbook_run, timeline_entry},
};
use hikeshi_kernel::{Moment, new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::SignedDuration;
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use serde_json::json;

use crate::start;

/// Companies written in one transaction.
const COMPANIES_AT_ONCE: usize = 10;
/// Lines of the timeline and facts of each incident.
const LINES: usize = 10;
const FACTS: usize = 8;
/// So many incident pages are named in the answer.
const NAMED: usize = 2_000;
/// What happens how often, by playbook.
const PLAYBOOKS: [&str; 8] = [
    "ipa-n-leak-mis-sent",
    "ipa-n-virus",
    "ipa-n-leak-lost",
    "hikeshi-bec",
    "ipa-n-ransomware",
    "ipa-n-outage",
    "hikeshi-web-tampering",
    "hikeshi-dos",
];

/// Incidents whose clocks are counted before it is asked whether more are left.
const COUNTED_AT_ONCE: u64 = 200;

/// Fills a data folder and prints a session secret, the paths of a help page, of the provider's
/// board of clocks and of incidents, and how many clocks run, as JSON.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
pub async fn run(data: PathBuf, companies: usize, incidents: usize) -> anyhow::Result<ExitCode> {
    let config = start::settings(&data)?;
    start::content(&config)?;
    let platform = start::open(data, config).await?;
    let filled = fill(&platform, companies, incidents).await;
    let answer = filled.map_err(|problem| {
        anyhow::Error::msg(problem.cause.unwrap_or_default()).context("the data was not written")
    })?;
    platform.db.close().await;
    println!("{answer}");
    Ok(ExitCode::SUCCESS)
}

async fn fill(
    platform: &Platform,
    companies: usize,
    incidents: usize,
) -> Result<serde_json::Value, Problem> {
    let tx = platform.db.write(Fence::Open).await?;
    let provider = create_provider(&tx, platform, ("Bench", "000", "24h")).await?;
    let who = ("Bench analyst", "analyst@bench.example");
    let account = create_account(&tx, platform, who, None, false).await?;
    join_provider(&tx, platform, account, provider, Role::Analyst).await?;
    let session = begin_session(&tx, platform, account, "bench").await?;
    tx.commit().await?;
    let (mut paths, mut help) = (Vec::new(), String::new());
    let per_company = incidents.div_ceil(companies.max(1));
    for first in (0..companies).step_by(COMPANIES_AT_ONCE) {
        let tx = platform.db.write(Fence::Open).await?;
        for number in first..companies.min(first + COMPANIES_AT_ONCE) {
            let name = format!("Bench company {number:04}");
            let new = NewCompany { name, phone: "000".to_owned(), ..NewCompany::default() };
            let company = create_company(&tx, platform, &new).await?;
            delegate(&tx, platform, company, provider, None).await?;
            for incident in fill_company(&tx, platform, company, per_company).await? {
                paths.push(format!("/c/{company}/incidents/{incident}"));
            }
            if help.is_empty() {
                let scope = CompanyScope::of_program(company, "bench");
                let row = hikeshi_directory::company(&tx, &scope).await?;
                help = format!("/help/{}", row.help_token);
            }
        }
        tx.commit().await?;
    }
    let step = (paths.len() / NAMED).max(1);
    let named: Vec<_> = paths.into_iter().step_by(step).collect();
    while count_stale(platform, COUNTED_AT_ONCE).await? > 0 {}
    let tx = platform.db.read(Fence::Open).await?;
    let clocks = clock::Entity::find().count(tx.conn()).await?;
    let board = format!("/p/{provider}/clocks");
    Ok(
        json!({ "session": session, "help": help, "board": board, "clocks": clocks, "paths": named }),
    )
}

async fn fill_company(
    tx: &Tx,
    platform: &Platform,
    company: CompanyId,
    count: usize,
) -> Result<Vec<uuid::Uuid>, Problem> {
    let content = content()?;
    let mut sheet = Rows { content, platform, company, rows: Batch::default() };
    let ids: Result<Vec<_>, Problem> = (0..count).map(|number| sheet.incident(number)).collect();
    let Batch { incidents, runs, facts, lines } = sheet.rows;
    incident::Entity::insert_many(incidents).exec_without_returning(tx.conn()).await?;
    playbook_run::Entity::insert_many(runs).exec_without_returning(tx.conn()).await?;
    fact::Entity::insert_many(facts).exec_without_returning(tx.conn()).await?;
    timeline_entry::Entity::insert_many(lines).exec_without_returning(tx.conn()).await?;
    ids
}

#[derive(Default)]
struct Batch {
    incidents: Vec<incident::ActiveModel>,
    runs: Vec<playbook_run::ActiveModel>,
    facts: Vec<fact::ActiveModel>,
    lines: Vec<timeline_entry::ActiveModel>,
}

struct Rows<'a> {
    content: &'a Content,
    platform: &'a Platform,
    company: CompanyId,
    rows: Batch,
}

impl Rows<'_> {
    fn incident(&mut self, number: usize) -> Result<uuid::Uuid, Problem> {
        let (clock, rng) = self.platform.chance();
        let days = i64::try_from(number)? * 9;
        let at = clock.now() - SignedDuration::from_hours(24 * days);
        let playbook = PLAYBOOKS[number % PLAYBOOKS.len()];
        let playbook = hikeshi_playbooks::find_on_board(playbook)?.context("a playbook on board");
        let playbook = playbook.map_err(|error| Problem::internal(error.to_string()))?;
        let row = incident::Model {
            id: new_uuid(clock, rng),
            company_id: self.company.0,
            number: format!("2026-{:03}", number + 1),
            year: 2026,
            serial: i64::try_from(number)? + 1,
            title: playbook.title.ja.clone(),
            purpose: "real".to_owned(),
            status: if number == 0 { "open" } else { "closed" }.to_owned(),
            kinds_json: serde_json::to_string(&[&playbook.kind])?,
            level: Some(2),
            proposed_level: Some(2),
            proposed_json: "[]".to_owned(),
            commander_id: None,
            commander_name: String::new(),
            noticed_json: serde_json::to_string(&Moment::Exact { at })?,
            noticed_sort: to_millis(at),
            opened_at: to_millis(at),
            opened_by: "bench".to_owned(),
            changed_at: to_millis(at),
            closed_at: (number > 0).then(|| to_millis(at) + 86_400_000),
            version: 1,
        };
        self.run(&row, playbook)?;
        for index in 0..LINES {
            self.line(&row, playbook, index)?;
        }
        for index in 0..FACTS {
            self.fact(&row, index)?;
        }
        let id = row.id;
        self.rows.incidents.push(row.into());
        Ok(id)
    }

    fn run(
        &mut self,
        incident: &incident::Model,
        playbook: &hikeshi_playbook::Playbook,
    ) -> Result<(), Problem> {
        let (clock, rng) = self.platform.chance();
        let row = playbook_run::Model {
            id: new_uuid(clock, rng),
            company_id: incident.company_id,
            incident_id: incident.id,
            playbook_id: playbook.id.clone(),
            playbook_version: playbook.version.clone(),
            playbook_json: serde_json::to_string(playbook)?,
            state_json: serde_json::to_string(&hikeshi_playbook::start(playbook))?,
            started_at: incident.opened_at,
            started_by: "bench".to_owned(),
            ended_at: None,
            version: 1,
        };
        self.rows.runs.push(row.into());
        Ok(())
    }

    fn line(
        &mut self,
        incident: &incident::Model,
        playbook: &hikeshi_playbook::Playbook,
        index: usize,
    ) -> Result<(), Problem> {
        let (clock, rng) = self.platform.chance();
        let sort_at = incident.noticed_sort + i64::try_from(index)? * 600_000;
        let at = hikeshi_kernel::from_millis(sort_at);
        let step = &playbook.steps[index % playbook.steps.len()];
        let row = timeline_entry::Model {
            id: new_uuid(clock, rng),
            company_id: incident.company_id,
            incident_id: incident.id,
            kind: if index.is_multiple_of(3) { "call" } else { "action" }.to_owned(),
            moment_json: serde_json::to_string(&Moment::Exact { at })?,
            sort_at,
            text: step.title.ja.clone(),
            automatic: index.is_multiple_of(2),
            source: String::new(),
            written_at: sort_at,
            by_id: None,
            by_name: "bench".to_owned(),
            version: 1,
        };
        self.rows.lines.push(row.into());
        Ok(())
    }

    fn fact(&mut self, incident: &incident::Model, index: usize) -> Result<(), Problem> {
        let (clock, rng) = self.platform.chance();
        let field = &self.content.facts.facts[index];
        let row = fact::Model {
            id: new_uuid(clock, rng),
            company_id: incident.company_id,
            incident_id: incident.id,
            key: field.key.clone(),
            value: field.hint.ja.clone(),
            certainty: "suspected".to_owned(),
            as_of_json: incident.noticed_json.clone(),
            source: "bench".to_owned(),
            at: incident.opened_at,
            by_id: None,
            by_name: "bench".to_owned(),
            revision: 1,
            current: true,
        };
        self.rows.facts.push(row.into());
        Ok(())
    }
}
