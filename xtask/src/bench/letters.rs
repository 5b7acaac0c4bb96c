//! `cargo xtask bench letters`: one approved letter to everybody on a list, by mail and on paper,
//! and a run by mail whose program is killed half-way.
//!
//! The floor of each figure is what this machine needs for the same files without a program. Mail
//! lies in a folder as one file for each letter: a second letter to somebody is a second file, or
//! the same file written anew, and both are looked for.

mod office;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use clap::Args;

use super::{WebOptions, process::Installation, report};
use crate::run::Server;
use office::{Letter, Office};

/// How much of everything.
#[derive(Args, Clone)]
pub struct LettersOptions {
    /// Persons on each list
    #[arg(long, default_value_t = 10_000)]
    pub recipients: usize,
    /// Leave PostgreSQL out
    #[arg(long)]
    pub sqlite_only: bool,
    /// Only print the table
    #[arg(long)]
    pub dry: bool,
}

/// What was measured on one database.
struct Figures {
    mail: Duration,
    mail_floor: Duration,
    paper: Duration,
    paper_floor: Duration,
    paper_files: usize,
    paper_mib: u64,
    /// From the kill to the end of the run.
    after_kill: Duration,
    /// Letters of unknown fate, which people decide about.
    unknown: usize,
    /// Letters that somebody got twice.
    twice: usize,
}

/// Measures and writes the table.
///
/// # Errors
/// When the binary fails, or a run does not end as it should.
pub fn bench(root: &Path, binary: &Path, options: &LettersOptions) -> Result<ExitCode> {
    let mut all = vec![("SQLite", on_database(binary, None, options)?)];
    if !options.sqlite_only {
        let server = Server::start()?;
        all.push(("PostgreSQL", on_database(binary, Some(server.url()), options)?));
        server.stop();
    }
    let table = table(&all, options);
    println!("{table}");
    if !options.dry {
        report::write(root, "letters", &table)?;
    }
    let twice = all.iter().any(|(_, figures)| figures.twice > 0);
    Ok(if twice { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn on_database(
    binary: &Path,
    database: Option<String>,
    options: &LettersOptions,
) -> Result<Figures> {
    let sizes = WebOptions {
        companies: 1,
        incidents: 1,
        rate: 1,
        seconds: 1,
        sqlite_only: options.sqlite_only,
        dry: true,
    };
    let installation = Installation::make(binary, database, &sizes)?;
    let filled = installation.fill(&["bench-letters"])?;
    let text = |name: &str| filled[name].as_str().unwrap_or_default().to_owned();
    let cookie = |name: &str| format!("hikeshi_session={}", text(name));
    let office = Office {
        persons: [cookie("officer"), cookie("president")],
        recipients: options.recipients,
        installation,
    };
    let program = office.installation.start()?;
    let (start, run) = office.begin(&text("email"), "first")?;
    office.wait(&run)?;
    let mail = start.elapsed();
    let sent = office.letters("first")?;
    ensure!(sent.len() == options.recipients, "{} letters by mail", sent.len());
    let mail_floor = floor_of_mail(&sent)?;
    let (start, run) = office.begin(&text("letter"), "paper")?;
    office.wait(&run)?;
    let paper = start.elapsed();
    let sizes = office.files(&run)?;
    let paper_floor = floor_of_files(&sizes)?;

    let (_, run) = office.begin(&text("email"), "second")?;
    office.wait_for_half(sent.len())?;
    program.kill()?;
    let killed = Instant::now();
    let before = office.letters("second")?;
    let program = office.installation.start()?;
    office.wait(&run)?;
    let after_kill = killed.elapsed();
    let after = office.letters("second")?;
    drop(program);
    let reached: BTreeSet<&str> = after.iter().map(|letter| letter.to.as_str()).collect();
    Ok(Figures {
        mail,
        mail_floor,
        paper,
        paper_floor,
        paper_files: sizes.len(),
        paper_mib: sizes.iter().sum::<u64>() >> 20,
        after_kill,
        unknown: options.recipients - reached.len(),
        twice: after.len() - reached.len() + written_anew(&before, &after),
    })
}

/// How many letters were there before and are another file now.
fn written_anew(before: &[Letter], after: &[Letter]) -> usize {
    let now: BTreeMap<&str, _> =
        after.iter().map(|letter| (letter.file.as_str(), letter.mark)).collect();
    before.iter().filter(|letter| now.get(letter.file.as_str()) != Some(&letter.mark)).count()
}

/// The same mails handed to a folder, each written beside its place and then put there.
fn floor_of_mail(letters: &[Letter]) -> Result<Duration> {
    let folder = tempfile::tempdir()?;
    let start = Instant::now();
    for letter in letters {
        let unfinished = folder.path().join(format!("{}.tmp", letter.file));
        std::fs::write(&unfinished, &letter.bytes)?;
        std::fs::rename(unfinished, folder.path().join(&letter.file))?;
    }
    Ok(start.elapsed())
}

/// Files of these sizes, each on the disk before the next begins.
fn floor_of_files(sizes: &[u64]) -> Result<Duration> {
    let folder = tempfile::tempdir()?;
    let bytes = vec![b'x'; usize::try_from(sizes.iter().copied().max().unwrap_or(0))?];
    let start = Instant::now();
    for (nth, size) in sizes.iter().enumerate() {
        let mut file = std::fs::File::create(folder.path().join(nth.to_string()))?;
        file.write_all(bytes.get(..usize::try_from(*size)?).context("a size above the most")?)?;
        file.sync_all()?;
    }
    Ok(start.elapsed())
}

/// One row: what, the target, the text of a figure.
type Row<'a> = (&'static str, &'static str, Box<dyn Fn(&Figures) -> String + 'a>);

fn table(all: &[(&str, Figures)], options: &LettersOptions) -> String {
    let seconds = |time: Duration| format!("{:.1} s", time.as_secs_f64());
    let times = |time: Duration, floor: Duration| {
        format!("{:.0} times", time.as_secs_f64() / floor.as_secs_f64().max(0.001))
    };
    let rows: Vec<Row<'_>> = vec![
        ("by mail, from the second confirmation to the end", "300 s", {
            Box::new(|f| seconds(f.mail))
        }),
        ("floor: the same mails written to a folder", "", Box::new(|f| seconds(f.mail_floor))),
        ("by mail over the floor", "", Box::new(|f| times(f.mail, f.mail_floor))),
        ("on paper, until all files can be printed", "300 s", Box::new(|f| seconds(f.paper))),
        ("these files", "", Box::new(|f| format!("{} ({} MiB)", f.paper_files, f.paper_mib))),
        ("floor: files of that size, each synced to the disk", "", {
            Box::new(|f| seconds(f.paper_floor))
        }),
        ("by mail, killed half-way: from the kill to the end", "", {
            Box::new(|f| seconds(f.after_kill))
        }),
        ("of these, not known whether sent (left to people)", "20", {
            Box::new(|f| f.unknown.to_string())
        }),
        ("letters that somebody got twice", "0", Box::new(|f| f.twice.to_string())),
    ];
    let mut text =
        report::measured("letters", &format!("{} persons on each list", options.recipients));
    text.push_str("\n\n| what | target |");
    for (database, _) in all {
        let _ = write!(text, " {database} |");
    }
    text.push_str("\n|---|---|");
    text.push_str(&"---|".repeat(all.len()));
    for (what, target, figure) in rows {
        let _ = write!(text, "\n| {what} | {target} |");
        for (_, figures) in all {
            let _ = write!(text, " {} |", figure(figures));
        }
    }
    text
}
