//! `hikeshi playbook import`: a file becomes a draft of a company.

use std::process::ExitCode;

use anyhow::anyhow;
use hikeshi_playbooks::{
    shelf::keep_taken,
    take_in::{TakenIn, take_in},
};
use hikeshi_web::{Platform, Problem};
use serde_json::json;

use super::{answers, bytes_of, company::shelf, intake, words};
use crate::{cli::PlaybookImportOptions, commands::harmless, start};

/// Brings the file in as a draft; the exit code is 1 when it was refused.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
pub async fn run(options: PlaybookImportOptions) -> anyhow::Result<ExitCode> {
    hikeshi_telemetry::start(hikeshi_telemetry::LogFormat::Text, "error");
    let words = words(options.lang)?;
    let file = options.file.display().to_string();
    let by = intake(&options.kind);
    let taken = match take_in(&bytes_of(&options.file)?, hikeshi_playbooks::wording()?, &by) {
        Ok(taken) => taken,
        Err(faults) if options.json => {
            println!("{}", answers::refused_json(&words, &file, &faults));
            return Ok(ExitCode::FAILURE);
        }
        Err(faults) => {
            println!("{}", harmless(&answers::refused_text(&words, &file, &faults)));
            return Ok(ExitCode::FAILURE);
        }
    };
    let config = start::settings(&options.data)?;
    start::content(&config)?;
    let platform = start::open(options.data.clone(), config).await?;
    let answer = bring_in(&platform, &options, &words, taken.clone()).await;
    platform.db.close().await;
    let url = answer?;
    if options.json {
        let mut answer = answers::understood_json(&words, &file, &taken);
        if let Some(answer) = answer.as_object_mut() {
            answer.insert("url".to_owned(), json!(url));
        }
        println!("{answer}");
    } else {
        println!("{}", harmless(&answers::understood_text(&words, &file, &taken)));
        println!("{}\n{url}", words.t("playbook-cli-draft"));
    }
    Ok(ExitCode::SUCCESS)
}

async fn bring_in(
    platform: &Platform,
    options: &PlaybookImportOptions,
    words: &hikeshi_i18n::Words,
    taken: TakenIn,
) -> anyhow::Result<String> {
    let keeper = shelf(platform, words, options.company.as_deref()).await?;
    let name = options.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let by = intake(&options.kind);
    let tx = platform.db.write(keeper.fence()).await?;
    let row = keep_taken(&tx, platform, &keeper, (taken, &name, &by)).await.map_err(failed)?;
    tx.commit().await?;
    Ok(platform.public(&format!("{}/own/{}", keeper.base(), row.id)))
}

pub(super) fn failed(problem: Problem) -> anyhow::Error {
    let reason = problem.detail.or(problem.cause);
    anyhow!("{}", reason.unwrap_or_else(|| problem.kind.name().to_owned()))
}
