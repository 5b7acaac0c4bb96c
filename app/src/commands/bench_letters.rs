//! `hikeshi bench-letters` (hidden): approved letters to persons, and those who may send them, for
//! measuring. Papers go their real way: made, checked, approved by the president.

use std::{path::PathBuf, process::ExitCode};

use hikeshi_db::Fence;
use hikeshi_directory::{NewCompany, create_company};
use hikeshi_drafting::Phase;
use hikeshi_filings::papers::{NewPaper, PaperNow, approve, check, find_paper, make_paper};
use hikeshi_identity::{
    CompanyScope, Role, begin_session, company_scope, create_account, join_company,
};
use hikeshi_incidents::{
    case::{IncidentId, NewIncident, Purpose, open_incident},
    model::incident,
};
use hikeshi_kernel::{Lang, Moment};
use hikeshi_web::{Platform, Problem};
use serde_json::json;

use crate::start;

const OFFICER: &str = "officer@letters.example";
const PRESIDENT: &str = "president@letters.example";

/// Writes them into a data folder and prints the session secrets of an officer and of the
/// president, and the paths of an approved mail and of an approved letter, as JSON.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
pub async fn run(data: PathBuf) -> anyhow::Result<ExitCode> {
    let config = start::settings(&data)?;
    let platform = start::open(data, config).await?;
    let answer = fill(&platform).await.map_err(|problem| {
        anyhow::Error::msg(problem.cause.unwrap_or_default()).context("the data was not written")
    })?;
    platform.db.close().await;
    println!("{answer}");
    Ok(ExitCode::SUCCESS)
}

async fn fill(platform: &Platform) -> Result<serde_json::Value, Problem> {
    let tx = platform.db.write(Fence::Open).await?;
    let new = NewCompany { name: "Letters company".to_owned(), ..NewCompany::default() };
    let company = create_company(&tx, platform, &new).await?;
    let mut sessions = Vec::new();
    for (email, role) in [(OFFICER, Role::Officer), (PRESIDENT, Role::President)] {
        let account = create_account(&tx, platform, (email, email), None, false).await?;
        join_company(&tx, platform, account, company, role, None).await?;
        sessions.push(begin_session(&tx, platform, account, "bench").await?);
    }
    tx.commit().await?;
    let officer = company_scope(platform, OFFICER, company).await?;
    let president = company_scope(platform, PRESIDENT, company).await?;
    let tx = platform.db.write(officer.fence()).await?;
    let new = NewIncident {
        title: "Lost data".to_owned(),
        purpose: Purpose::Real,
        kinds: vec!["leak-lost".to_owned()],
        proposed_level: None,
        proposed_json: "[]".to_owned(),
        noticed: Moment::Exact { at: platform.clock.now() },
    };
    let incident = open_incident(&tx, platform, &officer, new).await?;
    tx.commit().await?;
    let mail = approved(platform, (&officer, &president), &incident, "persons-email").await?;
    let letter = approved(platform, (&officer, &president), &incident, "persons-letter").await?;
    let base = format!("/c/{company}/incidents/{}/filings", incident.id);
    Ok(json!({
        "officer": sessions[0],
        "president": sessions[1],
        "email": format!("{base}/{mail}"),
        "letter": format!("{base}/{letter}"),
    }))
}

/// The id of a paper that was made, checked and approved.
async fn approved(
    platform: &Platform,
    (officer, president): (&CompanyScope, &CompanyScope),
    incident: &incident::Model,
    kind: &str,
) -> Result<String, Problem> {
    let new = NewPaper {
        kind: kind.to_owned(),
        phase: Phase::First,
        lang: Lang::Ja,
        recipient: "Persons concerned".to_owned(),
        duty: "person-notice".to_owned(),
        follows: None,
    };
    let tx = platform.db.write(officer.fence()).await?;
    let paper = make_paper(&tx, platform, officer, incident, new).await?.to_string();
    let row = find_paper(&tx, officer, incident, &paper).await?;
    let seen = PaperNow::read(&tx, platform, officer, incident, row).await?.text_sha256;
    check(&tx, platform, officer, incident, (&paper, &seen)).await?;
    tx.commit().await?;
    approve(platform, president, IncidentId(incident.id), (&paper, &seen)).await?;
    Ok(paper)
}
