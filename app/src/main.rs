//! `hikeshi`: see `lib.rs` for what it is made of.

use std::{process::ExitCode, time::Duration};

use clap::Parser as _;

fn main() -> ExitCode {
    let cli = hikeshi::cli::Cli::parse();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&anyhow::Error::new(error).context("cannot start")),
    };
    let ended = runtime.block_on(hikeshi::run(cli));
    // A document in the making is not waited for: it is made again after the next start.
    runtime.shutdown_timeout(Duration::from_secs(1));
    match ended {
        Ok(code) => code,
        Err(error) => fail(&error),
    }
}

/// One readable line for the person; the causes follow after colons.
#[expect(clippy::print_stderr, reason = "the end of the command line speaks to a person")]
fn fail(error: &anyhow::Error) -> ExitCode {
    eprintln!("hikeshi: {error:#}");
    ExitCode::FAILURE
}
