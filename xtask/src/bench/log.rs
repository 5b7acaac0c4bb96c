//! `cargo xtask bench log`: the tamper-evident log at a real length.
//!
//! The floor of appending is a bare loop of write and sync on the same disk in the same run; of
//! proofs there is no floor but reading one row and a handful of files.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use serde_json::Value;

use super::report;

/// How much of everything.
#[derive(Args, Clone)]
pub struct LogOptions {
    /// The length of the log; 10,000,000 need about 8 GiB of disk
    #[arg(long, default_value_t = 200_000)]
    pub entries: u64,
    /// Proofs of each kind
    #[arg(long, default_value_t = 1_000)]
    pub proofs: usize,
    /// Entries that are appended one by one
    #[arg(long, default_value_t = 2_000)]
    pub appends: u64,
    /// Who appends at the same time
    #[arg(long, default_value_t = 8)]
    pub writers: u64,
    /// The disk that is measured: a folder on it (default: the temporary folder)
    #[arg(long)]
    pub folder: Option<PathBuf>,
    /// Only print the table
    #[arg(long)]
    pub dry: bool,
}

/// Measures and writes the table.
///
/// # Errors
/// When the binary fails.
pub fn bench(root: &Path, binary: &Path, options: &LogOptions) -> Result<ExitCode> {
    let home = match &options.folder {
        Some(folder) => tempfile::tempdir_in(folder)?,
        None => tempfile::tempdir()?,
    };
    let run = Command::new(binary)
        .args(["bench-log", "--folder"])
        .arg(home.path())
        .args(["--entries", &options.entries.to_string()])
        .args(["--proofs", &options.proofs.to_string()])
        .args(["--appends", &options.appends.to_string()])
        .args(["--writers", &options.writers.to_string()])
        .output()
        .context("the binary does not start")?;
    ensure!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let figures: Value = serde_json::from_slice(&run.stdout).context("unreadable figures")?;
    let table = table(&figures);
    println!("{table}");
    if !options.dry {
        report::write(root, "log", &table)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn table(figures: &Value) -> String {
    let number = |name: &str| figures[name].as_f64().unwrap_or_default();
    let pair = |name: &str| {
        let part = |at: usize| figures[name][at].as_f64().unwrap_or_default();
        format!("{:.2} / {:.2} ms", part(0), part(1))
    };
    let (appends, floor) = (number("appends_per_second"), number("fsyncs_per_second"));
    let sizes = format!("{} entries, {} proofs of each kind", number("entries"), number("proofs"));
    let rows = [
        ("proof of an entry made (one row, tiles), p50 / p99", pair("prove_ms")),
        ("that proof read and checked, p50 / p99", pair("verify_ms")),
        ("largest proof", format!("{} bytes", number("proof_bytes"))),
        ("proof that the log only grew made, p50 / p99", pair("consistency_ms")),
        ("entries appended, each in its own transaction, SQLite", format!("{appends:.0}/s")),
        ("writers at the same time", number("writers").to_string()),
        ("floor: bare write and sync of 4 KiB", format!("{floor:.0}/s")),
        ("appending over the floor", format!("{:.2} times", appends / floor.max(0.001))),
        ("all of it published", format!("{:.1} s", number("publish_seconds"))),
        ("all of it inspected, row by row beside its files", {
            format!("{:.1} s", number("inspect_seconds"))
        }),
    ];
    let mut text = report::measured("log", &sizes) + "\n\n| what | figure |\n|---|---|";
    for (what, figure) in rows {
        text.push_str(&format!("\n| {what} | {figure} |"));
    }
    text
}
