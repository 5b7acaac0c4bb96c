//! `hikeshi package export`.

use std::{collections::BTreeSet, process::ExitCode};

use anyhow::{Context as _, bail};
use hikeshi_i18n::Words;
use hikeshi_kernel::Lang;
use hikeshi_package::{Audience, Part, Redaction, parts_named, redactions_named};
use hikeshi_packages::{
    Wish,
    export::{ToFile, Written, export_to_file},
    judge_passphrase,
};
use hikeshi_seal::Lock;
use serde_json::json;

use super::secret_of;
use crate::{
    cli::{Format, Language, PackageExport},
    commands::import::failed,
    start,
};

/// Writes the package; nothing is left behind when it fails.
pub(super) async fn run(options: PackageExport) -> anyhow::Result<ExitCode> {
    if options.out.exists() {
        bail!("{} is already there; it is not replaced", options.out.display());
    }
    let (wish, lock) = (wish_of(&options)?, lock_of(&options)?);
    let incident = options.incident.parse().context("--incident is not an id")?;
    let config = start::settings(&options.data)?;
    start::content(&config)?;
    let platform = start::open(options.data.clone(), config).await?;
    let open = if lock.is_closed() { Vec::new() } else { held(&wish) };
    if !open.is_empty() {
        let words = platform.words(start::language());
        let list: Vec<String> = open.iter().map(|key| format!("  - {}", words.t(key))).collect();
        let list = list.join("\n");
        if !options.unencrypted {
            platform.db.close().await;
            let (refused, how) = (words.t("package-open-refused"), words.t("package-open-how"));
            bail!("{refused}\n{list}\n{how}");
        }
        warn_open(&words, &list);
    }
    // The manifest is signed with the key of the log.
    hikeshi_proofs::log_key(&platform)?;
    let order = ToFile { incident, wish, lock, path: options.out.clone() };
    let written = export_to_file(&platform, order).await;
    platform.db.close().await;
    match written {
        Ok(written) => {
            told(&options, &written);
            Ok(ExitCode::SUCCESS)
        }
        Err(problem) => Err(match &problem.detail {
            Some(detail) => anyhow::anyhow!("{detail}"),
            None => failed(&problem),
        }),
    }
}

/// What everybody could read who gets the file: keys of words.
fn held(wish: &Wish) -> Vec<&'static str> {
    let named = !wish.redactions.contains(&Redaction::Persons);
    let holds = [
        (wish.has(Part::Evidence), "package-open-evidence"),
        (named && wish.has(Part::People), "package-open-people"),
        (named, "package-open-names"),
    ];
    holds.into_iter().filter(|(holds, _)| *holds).map(|(_, key)| key).collect()
}

/// Says loudly what everybody who gets the file can read.
#[expect(clippy::print_stderr, reason = "a warning to the person at the command line")]
fn warn_open(words: &Words, list: &str) {
    eprintln!("{}\n{list}", words.t("package-open-warning"));
}

fn wish_of(options: &PackageExport) -> anyhow::Result<Wish> {
    let audience = Audience::from_name(&options.audience)
        .with_context(|| format!("there is no reader {:?}", options.audience))?;
    let parts = match &options.parts {
        Some(list) => parts_named(list)?,
        None => audience.usual_parts(),
    };
    let redactions = match options.redact.as_deref() {
        Some("none") => BTreeSet::new(),
        Some(list) => redactions_named(list)?,
        None => audience.usual_redactions(),
    };
    let lang = match options.lang {
        Language::Ja => Lang::Ja,
        Language::JaEasy => Lang::JaEasy,
        Language::En => Lang::En,
    };
    let recipient = match options.name.as_str() {
        "" => audience.name().to_owned(),
        name => hikeshi_kernel::clean_line(name, 120).context("--name cannot be used")?,
    };
    let wish = Wish { audience, recipient, parts, redactions, lang };
    wish.check()?;
    Ok(wish)
}

fn lock_of(options: &PackageExport) -> anyhow::Result<Lock> {
    match (&options.recipient, &options.passphrase_file) {
        (Some(key), _) => Ok(Lock::to_keys(&[key])?),
        (None, Some(file)) => {
            let text = secret_of(file)?;
            if judge_passphrase(&text).is_err() {
                bail!("the passphrase is too short or easy to guess");
            }
            Ok(Lock::Passphrase(text.into()))
        }
        (None, None) => Ok(Lock::None),
    }
}

#[expect(clippy::print_stdout, reason = "the answer of a command")]
fn told(options: &PackageExport, written: &Written) {
    let left: Vec<_> =
        written.left_out.iter().map(|(what, why)| json!({ "what": what, "why": why })).collect();
    if options.format == Format::Json {
        let answer = json!({
            "package": written.package, "file": options.out, "size": written.size,
            "sha256": written.sha256, "manifest_sha256": written.manifest_sha256, "left_out": left,
            "encrypted": options.recipient.is_some() || options.passphrase_file.is_some(),
        });
        println!("{answer}");
        return;
    }
    println!("{}  {}", written.sha256, options.out.display());
    println!("package {}, {} bytes", written.package, written.size);
    println!("manifest sha256 {}", written.manifest_sha256);
    for (what, why) in &written.left_out {
        println!("not in it: {what} ({why})");
    }
}
