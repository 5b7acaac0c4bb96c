//! `cargo xtask bench clocks`: the board of clocks of a provider with many companies.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::{WebOptions, load::at_rate, process::Installation};
use crate::run::Server;

/// How much of everything.
#[derive(Args, Clone)]
pub struct ClocksOptions {
    /// Companies in the data, each with one open incident
    #[arg(long, default_value_t = 1_000)]
    pub companies: usize,
    /// Requests each second
    #[arg(long, default_value_t = 50)]
    pub rate: u32,
    /// How long they come, in seconds
    #[arg(long, default_value_t = 20)]
    pub seconds: u32,
    /// Leave PostgreSQL out
    #[arg(long)]
    pub sqlite_only: bool,
}

/// Measures and prints.
///
/// # Errors
/// When the binary fails or a page does not answer as it should.
pub fn bench(binary: &Path, options: &ClocksOptions) -> Result<ExitCode> {
    on_database("SQLite", binary, None, options)?;
    if !options.sqlite_only {
        let server = Server::start()?;
        on_database("PostgreSQL", binary, Some(server.url()), options)?;
        server.stop();
    }
    Ok(ExitCode::SUCCESS)
}

fn on_database(
    name: &str,
    binary: &Path,
    database: Option<String>,
    options: &ClocksOptions,
) -> Result<()> {
    let sizes = WebOptions {
        companies: options.companies,
        incidents: options.companies,
        rate: options.rate,
        seconds: options.seconds,
        sqlite_only: options.sqlite_only,
        dry: true,
    };
    let installation = Installation::make(binary, database, &sizes)?;
    let program = installation.start()?;
    let board = &installation.board;
    let pages = ["", "?page=2", "?show=over", "?show=all"].map(|query| format!("{board}{query}"));
    let cookie = installation.cookie.as_str();
    at_rate(installation.address(), (&pages, cookie), (options.rate, 3))?;
    let times =
        at_rate(installation.address(), (&pages, cookie), (options.rate, options.seconds))?;
    println!(
        "{name}: {} clocks of {} companies, filled in {:.1} s; board at {}/s: p50 {:.1} ms, p99 {:.1} ms",
        installation.clocks,
        options.companies,
        installation.fill_time.as_secs_f64(),
        options.rate,
        times.millis(0.5),
        times.millis(0.99),
    );
    drop(program);
    Ok(())
}
