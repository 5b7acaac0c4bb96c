//! `hikeshi demo`: sample companies in a throw-away folder on loopback.

mod assets;
mod cases;
mod clock;
mod details;
mod ending;
mod folder;
mod kit;
mod ladder;
mod papers;
mod people;
mod policies;
mod posture;
mod reporting;
mod risks;
mod steps;

pub use clock::DemoClock;
pub(crate) use folder::refuse_for_real_use;
pub use people::{DemoLink, Filled};

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use anyhow::Context as _;
use hikeshi_config::Config;
use hikeshi_db::Fence;
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_incidents::case::{IncidentFilter, list_incidents};
use hikeshi_web::Platform;
use serde_json::json;
use uuid::Uuid;

use crate::{lock, start};

/// Starts the demo; prints the address and the sign-in links.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
pub async fn run(port: u16, folder: Option<PathBuf>, as_json: bool) -> anyhow::Result<ExitCode> {
    hikeshi_telemetry::start(hikeshi_telemetry::LogFormat::Text, "warn");
    start::content(&Config::default())?;
    let listener = start::listen(&format!("127.0.0.1:{port}")).await?;
    let url = format!("http://{}", listener.local_addr()?);
    let folder = match folder {
        Some(folder) => folder,
        None => throw_away(listener.local_addr()?.port()),
    };
    folder::make(&folder)?;
    let lock = lock::take(&folder)?;
    let mut config = Config::default();
    config.server.public_url.clone_from(&url);
    "demo".clone_into(&mut config.mail.mode);
    let clock = Arc::new(DemoClock::default());
    let platform = start::open_with_clock(folder.clone(), config, clock.clone()).await?;
    let sample = fill(&platform, &clock).await?;
    let links: Vec<_> = sample
        .links
        .iter()
        .map(|link| {
            json!({ "role": link.role, "name": link.name, "organisation": link.organisation,
                    "url": platform.public(&link.path) })
        })
        .collect();
    let help_url = platform.public(&sample.help_path);
    if as_json {
        println!("{}", json!({ "url": url, "help_url": help_url, "links": links }));
    } else {
        println!("Hikeshi demo: {url}   (data: {}, gone when you delete it)", folder.display());
        println!("Help page of the first company (no account): {help_url}");
        println!("Sign in with one click:");
        for link in &sample.links {
            println!(
                "  {:<10} {} / {}\n             {}",
                link.role,
                link.name,
                link.organisation,
                platform.public(&link.path)
            );
        }
        println!("Stop with Ctrl-C.");
    }
    start::serve(platform, listener, lock).await?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the sample provider, companies, people and incidents into an empty data folder.
///
/// # Errors
/// A refusal of the database, most often because the folder holds a demo already.
pub async fn fill(platform: &Platform, clock: &DemoClock) -> anyhow::Result<Filled> {
    let tx = platform.db.write(Fence::Open).await?;
    let sample = people::fill(&tx, platform).await?;
    tx.commit().await?;
    cases::fill(platform, clock, &sample).await?;
    kit::fill(platform, clock, &sample).await?;
    posture::fill(platform, clock, &sample).await?;
    assets::fill(platform, clock, &sample).await?;
    risks::fill(platform, clock, &sample).await?;
    policies::fill(platform, clock, &sample).await?;
    ladder::fill(platform, clock, &sample).await?;
    Ok(sample)
}

/// The latest incident of a sample company.
///
/// # Errors
/// No incident, or a failure of the database.
pub async fn first_incident(platform: &Platform, company: CompanyId) -> anyhow::Result<Uuid> {
    let scope = CompanyScope::of_program(company, "demo");
    let tx = platform.db.read(scope.fence()).await?;
    let found = list_incidents(&tx, &scope, &IncidentFilter::default()).await;
    let incidents = found.map_err(|problem| anyhow::anyhow!("{:?}", problem.cause))?;
    incidents.first().map(|row| row.id).context("the company has no incident")
}

fn throw_away(port: u16) -> PathBuf {
    std::env::temp_dir().join(format!("hikeshi-demo-{}-{port}", std::process::id()))
}
