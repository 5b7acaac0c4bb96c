//! `hikeshi playbook export` and `list`: playbooks on board, and those that a company keeps.

use std::{io::Write as _, process::ExitCode};

use anyhow::{Context as _, bail};
use hikeshi_exchange::CacaoPlaybook;
use hikeshi_i18n::{Words, plain};
use hikeshi_playbook::Playbook;
use hikeshi_playbooks::{
    Keeper, find_on_board, on_board,
    shelf::{all_of, draft_of, find, give_out, original_of, version_of},
};
use hikeshi_web::Platform;
use serde_json::{Value, json};

use super::{company::shelf, import::failed, words};
use crate::{
    cli::{PlaybookExportOptions, PlaybookListOptions},
    start,
};

/// An id of a company's own playbook begins so, as `list` prints it.
const OWN: &str = "own-";

/// Writes one playbook as CACAO 2.0.
pub async fn run(options: PlaybookExportOptions) -> anyhow::Result<ExitCode> {
    let words = words(options.lang)?;
    let written = match (options.id.strip_prefix(OWN), options.edition.as_deref()) {
        (Some(id), edition) => {
            let platform = opened(&options.data).await?;
            let kept =
                of_company(&platform, &words, options.company.as_deref(), (id, edition)).await;
            platform.db.close().await;
            kept?
        }
        (None, edition) => {
            if let Some(folder) = options.data.is_dir().then_some(&options.data) {
                start::content(&start::settings(folder)?)?;
            }
            let known = find_on_board(&options.id)?;
            let known = known.filter(|known| edition.is_none_or(|asked| asked == known.version));
            let Some(playbook) = known else {
                bail!("{}", words.t1("playbook-cli-unknown", "id", &options.id))
            };
            cacao(playbook, None)?
        }
    };
    let text = written.to_json();
    match &options.output {
        Some(file) => std::fs::write(file, text + "\n")
            .with_context(|| format!("cannot write {}", file.display()))?,
        None => say(&(text + "\n"))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Lists what can be given out.
pub async fn list(options: PlaybookListOptions) -> anyhow::Result<ExitCode> {
    let words = words(options.lang)?;
    let mut all: Vec<Value> = on_board()?.iter().map(|one| line(&words, one, "on-board")).collect();
    if options.company.is_some() || options.data.is_dir() {
        let platform = opened(&options.data).await?;
        let kept = kept(&platform, &words, options.company.as_deref()).await;
        platform.db.close().await;
        all.extend(kept?);
    }
    if options.json {
        say(&(serde_json::to_string_pretty(&all)? + "\n"))?;
        return Ok(ExitCode::SUCCESS);
    }
    let text = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
    let lines = all.iter().map(|line| {
        let state = words.t(&format!("playbook-cli-state-{}", text(line, "state")));
        format!(
            "{}\t{}\t{state}\t{}\n",
            text(line, "id"),
            text(line, "edition"),
            text(line, "title")
        )
    });
    say(&lines.collect::<String>())?;
    Ok(ExitCode::SUCCESS)
}

async fn opened(data: &std::path::Path) -> anyhow::Result<Platform> {
    hikeshi_telemetry::start(hikeshi_telemetry::LogFormat::Text, "error");
    let config = start::settings(data)?;
    start::content(&config)?;
    start::open(data.to_owned(), config).await
}

/// The version in use, or the one that `edition` names (`3`, or `draft`).
async fn of_company(
    platform: &Platform,
    words: &Words,
    company: Option<&str>,
    (id, edition): (&str, Option<&str>),
) -> anyhow::Result<CacaoPlaybook> {
    let keeper = shelf(platform, words, company).await?;
    let tx = platform.db.read(keeper.fence()).await?;
    let unknown = || anyhow::anyhow!("{}", words.t1("playbook-cli-unknown", "id", id));
    let row = find(&tx, &keeper, id).await.map_err(|_| unknown())?;
    let playbook = match edition {
        Some("draft") => draft_of(&tx, &row).await.map_err(failed)?.map(|draft| draft.playbook),
        Some(number) => {
            let number = number.parse().map_err(|_| unknown())?;
            version_of(&tx, &row, number).await.map_err(failed)?.map(|version| version.playbook)
        }
        None => {
            let number = row.live_number.unwrap_or(row.last_number);
            version_of(&tx, &row, number).await.map_err(failed)?.map(|version| version.playbook)
        }
    };
    let original = original_of(&tx, &row).await.map_err(failed)?;
    cacao(&playbook.ok_or_else(unknown)?, original.as_ref())
}

fn cacao(
    playbook: &Playbook,
    original: Option<&hikeshi_playbooks::shelf::Original>,
) -> anyhow::Result<CacaoPlaybook> {
    Ok(give_out(playbook, original).map_err(failed)??)
}

async fn kept(
    platform: &Platform,
    words: &Words,
    company: Option<&str>,
) -> anyhow::Result<Vec<Value>> {
    let keeper: Keeper = match shelf(platform, words, company).await {
        Ok(keeper) => keeper,
        Err(_) if company.is_none() => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let tx = platform.db.read(keeper.fence()).await?;
    let mut all = Vec::new();
    for row in all_of(&tx, &keeper).await.map_err(failed)? {
        let version = version_of(&tx, &row, row.last_number).await.map_err(failed)?;
        let draft = draft_of(&tx, &row).await.map_err(failed)?;
        let state = match (row.live_number, row.last_number) {
            (Some(_), _) => "live",
            (None, 0) => "draft",
            (None, _) => "withdrawn",
        };
        let playbook = version.map(|one| one.playbook).or(draft.map(|one| one.playbook));
        all.extend(playbook.map(|playbook| {
            let mut line = line(words, &playbook, state);
            line["edition"] = json!(row.last_number.to_string());
            line
        }));
    }
    Ok(all)
}

fn line(words: &Words, playbook: &Playbook, state: &str) -> Value {
    json!({
        "id": playbook.id,
        "edition": playbook.version,
        "state": state,
        "title": plain(playbook.title.get(words.lang())),
        "steps": playbook.steps.len(),
    })
}

/// Writes to the standard output. A reader that has seen enough (`| head`) is no fault.
fn say(text: &str) -> anyhow::Result<()> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
