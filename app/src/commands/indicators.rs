//! `hikeshi indicators`: technical traces in any text, and those of an incident for others.

use std::{
    io::{Read as _, Write as _},
    path::Path,
    process::ExitCode,
};

use anyhow::{Context as _, anyhow, bail};
use hikeshi_db::Fence;
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_incidents::model::incident;
use hikeshi_indicators::{
    MAX_TEXT_BYTES,
    give::{Form, Tlp},
    read,
};
use hikeshi_sharing::technical::{Choice, Held, file_of, give_out};
use hikeshi_web::{Platform, Problem};
use sea_orm::EntityTrait as _;
use uuid::Uuid;

use crate::{
    cli::{IndicatorForm, IndicatorsCommand, IndicatorsExport},
    start,
};

/// Runs the command.
pub async fn run(command: IndicatorsCommand) -> anyhow::Result<ExitCode> {
    match command {
        IndicatorsCommand::Read { file } => read_file(&file),
        IndicatorsCommand::Export(options) => export(options).await,
    }
}

/// Prints what stands in a text, as JSON.
fn read_file(file: &Path) -> anyhow::Result<ExitCode> {
    let bytes = bytes_of(file)?;
    let text = match hikeshi_casefile::text_of(&bytes) {
        Ok(text) => text,
        Err(hikeshi_casefile::Reason::EmptyFile) => String::new(),
        Err(reason) => bail!("{}: {reason}", file.display()),
    };
    let reading = read(&text)?;
    say(&(serde_json::to_string_pretty(&reading)? + "\n"))?;
    Ok(ExitCode::SUCCESS)
}

/// The bytes of the file; never more than are read, whatever the file says of its size.
fn bytes_of(file: &Path) -> anyhow::Result<Vec<u8>> {
    let reading = || format!("cannot read {}", file.display());
    let most = u64::try_from(MAX_TEXT_BYTES)?;
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        std::io::stdin().take(most + 1).read_to_end(&mut bytes).with_context(reading)?;
    } else {
        let open = std::fs::File::open(file).with_context(reading)?;
        open.take(most + 1).read_to_end(&mut bytes).with_context(reading)?;
    }
    if bytes.len() > MAX_TEXT_BYTES {
        bail!("{} is larger than {} MiB", file.display(), MAX_TEXT_BYTES / 1_048_576);
    }
    Ok(bytes)
}

async fn export(options: IndicatorsExport) -> anyhow::Result<ExitCode> {
    hikeshi_telemetry::start(hikeshi_telemetry::LogFormat::Text, "error");
    let tlp = Tlp::from_name(&options.tlp)
        .ok_or_else(|| anyhow!("--tlp: red, amber+strict, amber, green or clear"))?;
    let incident: Uuid = options.incident.parse().context("--incident: this is no id")?;
    let config = start::settings(&options.data)?;
    start::content(&config)?;
    let platform = start::open(options.data.clone(), config).await?;
    let form = match options.format {
        IndicatorForm::Stix => Form::Stix,
        IndicatorForm::Misp => Form::Misp,
        IndicatorForm::Csv => Form::Csv,
        IndicatorForm::Text => Form::Text,
    };
    let choice = Choice { form, tlp, named: options.named, go: None };
    let given = give(&platform, incident, &choice).await;
    platform.db.close().await;
    let Some((file, held)) = given? else {
        complain("nothing is left to go out\n")?;
        return Ok(ExitCode::FAILURE);
    };
    for one in held {
        complain(&format!("held back: {} {} ({})\n", one.kind, one.value, one.reasons.join(", ")))?;
    }
    match &options.out {
        Some(path) => std::fs::write(path, file)
            .with_context(|| format!("cannot write {}", path.display()))?,
        None => say(&file)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The file and what stayed behind; the record of it stands in the company's log.
async fn give(
    platform: &Platform,
    incident: Uuid,
    choice: &Choice,
) -> anyhow::Result<Option<(String, Vec<Held>)>> {
    let tx = platform.db.read(Fence::Open).await?;
    let row = incident::Entity::find_by_id(incident).one(tx.conn()).await?;
    let row = row.ok_or_else(|| anyhow!("there is no incident {incident}"))?;
    drop(tx);
    let scope = CompanyScope::of_program(CompanyId(row.company_id), "command-line");
    let tx = platform.db.write(scope.fence()).await?;
    let given = give_out(&tx, platform, &scope, &row, choice).await.map_err(failed)?;
    tx.commit().await?;
    let Some(given) = given else { return Ok(None) };
    let held = serde_json::from_str(&given.held_json)?;
    Ok(Some((file_of(&given).map_err(failed)?, held)))
}

fn failed(problem: Problem) -> anyhow::Error {
    anyhow!(
        "{}",
        problem.cause.or(problem.detail).unwrap_or_else(|| problem.kind.name().to_owned())
    )
}

/// Writes to the standard output. A reader that has seen enough (`| head`) is no fault.
fn say(text: &str) -> anyhow::Result<()> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

fn complain(text: &str) -> anyhow::Result<()> {
    Ok(std::io::stderr().lock().write_all(text.as_bytes())?)
}
