//! What can be typed after `hikeshi`; the options of each command stand in a file of its own.

mod backup;
mod deadlines;
mod incident;
mod indicators;
mod kit;
mod log;
mod package;
mod playbook;
mod proof;
mod score;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

pub use backup::*;
pub use deadlines::*;
pub use incident::*;
pub use indicators::*;
pub use kit::*;
pub use log::*;
pub use package::*;
pub use playbook::*;
pub use proof::*;
pub use score::*;

/// Incident response for small companies and the providers that look after them.
///
/// Try it:        hikeshi demo
/// For real use:  hikeshi init --data /srv/hikeshi, then hikeshi serve --data /srv/hikeshi
#[derive(Debug, Parser)]
#[command(version, about, verbatim_doc_comment, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program is asked to do; the texts below are what `hikeshi help` prints.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a data folder with keys and commented settings, and print the one-time link of the first administrator.
    /// Run again, it changes nothing, and prints a fresh link only while there is no administrator.
    Init {
        /// The data folder; made if it is not there.
        #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
        data: PathBuf,
    },
    /// Print a link with which somebody who has an account chooses a new password, for when mail does not arrive.
    AdminLink {
        /// The address that the person signs in with.
        #[arg(long)]
        email: String,
        /// The data folder.
        #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
        data: PathBuf,
    },
    /// Serve the pages and run the jobs.
    Serve {
        /// The data folder that `hikeshi init` made.
        #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
        data: PathBuf,
    },
    /// Start with sample companies in a throw-away folder on this machine only.
    Demo {
        /// The port (0: any free one).
        #[arg(long, default_value_t = 8710)]
        port: u16,
        /// The folder for the sample data: a new or empty one (default: a new one in the temporary folder).
        #[arg(long)]
        data: Option<PathBuf>,
        /// Print one line of JSON with url, help_url and links instead of text.
        #[arg(long)]
        json: bool,
    },
    /// Work with incidents from the command line.
    Incident {
        /// What to do.
        #[command(subcommand)]
        command: IncidentCommand,
    },
    /// Make, check and restore backups, of everything or of one company.
    Backup {
        /// What to do.
        #[command(subcommand)]
        command: BackupCommand,
    },
    /// Take back what was done on a spare machine since its backup was made.
    ///
    /// Stop the spare first. Works while the main machine serves its pages. Everything is written,
    /// or nothing; run again, it does nothing more. What both sides changed is kept on both sides
    /// and shown on a page, where somebody chooses.
    Merge(MergeOptions),
    /// Technical traces of an attack: find them in any text, give them to others without the victim.
    Indicators {
        /// What to do.
        #[command(subcommand)]
        command: IndicatorsCommand,
    },
    /// Hand an incident over as a file, check such a file, take one over.
    Package {
        /// What to do.
        #[command(subcommand)]
        command: PackageCommand,
    },
    /// Say whom to tell until when, from a file of facts; works without a data folder.
    ///
    /// The file is YAML: known, organisation (kind, industry), personal_data (persons, sensitive,
    /// property_damage, wrongful_purpose, my_number_persons, encrypted, recovered_unread …), role,
    /// card_data, contracts, malware, intrusion. What is missing counts as not known, never as no.
    Deadlines(DeadlinesOptions),
    /// Score answers to a questionnaire; works without a data folder.
    ///
    /// The answers are CSV `site,item,answer` with yes, partly, no, unknown, unanswered or na (or as
    /// people write them in Japanese). Sites are added up. What cannot be read is named by line, and
    /// then there is no score: exit code 1. See docs/score.md.
    Score(ScoreOptions),
    /// Look after the tamper-evident log: check everything, print checkpoint and keys, change the key.
    Log {
        /// What to do.
        #[command(subcommand)]
        command: LogCommand,
    },
    /// Prove to others that something stands in the log, and check such a proof without a database.
    Proof {
        /// What to do.
        #[command(subcommand)]
        command: ProofCommand,
    },
    /// Write the printed kit of a company as a PDF: the first hour, telephone numbers, task cards, forms.
    ///
    /// Makes a new edition if something has changed; works while the pages are served. With --blank it
    /// needs no data folder, and names and numbers are written by hand.
    Kit(KitOptions),
    /// Check playbooks of other programs, take them over, give them out (CACAO 2.0, templates of TheHive).
    Playbook {
        /// What to do.
        #[command(subcommand)]
        command: PlaybookCommand,
    },
    /// Print the description of the JSON API (OpenAPI).
    Openapi,
    /// Take a list of many machines into the ledger of a new company, and undo it, for measuring.
    #[command(hide = true)]
    BenchAssets {
        /// The data folder.
        #[arg(long)]
        data: PathBuf,
        /// How many rows.
        #[arg(long, default_value_t = 10_000)]
        rows: usize,
    },
    /// Fill a data folder for measuring.
    #[command(hide = true)]
    BenchFill {
        /// The data folder.
        #[arg(long)]
        data: PathBuf,
        /// How many companies.
        #[arg(long, default_value_t = 1_000)]
        companies: usize,
        /// How many incidents in all.
        #[arg(long, default_value_t = 20_000)]
        incidents: usize,
    },
    /// Write self-checks, machines, risks and policies of all companies into a data folder for measuring.
    #[command(hide = true)]
    BenchOverview {
        /// The data folder.
        #[arg(long)]
        data: PathBuf,
    },
    /// Write approved letters into a data folder for measuring.
    #[command(hide = true)]
    BenchLetters {
        /// The data folder.
        #[arg(long)]
        data: PathBuf,
    },
    /// Measure the tamper-evident log in a new folder.
    #[command(hide = true)]
    BenchLog(BenchLog),
    /// Write an incident with evidence into a data folder for measuring.
    #[command(hide = true)]
    BenchPackage {
        /// The data folder.
        #[arg(long)]
        data: PathBuf,
        /// The folder with the files of evidence.
        #[arg(long)]
        files: PathBuf,
    },
    /// Look at the settings.
    Config {
        /// What to do.
        #[command(subcommand)]
        command: ConfigCommand,
    },
}

/// A language of the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Japanese.
    Ja,
    /// Easy Japanese.
    JaEasy,
    /// English.
    En,
}

impl From<Language> for hikeshi_kernel::Lang {
    fn from(chosen: Language) -> Self {
        match chosen {
            Language::Ja => Self::Ja,
            Language::JaEasy => Self::JaEasy,
            Language::En => Self::En,
        }
    }
}

/// How a result is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// `hikeshi config …`: whether the settings are right, and what holds in the end.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Say whether the settings can be used.
    Check {
        /// The data folder.
        #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
        data: PathBuf,
    },
    /// Print all settings in force (never a password).
    Dump {
        /// The data folder.
        #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
        data: PathBuf,
    },
}
