//! `hikeshi kit`: the printed kit of a company, or a blank one, as a file.

use std::{path::Path, process::ExitCode};

use anyhow::{Context as _, anyhow};
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::{Clock as _, Lang, SystemClock};
use hikeshi_kit::{blank_kit, file_of, make_edition};
use hikeshi_web::{Platform, Problem};

use super::which_company::which_company;
use crate::{cli::KitOptions, router, start};

/// Writes the file and says what it is.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
pub async fn run(options: KitOptions) -> anyhow::Result<ExitCode> {
    hikeshi_telemetry::start(hikeshi_telemetry::LogFormat::Text, "error");
    let lang = options.lang.into();
    let bytes = if options.blank {
        let words = router::catalogue()?.words(lang);
        blank_kit(&words, SystemClock.now()).await.map_err(|problem| failed(&problem))?
    } else {
        let config = start::settings(&options.data)?;
        start::content(&config)?;
        let platform = start::open(options.data.clone(), config).await?;
        let made = of_company(&platform, &options, lang).await;
        platform.db.close().await;
        made?
    };
    write(&options.output, &bytes)?;
    println!("{}", options.output.display());
    Ok(ExitCode::SUCCESS)
}

/// Makes the edition of now, or takes the one that says the same, and reads its file.
async fn of_company(
    platform: &Platform,
    options: &KitOptions,
    lang: Lang,
) -> anyhow::Result<Vec<u8>> {
    let words = platform.words(start::language());
    let company = which_company(platform, &words, options.company.as_deref()).await?;
    let scope = CompanyScope::of_program(company, "kit");
    let edition = make_edition(platform, &scope, lang).await.map_err(|problem| failed(&problem))?;
    file_of(platform, &scope, &edition).await.map_err(|problem| failed(&problem))
}

/// Private telephone numbers stand in it: only its owner can read the file.
fn write(file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut open =
        options.open(file).with_context(|| format!("cannot write {}", file.display()))?;
    std::io::Write::write_all(&mut open, bytes)
        .with_context(|| format!("cannot write {}", file.display()))
}

fn failed(problem: &Problem) -> anyhow::Error {
    anyhow!("{}", problem.cause.clone().unwrap_or_else(|| problem.kind.name().to_owned()))
}
