//! What each command does.

mod housekeeping;
mod import;
mod init;
mod serve;

use std::process::ExitCode;

pub use housekeeping::housekeeping;

use crate::cli::{Cli, Command, ConfigCommand, IncidentCommand};

/// Runs the command; the exit code is 1 where a check found something.
pub async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    match cli.command {
        Command::Init { data } => init::run(&data).await,
        Command::Serve { data } => serve::run(data).await,
        Command::Demo { port, data, json } => crate::demo::run(port, data, json).await,
        Command::Incident { command: IncidentCommand::Import(options) } => {
            import::run(options).await
        }
        Command::Config { command: ConfigCommand::Check { data } } => serve::check_config(&data),
        Command::Config { command: ConfigCommand::Dump { data } } => serve::dump_config(&data),
    }
}
