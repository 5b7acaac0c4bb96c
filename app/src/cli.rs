//! What can be typed after `hikeshi`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

mod package;

pub use package::{PackageCommand, PackageExport, PackageImport, PackageVerify};

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
    /// Print the description of the JSON API (OpenAPI).
    Openapi,
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
    /// Write approved letters into a data folder for measuring.
    #[command(hide = true)]
    BenchLetters {
        /// The data folder.
        #[arg(long)]
        data: PathBuf,
    },
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

/// `hikeshi incident …`: incidents in and out without a browser.
#[derive(Debug, Subcommand)]
pub enum IncidentCommand {
    /// Bring in an incident: a case file (YAML) or a timeline (CSV).
    ///
    /// Works while the pages are served. Everything of the file is written, or nothing. Lines that
    /// cannot be read are named with number and reason, and their text is kept.
    Import(ImportOptions),
}

/// `hikeshi incident import …`
#[derive(Debug, Args)]
pub struct ImportOptions {
    /// The file.
    pub file: PathBuf,
    /// The company's id; may be left out when there is only one.
    #[arg(long)]
    pub company: Option<String>,
    /// What the incident is.
    #[arg(long = "as", value_enum, default_value = "history")]
    pub purpose: ImportPurpose,
    /// Bring the file in although it was brought in before.
    #[arg(long)]
    pub again: bool,
    /// How the result is printed.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// The data folder.
    #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
    pub data: PathBuf,
}

/// `hikeshi deadlines …`
#[derive(Debug, Args)]
pub struct DeadlinesOptions {
    /// The file with the facts.
    #[arg(long)]
    pub facts: PathBuf,
    /// The instant from which is looked (default: now); also "2024-05-22" or "yesterday 9:00".
    #[arg(long)]
    pub at: Option<String>,
    /// How the result is printed.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// The language of the words.
    #[arg(long, value_enum, default_value = "ja")]
    pub lang: Language,
    /// Try other rules: a folder with duties/ and holidays/ in place of those on board.
    #[arg(long)]
    pub content: Option<PathBuf>,
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

/// What an imported incident is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImportPurpose {
    /// An exercise.
    Drill,
    /// A past incident, for the record.
    History,
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
