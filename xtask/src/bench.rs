//! `cargo xtask bench web|clocks|board|dashboards|letters|log|package`: figures of the release binary under real traffic, on both
//! databases.
//!
//! The binary runs as a process of its own on data of a real size. Requests come at a fixed rate
//! whether or not earlier ones were answered, and each time counts from the moment at which the
//! request was due: a slow answer cannot hide behind the ones that waited for it.

mod board;
mod client;
mod clocks;
mod dashboards;
mod figures;
mod letters;
mod load;
mod log;
mod package;
mod process;
mod report;

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};

use crate::run::Server;
use board::BoardOptions;
use clocks::ClocksOptions;
use dashboards::DashboardsOptions;
use figures::{Figures, measure};
use letters::LettersOptions;
use log::LogOptions;
use package::PackageOptions;
use process::Installation;

/// What is measured.
#[derive(Subcommand)]
pub enum Bench {
    /// Pages: cold start, memory, latency at a fixed rate; writes docs/performance.md
    Web(WebOptions),
    /// The provider's board of clocks over all its companies; prints its latency
    Clocks(ClocksOptions),
    /// The provider's list of where all its companies stand; writes docs/performance.md
    Board(BoardOptions),
    /// The president's page as PDF, against WeasyPrint; writes docs/performance.md
    Dashboards(DashboardsOptions),
    /// Letters to everybody on a list, by mail and on paper, also interrupted; writes docs/performance.md
    Letters(LettersOptions),
    /// The tamper-evident log: appending beside a bare loop of syncs, proofs in a long log; writes docs/performance.md
    Log(LogOptions),
    /// The package of an incident with much evidence, against zip; writes docs/performance.md
    Package(PackageOptions),
}

/// How much of everything.
#[derive(Args, Clone)]
pub struct WebOptions {
    /// Companies in the data
    #[arg(long, default_value_t = 1_000)]
    pub companies: usize,
    /// Incidents in the data
    #[arg(long, default_value_t = 20_000)]
    pub incidents: usize,
    /// Requests each second
    #[arg(long, default_value_t = 200)]
    pub rate: u32,
    /// How long they come, in seconds
    #[arg(long, default_value_t = 20)]
    pub seconds: u32,
    /// Leave PostgreSQL out
    #[arg(long)]
    pub sqlite_only: bool,
    /// Only print the table
    #[arg(long)]
    pub dry: bool,
}

/// Measures and writes the table.
///
/// # Errors
/// When the release binary is missing or does not come up.
pub fn bench(root: &Path, what: &Bench) -> Result<ExitCode> {
    let binary = crate::run::target(root).join("release").join("hikeshi");
    binary.metadata().context("build first: cargo build --release -p hikeshi")?;
    let options = match what {
        Bench::Web(options) => options,
        Bench::Clocks(options) => return clocks::bench(&binary, options),
        Bench::Board(options) => return board::bench(root, &binary, options),
        Bench::Dashboards(options) => return dashboards::bench(root, &binary, options),
        Bench::Letters(options) => return letters::bench(root, &binary, options),
        Bench::Log(options) => return log::bench(root, &binary, options),
        Bench::Package(options) => return package::bench(root, &binary, options),
    };
    let mut all: Vec<(&str, Figures)> = Vec::new();
    println!("SQLite");
    all.push(("SQLite", on_database(&binary, None, options)?));
    if !options.sqlite_only {
        println!("PostgreSQL");
        let server = Server::start()?;
        all.push(("PostgreSQL", on_database(&binary, Some(server.url()), options)?));
        server.stop();
    }
    let table = report::table(&all, options);
    println!("{table}");
    if !options.dry {
        report::write(root, "web", &table)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn on_database(binary: &Path, database: Option<String>, options: &WebOptions) -> Result<Figures> {
    let installation = Installation::make(binary, database, options)?;
    println!("  filled in {:.1} s", installation.fill_time.as_secs_f64());
    let figures = measure(&installation, options)?;
    std::thread::sleep(Duration::from_millis(50));
    Ok(figures)
}
