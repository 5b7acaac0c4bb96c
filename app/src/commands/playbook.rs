//! `hikeshi playbook`: playbooks in and out without a browser.

mod answers;
mod company;
mod export;
mod import;
mod validate;

use std::{io::Read as _, path::Path, process::ExitCode};

use anyhow::Context as _;
use hikeshi_exchange::{Intake, MAX_BYTES};
use hikeshi_i18n::{Catalogue, Words};
use hikeshi_kernel::{Clock as _, Lang, SystemClock, japan};

use crate::cli::{Language, PlaybookCommand};

/// Runs the command; the exit code is 1 when something was refused.
pub async fn run(command: PlaybookCommand) -> anyhow::Result<ExitCode> {
    match command {
        PlaybookCommand::Validate(options) => validate::run(&options),
        PlaybookCommand::Import(options) => import::run(options).await,
        PlaybookCommand::Export(options) => export::run(options).await,
        PlaybookCommand::List(options) => export::list(options).await,
    }
}

/// The words of faults and remarks, without a data folder.
fn words(lang: Language) -> anyhow::Result<Words> {
    let lang = match lang {
        Language::Ja => Lang::Ja,
        Language::JaEasy => Lang::JaEasy,
        Language::En => Lang::En,
    };
    Ok(Catalogue::new(&[&WORDS, hikeshi_playbooks::WORDS].concat())?.words(lang))
}

/// The words of this command.
const WORDS: [hikeshi_i18n::Source; 1] = [hikeshi_i18n::Source {
    slice: "playbook",
    ja: include_str!("../../locales/playbook.ja.ftl"),
    ja_easy: include_str!("../../locales/playbook.ja-easy.ftl"),
    en: include_str!("../../locales/playbook.en.ftl"),
}];

/// The bytes of a file; one byte more than is read at most, whatever the file says of its size.
fn bytes_of(file: &Path) -> anyhow::Result<Vec<u8>> {
    let most = u64::try_from(MAX_BYTES)? + 1;
    let mut bytes = Vec::new();
    std::fs::File::open(file)
        .and_then(|open| open.take(most).read_to_end(&mut bytes))
        .with_context(|| format!("cannot read {}", file.display()))?;
    Ok(bytes)
}

/// A file that is taken in by the command line, today.
fn intake(kind: &str) -> Intake {
    let on = SystemClock.now().to_zoned(japan()).date();
    Intake { by: "hikeshi".to_owned(), on, kind: kind.to_owned() }
}
