//! What can be typed after `hikeshi`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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
    /// Say whom to tell until when, from a file of facts; works without a data folder.
    ///
    /// The file is YAML: known, organisation (kind, industry), personal_data (persons, sensitive,
    /// property_damage, wrongful_purpose, my_number_persons, encrypted, recovered_unread …), role,
    /// card_data, contracts, malware, intrusion. What is missing counts as not known, never as no.
    Deadlines(DeadlinesOptions),
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
    /// Measure the tamper-evident log in a new folder.
    #[command(hide = true)]
    BenchLog(BenchLog),
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

/// `hikeshi bench-log …`
#[derive(Debug, Args)]
pub struct BenchLog {
    /// A new folder on the disk that is measured.
    #[arg(long)]
    pub folder: PathBuf,
    /// The length of the log.
    #[arg(long, default_value_t = 200_000)]
    pub entries: u64,
    /// Proofs of each kind.
    #[arg(long, default_value_t = 1_000)]
    pub proofs: usize,
    /// Entries that are appended one by one.
    #[arg(long, default_value_t = 2_000)]
    pub appends: u64,
    /// Who appends at the same time.
    #[arg(long, default_value_t = 8)]
    pub writers: u64,
}

/// `hikeshi log …`: see docs/verify-the-log.md.
#[derive(Debug, Subcommand)]
pub enum LogCommand {
    /// Check the whole log, its files and keys, every kept checkpoint, and the files of exhibits and papers.
    ///
    /// Changes nothing and works while the pages are served. Exit code 0: nothing found; 1: something
    /// is not as it was, and it is named; 2: it could not be checked.
    Verify(VerifyOptions),
    /// Print the current signed checkpoint, to be kept by somebody else.
    Checkpoint {
        /// The data folder.
        #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
        data: PathBuf,
    },
    /// Print the public keys of the log, the oldest first.
    Key {
        /// The data folder.
        #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
        data: PathBuf,
    },
    /// Change the key that signs the log. The server must be stopped.
    ///
    /// The old key signs the entry that tells of the new one; its public half stays in the list, its
    /// secret is deleted.
    RotateKey {
        /// The data folder.
        #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
        data: PathBuf,
    },
}

/// `hikeshi log verify …`
#[derive(Debug, Args)]
pub struct VerifyOptions {
    /// A checkpoint that somebody kept: the file, or the lines as they stand on paper.
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Vec<PathBuf>,
    /// A copy of the database to check against its note and the log of today.
    #[arg(long, value_name = "FILE")]
    pub backup: Vec<PathBuf>,
    /// Leave the files of exhibits and papers out.
    #[arg(long)]
    pub log_only: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// The language of the words.
    #[arg(long, value_enum, default_value = "ja")]
    pub lang: Language,
    /// The data folder.
    #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
    pub data: PathBuf,
}

/// `hikeshi proof …`: files that show to others that an entry stands in the log.
#[derive(Debug, Subcommand)]
pub enum ProofCommand {
    /// Make the proof of an entry, or of all entries about a thing.
    Make(MakeProof),
    /// Check a proof; works anywhere, without a data folder.
    ///
    /// Exit code 0: proved; 1: not proved, with the reason; 2: a file cannot be read.
    Verify(VerifyProof),
}

/// `hikeshi proof make …`
#[derive(Debug, Args)]
pub struct MakeProof {
    /// The number of the entry.
    #[arg(long, required_unless_present = "about", conflicts_with = "about")]
    pub entry: Option<u64>,
    /// A thing, as kind and id: evidence:ID, paper:ID, document:ID, incident:ID … With several
    /// entries, the number of the entry is added to the name of each file.
    #[arg(long, value_name = "KIND:ID")]
    pub about: Option<String>,
    /// The file to write (usually *.tlog-proof).
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Prove it against this checkpoint that the receiver kept, not against the newest.
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Option<PathBuf>,
    /// Disclose the detail of the entry too: ids, states, hashes of files. Needed to prove what a
    /// file contained; give it only to those who may know.
    #[arg(long)]
    pub with_detail: bool,
    /// Print the short text for paper and QR codes too.
    #[arg(long)]
    pub short: bool,
    /// The data folder.
    #[arg(long, default_value = "hikeshi-data", env = "HIKESHI_DATA")]
    pub data: PathBuf,
}

/// `hikeshi proof verify …`
#[derive(Debug, Args)]
pub struct VerifyProof {
    /// The proof.
    pub proof: PathBuf,
    /// A checkpoint that you kept or got from somebody you trust.
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Vec<PathBuf>,
    /// A public key of the log (hikeshi log key): the text, or a file with one key a line.
    #[arg(long, value_name = "VKEY")]
    pub key: Vec<String>,
    /// The proof of a change of the key (log/rotations in the data folder), the oldest first.
    #[arg(long, value_name = "FILE")]
    pub rotation: Vec<PathBuf>,
    /// A file that the entry is said to be about: its hash must stand in the disclosed detail.
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// The language of the words.
    #[arg(long, value_enum, default_value = "ja")]
    pub lang: Language,
}
