//! What each command does.

mod admin_link;
mod bench_fill;
mod bench_letters;
mod bench_package;
mod deadlines;
mod housekeeping;
mod import;
mod init;
mod package;
mod serve;

use std::process::ExitCode;

pub use housekeeping::housekeeping;

use crate::cli::{Cli, Command, ConfigCommand, IncidentCommand};

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
        Command::Package { command } => package::run(command).await,
        Command::Deadlines(options) => deadlines::run(&options),
        Command::Openapi => openapi(),
        Command::BenchFill { data, companies, incidents } => {
            bench_fill::run(data, companies, incidents).await
        }
        Command::BenchLetters { data } => bench_letters::run(data).await,
        Command::BenchPackage { data, files } => bench_package::run(data, &files).await,
        Command::Config { command: ConfigCommand::Check { data } } => serve::check_config(&data),
        Command::Config { command: ConfigCommand::Dump { data } } => serve::dump_config(&data),
    }
}

/// Prints the description of the API, as it stands in `docs/openapi.json`.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
fn openapi() -> anyhow::Result<ExitCode> {
    println!("{}", crate::api::openapi().to_pretty_json()?);
    Ok(ExitCode::SUCCESS)
}
