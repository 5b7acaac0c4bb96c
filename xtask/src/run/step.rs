//! The steps of the test command and what each of them starts.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use clap::ValueEnum;

use super::{postgres::Server, tools};
use crate::tree::Tree;
use crate::{content, tidy};

/// One part of `cargo xtask test`; the name on the command line is the word in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// Programs that the tests need are here, or get installed
    Tools,
    /// `cargo fmt --check`
    Format,
    /// `clippy` with warnings denied
    Lints,
    /// The house rules
    Tidy,
    /// The content files
    Content,
    /// The release binary and the tests
    Build,
    /// All tests on SQLite, PostgreSQL and in a browser
    Tests,
}

impl Step {
    /// All steps; the tests come last.
    pub const IN_ORDER: [Self; 7] = [
        Self::Tools,
        Self::Format,
        Self::Lints,
        Self::Tidy,
        Self::Content,
        Self::Build,
        Self::Tests,
    ];

    /// Runs the step and tells whether it passed; `fast` leaves the browser out.
    ///
    /// # Errors
    /// When a program cannot be started or something that the step needs cannot be had.
    pub fn run(self, root: &Path, fast: bool) -> Result<bool> {
        match self {
            Self::Tools => tools::ensure(root, fast).map(|()| true),
            Self::Format => cargo(root, &["fmt", "--all", "--check"]),
            Self::Lints => cargo(
                root,
                &["clippy", "--release", "--workspace", "--all-targets", "--", "-D", "warnings"],
            ),
            Self::Tidy => Ok(tidy::check(&Tree::read(root)?).print()),
            Self::Content => Ok(content::check(&Tree::read(root)?).print()),
            // All at once, with the features that the tests need: nothing is compiled twice.
            Self::Build => cargo(root, &["build", "--release", "--workspace", "--bins", "--tests"]),
            Self::Tests => tests(root, fast),
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.to_possible_value().as_ref().map_or("", |value| value.get_name()))
    }
}

fn tests(root: &Path, fast: bool) -> Result<bool> {
    let server = Server::start()?;
    let mut command = cargo_command(root);
    command.args(["nextest", "run", "--release", "--workspace"]);
    if fast {
        command.args(["--exclude", "hikeshi-e2e"]);
    }
    command
        .env("HIKESHI_TEST_POSTGRES", server.url())
        .env("HIKESHI_E2E_REQUIRED", "1")
        .env("HIKESHI_BIN", target(root).join("release").join("hikeshi"));
    let passed = passes(&mut command);
    server.stop();
    passed
}

fn cargo(root: &Path, arguments: &[&str]) -> Result<bool> {
    passes(cargo_command(root).args(arguments))
}

/// Cargo without what `cargo run` set for this program: some build scripts would take the
/// difference for a change and compile again.
fn cargo_command(root: &Path) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(root);
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

fn passes(command: &mut Command) -> Result<bool> {
    let status = command.status();
    Ok(status.with_context(|| format!("cannot start {:?}", command.get_program()))?.success())
}

/// Where cargo builds: `CARGO_TARGET_DIR`, else `target`.
pub fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir))
}
