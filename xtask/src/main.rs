//! Everything that is done to this repository: tests, house rules, checks of content and words.
//!
//! `cargo xtask test` is the whole proof; the other commands are its parts, for quick answers.
#![expect(clippy::print_stdout, reason = "a command-line tool answers on the terminal")]

mod bench;
mod content;
mod easy_japanese;
mod finding;
mod run;
mod tidy;
mod tree;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

use tree::Tree;

/// Tests and checks of the Hikeshi repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Everything: format, lints, house rules, content, and all tests on both databases and in a browser
    Test(TestOptions),
    /// The house rules: directions between crates, sizes, names, words, paths in documents
    Tidy,
    /// Every content file against its JSON Schema and the head fields
    Content,
    /// Figures of the release binary, written into docs/performance.md
    #[command(subcommand)]
    Bench(bench::Bench),
    /// The interface words: same keys in all languages, none missing, none unused
    Locales,
}

/// What to leave out of `cargo xtask test`.
#[derive(Args)]
pub struct TestOptions {
    /// Run this step only; may be given several times
    #[arg(long, value_name = "STEP")]
    only: Vec<run::Step>,
    /// Leave the browser journeys out
    #[arg(long)]
    fast: bool,
}

fn main() -> Result<ExitCode> {
    let root = tree::root()?;
    let answer = match Cli::parse().command {
        Command::Test(options) => return run::test(&root, &options),
        Command::Bench(what) => return bench::bench(&root, &what),
        Command::Tidy => tidy::check(&Tree::read(&root)?),
        Command::Content => content::check(&Tree::read(&root)?),
        Command::Locales => tidy::locales(&Tree::read(&root)?),
    };
    Ok(if answer.print() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
