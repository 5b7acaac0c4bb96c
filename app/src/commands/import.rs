//! `hikeshi incident import`: an incident from a file, for a person or a script.

use std::{io::Read as _, process::ExitCode};

use anyhow::{Context as _, anyhow, bail};
use hikeshi_i18n::Words;
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_incidents::{
    case::Purpose,
    import::{
        ImportChoice, ImportProblem, Imported, MAX_FILE_BYTES, ReadFile, import_case,
        imported_before, prepare_case, read_file, readable,
    },
    model::incident,
};
use hikeshi_web::{Platform, Problem, ProblemKind};
use serde_json::{Value, json};

use super::which_company::which_company;
use crate::{
    cli::{Format, ImportOptions, ImportPurpose},
    start,
};

/// Problems named in the answer to a refused file.
const NAMED_PROBLEMS: usize = 1_000;

/// Brings the file in; the exit code is 1 when nothing was brought in. With `--format json` every
/// answer is one JSON line, whatever went wrong.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
pub async fn run(options: ImportOptions) -> anyhow::Result<ExitCode> {
    hikeshi_telemetry::start(hikeshi_telemetry::LogFormat::Text, "error");
    let format = options.format;
    match bring_in(options).await {
        Err(error) if format == Format::Json => {
            println!(
                "{}",
                json!({ "imported": false, "error": "failed", "reason": format!("{error:#}") })
            );
            Ok(ExitCode::FAILURE)
        }
        answer => answer,
    }
}

async fn bring_in(options: ImportOptions) -> anyhow::Result<ExitCode> {
    let bytes = read_bytes(&options)?;
    let config = start::settings(&options.data)?;
    start::content(&config)?;
    let platform = start::open(options.data.clone(), config).await?;
    let answer = answer(&platform, &options, bytes).await;
    platform.db.close().await;
    answer
}

async fn answer(
    platform: &Platform,
    options: &ImportOptions,
    bytes: Vec<u8>,
) -> anyhow::Result<ExitCode> {
    let words = platform.words(start::language());
    let company = which_company(platform, &words, options.company.as_deref()).await?;
    let file = read_file(platform, &options.file.to_string_lossy(), bytes).await;
    let file = file.map_err(|problem| failed(&problem))?;
    let told = Told { platform, words: &words, company, options, file: file.clone() };
    match write(platform, &words, company, options, file).await {
        Ok(imported) => {
            told.done(&imported);
            Ok(ExitCode::SUCCESS)
        }
        Err(problem) => told.refused(problem).await,
    }
}

/// The bytes of the file; never more than are read, whatever the file says of its size.
fn read_bytes(options: &ImportOptions) -> anyhow::Result<Vec<u8>> {
    let file = &options.file;
    let reading = || format!("cannot read {}", file.display());
    let most = u64::try_from(MAX_FILE_BYTES)?;
    let mut bytes = Vec::new();
    std::fs::File::open(file)
        .and_then(|open| open.take(most + 1).read_to_end(&mut bytes))
        .with_context(reading)?;
    if bytes.len() > MAX_FILE_BYTES {
        bail!("{} is larger than {} MB", file.display(), MAX_FILE_BYTES / 1_048_576);
    }
    Ok(bytes)
}

const fn purpose_of(options: &ImportOptions) -> Purpose {
    match options.purpose {
        ImportPurpose::Drill => Purpose::Drill,
        ImportPurpose::History => Purpose::History,
    }
}

async fn write(
    platform: &Platform,
    words: &Words,
    company: CompanyId,
    options: &ImportOptions,
    file: ReadFile,
) -> Result<Imported, Problem> {
    let choice = ImportChoice { purpose: purpose_of(options), again: options.again };
    let scope = CompanyScope::of_program(company, "import");
    let case = prepare_case(words, file, choice).await?;
    let tx = platform.db.write(scope.fence()).await?;
    let imported = import_case(&tx, platform, &scope, words, case).await?;
    tx.commit().await?;
    Ok(imported)
}

/// What an answer is made from.
struct Told<'a> {
    platform: &'a Platform,
    words: &'a Words,
    company: CompanyId,
    options: &'a ImportOptions,
    file: ReadFile,
}

impl Told<'_> {
    fn url(&self, incident: impl std::fmt::Display) -> String {
        self.platform.public(&format!("/c/{}/incidents/{incident}", self.company))
    }

    #[expect(clippy::print_stdout, reason = "the answer of a command")]
    fn done(&self, imported: &Imported) {
        let url = self.url(imported.incident);
        let problems = imported.problems.as_slice();
        if self.options.format == Format::Json {
            println!("{}", self.done_json(imported, &url));
            return;
        }
        let counts: [(&str, &dyn std::fmt::Display); 3] = [
            ("number", &imported.number),
            ("events", &imported.events),
            ("facts", &imported.facts),
        ];
        println!("{}", self.words.ta("import-cli-done", &counts));
        println!("{url}");
        if !problems.is_empty() {
            println!("{}", self.words.t1("import-cli-problems", "count", problems.len()));
            for problem in problems {
                println!("  {}", problem.text);
            }
        }
    }

    fn done_json(&self, imported: &Imported, url: &str) -> Value {
        let problems = imported.problems.as_slice();
        json!({
            "imported": true, "incident": imported.incident, "number": imported.number,
            "url": url, "as": purpose_of(self.options).name(),
            "events": imported.events, "facts": imported.facts,
            "counts": {
                "events": imported.events, "facts": imported.facts, "problems": problems.len(),
            },
            "problems": problems,
        })
    }

    /// What was refused, with the reason; anything else is a fault of the installation.
    #[expect(clippy::print_stdout, clippy::print_stderr, reason = "the answer of a command")]
    async fn refused(&self, problem: Problem) -> anyhow::Result<ExitCode> {
        let Some(reason) = &problem.detail else { return Err(failed(&problem)) };
        let first = match problem.kind {
            ProblemKind::Conflict => self.first().await?,
            _ => None,
        };
        if self.options.format == Format::Json {
            let problems: Vec<ImportProblem> = match problem.kind {
                ProblemKind::Conflict => Vec::new(),
                _ => {
                    let found = &self.file.case.problems;
                    readable(self.words, &found[..found.len().min(NAMED_PROBLEMS)])
                }
            };
            let first = first.map(|row| json!({ "number": row.number, "url": self.url(row.id) }));
            let answer = json!({
                "imported": false, "error": problem.kind.name(), "reason": reason,
                "before": first, "problems": problems,
            });
            println!("{answer}");
            return Ok(ExitCode::FAILURE);
        }
        eprintln!("{}", self.words.t1("import-cli-refused", "reason", reason));
        if let Some(first) = first {
            eprintln!("{}", self.url(first.id));
            eprintln!("{}", self.words.t("import-cli-again"));
        }
        Ok(ExitCode::FAILURE)
    }

    /// The incident as which the same file was brought in before.
    async fn first(&self) -> anyhow::Result<Option<incident::Model>> {
        let scope = CompanyScope::of_program(self.company, "import");
        let tx = self.platform.db.read(scope.fence()).await?;
        let first = imported_before(&tx, &scope, &self.file.sha256, purpose_of(self.options));
        first.await.map_err(|problem| failed(&problem))
    }
}

pub(super) fn failed(problem: &Problem) -> anyhow::Error {
    anyhow!("{}", problem.cause.clone().unwrap_or_else(|| problem.kind.name().to_owned()))
}
