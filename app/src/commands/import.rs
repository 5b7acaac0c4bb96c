//! `hikeshi incident import`: an incident from a file, for a person or a script.

use std::process::ExitCode;

use anyhow::{Context as _, bail};
use hikeshi_db::Fence;
use hikeshi_directory::first_companies;
use hikeshi_i18n::Words;
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_incidents::{
    case::Purpose,
    import::{ImportChoice, Imported, MAX_FILE_BYTES, import_case, prepare_case, read_file},
};
use hikeshi_web::{Platform, Problem, ProblemKind};
use serde_json::json;

use crate::{
    cli::{Format, ImportOptions, ImportPurpose},
    start,
};

/// Companies named in the error that asks for one.
const NAMED_COMPANIES: u64 = 50;

/// Brings the file in; the exit code is 1 when it was refused.
pub async fn run(options: ImportOptions) -> anyhow::Result<ExitCode> {
    hikeshi_telemetry::start(hikeshi_telemetry::LogFormat::Text, "error");
    hikeshi_incidents::content::check(hikeshi_content::Pack)?;
    let bytes = read_bytes(&options)?;
    let config = start::settings(&options.data)?;
    let platform = start::open(options.data.clone(), config).await?;
    let words = platform.words(start::language());
    let company = company(&platform, &words, options.company.as_deref()).await?;
    let outcome = write(&platform, &words, company, &options, bytes).await;
    platform.db.close().await;
    match outcome {
        Ok(imported) => {
            print(&platform, &words, company, &imported, options.format);
            Ok(ExitCode::SUCCESS)
        }
        Err(problem) => refused(&words, problem, options.format),
    }
}

fn read_bytes(options: &ImportOptions) -> anyhow::Result<Vec<u8>> {
    let file = &options.file;
    let reading = || format!("cannot read {}", file.display());
    let size = std::fs::metadata(file).with_context(reading)?.len();
    if size > u64::try_from(MAX_FILE_BYTES)? {
        bail!("{} is larger than {} MB", file.display(), MAX_FILE_BYTES / 1_048_576);
    }
    std::fs::read(file).with_context(reading)
}

async fn write(
    platform: &Platform,
    words: &Words,
    company: CompanyId,
    options: &ImportOptions,
    bytes: Vec<u8>,
) -> Result<Imported, Problem> {
    let file = read_file(platform, &options.file.to_string_lossy(), bytes).await?;
    let purpose = match options.purpose {
        ImportPurpose::Drill => Purpose::Drill,
        ImportPurpose::History => Purpose::History,
    };
    let choice = ImportChoice { purpose, again: options.again };
    let scope = CompanyScope::of_program(company, "import");
    let case = prepare_case(words, file, choice).await?;
    let tx = platform.db.write(scope.fence()).await?;
    let imported = import_case(&tx, platform, &scope, words, case).await?;
    tx.commit().await?;
    Ok(imported)
}

/// The company that was named, or the only one.
async fn company(
    platform: &Platform,
    words: &Words,
    named: Option<&str>,
) -> anyhow::Result<CompanyId> {
    let tx = platform.db.read(Fence::Open).await?;
    if let Some(id) = named.and_then(|id| id.parse::<CompanyId>().ok())
        && !hikeshi_directory::companies(&tx, &[id]).await?.is_empty()
    {
        return Ok(id);
    }
    let known = first_companies(&tx, NAMED_COMPANIES).await?;
    match (known.as_slice(), named) {
        ([only], None) => Ok(CompanyId(only.id)),
        ([], _) => bail!("{}", words.t("import-cli-no-company")),
        (several, _) => {
            let list: String =
                several.iter().map(|row| format!("\n  {}  {}", row.id, row.name)).collect();
            bail!("{}{list}", words.t("import-cli-which-company"))
        }
    }
}

#[expect(clippy::print_stdout, reason = "the answer of a command")]
fn print(
    platform: &Platform,
    words: &Words,
    company: CompanyId,
    imported: &Imported,
    format: Format,
) {
    let url = platform.public(&format!("/c/{company}/incidents/{}", imported.incident));
    if format == Format::Json {
        let answer = json!({
            "incident": imported.incident, "number": imported.number, "url": url,
            "events": imported.events, "facts": imported.facts, "problems": imported.problems,
        });
        println!("{answer}");
        return;
    }
    let counts: [(&str, &dyn std::fmt::Display); 3] =
        [("number", &imported.number), ("events", &imported.events), ("facts", &imported.facts)];
    println!("{}", words.ta("import-cli-done", &counts));
    println!("{url}");
    if !imported.problems.is_empty() {
        println!("{}", words.t1("import-cli-problems", "count", imported.problems.len()));
        for problem in &imported.problems {
            println!("  {}", problem.text);
        }
    }
}

/// What was refused, with the reason; anything else is a fault of the installation.
#[expect(clippy::print_stdout, clippy::print_stderr, reason = "the answer of a command")]
fn refused(words: &Words, problem: Problem, format: Format) -> anyhow::Result<ExitCode> {
    let again = problem.kind == ProblemKind::Conflict;
    let Some(reason) = problem.detail else {
        bail!("{}", problem.cause.unwrap_or_else(|| problem.kind.name().to_owned()));
    };
    if format == Format::Json {
        println!("{}", json!({ "error": problem.kind.name(), "reason": reason }));
        return Ok(ExitCode::FAILURE);
    }
    eprintln!("{}", words.t1("import-cli-refused", "reason", reason));
    if again {
        eprintln!("{}", words.t("import-cli-again"));
    }
    Ok(ExitCode::FAILURE)
}
