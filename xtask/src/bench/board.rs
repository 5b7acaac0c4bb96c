//! `cargo xtask bench board`: the provider's list of where all its companies stand, sorted and filtered in
//! every way.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::{WebOptions, load::at_rate, process::Installation, report};
use crate::run::Server;

/// What is asked of the list, in turn.
const QUERIES: [&str; 12] = [
    "",
    "?sort=score&order=up",
    "?sort=overdue&order=down",
    "?sort=support&order=down",
    "?sort=risks&order=down&page=3",
    "?sort=policies&order=down",
    "?sort=stars&order=up&page=20",
    "?sort=name&order=up&page=60",
    "?q=company+00",
    "?industry=Metal&size=to-50",
    "?state=overdue",
    "?state=support&sort=finished&order=up",
];

/// How much of everything.
#[derive(Args, Clone)]
pub struct BoardOptions {
    /// Companies in the data, each with two incidents, two self-checks, thirty machines
    #[arg(long, default_value_t = 3_000)]
    pub companies: usize,
    /// Requests each second
    #[arg(long, default_value_t = 10)]
    pub rate: u32,
    /// How long they come, in seconds
    #[arg(long, default_value_t = 30)]
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
/// When the binary fails or a page does not answer as it should.
pub fn bench(root: &Path, binary: &Path, options: &BoardOptions) -> Result<ExitCode> {
    let sizes = format!("{} companies, {} requests a second", options.companies, options.rate);
    let mut table = report::measured("board", &sizes);
    table.push_str("\n\n| database | target | p50 | p99 | longest |\n|---|---|---|---|---|");
    on_database("SQLite", binary, (None, options), &mut table)?;
    if !options.sqlite_only {
        let server = Server::start()?;
        on_database("PostgreSQL", binary, (Some(server.url()), options), &mut table)?;
        server.stop();
    }
    println!("{table}");
    if !options.dry {
        report::write(root, "board", &table)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn on_database(
    name: &str,
    binary: &Path,
    (database, options): (Option<String>, &BoardOptions),
    table: &mut String,
) -> Result<()> {
    let sizes = WebOptions {
        companies: options.companies,
        incidents: options.companies * 2,
        rate: options.rate,
        seconds: options.seconds,
        sqlite_only: options.sqlite_only,
        dry: true,
    };
    let installation = Installation::make(binary, database, &sizes)?;
    installation.fill(&["bench-overview"])?;
    let program = installation.start()?;
    let board = installation.board.replace("/clocks", "/overview");
    let paths = QUERIES.map(|query| format!("{board}{query}"));
    let cookie = installation.cookie.as_str();
    at_rate(installation.address(), (&paths, cookie), (options.rate, 3))?;
    for (path, query) in paths.iter().zip(QUERIES) {
        let alone = super::load::in_turn(installation.address(), (path, cookie), 5)?;
        println!("{name} {query}: middle of 5 {:.1} ms", alone.millis(0.5));
    }
    let times = at_rate(installation.address(), (&paths, cookie), (options.rate, options.seconds))?;
    // Writing into a text cannot fail.
    let _ = write!(
        table,
        "\n| {name} | p99 150 ms | {:.1} ms | {:.1} ms | {:.1} ms |",
        times.millis(0.5),
        times.millis(0.99),
        times.millis(1.0),
    );
    drop(program);
    Ok(())
}
