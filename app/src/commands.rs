//! What each command does.

mod admin_link;
mod backup;
mod bench_assets;
mod bench_fill;
mod bench_letters;
mod bench_log;
mod bench_overview;
mod bench_package;
mod deadlines;
mod housekeeping;
mod import;
mod indicators;
mod init;
mod kit;
mod log;
mod merge;
mod package;
mod playbook;
mod proof;
mod score;
mod serve;
mod which_company;

use std::io::Write as _;
use std::process::ExitCode;

pub use housekeeping::housekeeping;

use crate::cli::{Cli, Command, ConfigCommand, IncidentCommand};

/// A text from outside for one place on a terminal: nothing in it steers the terminal.
fn harmless(text: &str) -> String {
    let steers = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if steers(c) { '\u{FFFD}' } else { c }).collect()
}

/// Runs the command; the exit code is 1 where a check found something.
pub async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    match cli.command {
        Command::Init { data } => init::run(&data).await,
        Command::AdminLink { email, data } => admin_link::run(&data, &email).await,
        Command::Serve { data } => serve::run(data).await,
        Command::Demo { port, data, json } => crate::demo::run(port, data, json).await,
        Command::Incident { command: IncidentCommand::Import(options) } => {
            import::run(options).await
        }
        Command::Backup { command } => backup::run(command).await,
        Command::Merge(options) => merge::run(options).await,
        Command::Indicators { command } => indicators::run(command).await,
        Command::Package { command } => package::run(command).await,
        Command::Deadlines(options) => deadlines::run(&options),
        Command::Score(options) => score::run(&options),
        Command::Log { command } => Ok(or_unreadable(log::run(command).await)),
        Command::Proof { command } => Ok(or_unreadable(proof::run(command).await)),
        Command::Kit(options) => kit::run(options).await,
        Command::Playbook { command } => playbook::run(command).await,
        Command::Openapi => openapi(),
        Command::BenchFill { data, companies, incidents } => {
            bench_fill::run(data, companies, incidents).await
        }
        Command::BenchAssets { data, rows } => bench_assets::run(data, rows).await,
        Command::BenchLog(options) => bench_log::run(&options).await,
        Command::BenchLetters { data } => bench_letters::run(data).await,
        Command::BenchOverview { data } => bench_overview::run(data).await,
        Command::BenchPackage { data, files } => bench_package::run(data, &files).await,
        Command::Config { command: ConfigCommand::Check { data } } => serve::check_config(&data),
        Command::Config { command: ConfigCommand::Dump { data } } => serve::dump_config(&data),
    }
}

/// A check that could not be made is told apart from one that found something.
#[expect(clippy::print_stderr, reason = "the end of the command line speaks to a person")]
fn or_unreadable(ended: anyhow::Result<ExitCode>) -> ExitCode {
    ended.unwrap_or_else(|error| {
        eprintln!("hikeshi: {error:#}");
        ExitCode::from(2)
    })
}

/// Writes to the standard output. A reader that has seen enough (`| head`) is no fault.
fn say(text: &str) -> anyhow::Result<()> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Prints the description of the API, as it stands in `docs/openapi.json`.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
fn openapi() -> anyhow::Result<ExitCode> {
    println!("{}", crate::api::openapi().to_pretty_json()?);
    Ok(ExitCode::SUCCESS)
}
