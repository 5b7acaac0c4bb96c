//! `hikeshi backup`: create, verify, restore.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, bail};
use hikeshi_identity::CompanyId;
use hikeshi_spare::{
    CopyOrder, Head, Lock, MadeCopy, Opened, WholeOrder, passphrase_lock, recipients_lock,
};
use hikeshi_telemetry::LogFormat;
use hikeshi_tlog::Publisher;
use hikeshi_web::Platform;
use serde_json::json;

use crate::{
    cli::{BackupCommand, BackupCreate, Format, OpenedWith},
    private, router, start,
};

/// Runs the command; the exit code is 1 when a backup is damaged.
pub async fn run(command: BackupCommand) -> anyhow::Result<ExitCode> {
    hikeshi_telemetry::start(LogFormat::Text, "error");
    match command {
        BackupCommand::Create(options) => create(options).await,
        BackupCommand::Verify { file, opened } => verify(file, opened).await,
        BackupCommand::Restore { file, data, opened } => restore(&file, &data, opened).await,
    }
}

async fn create(options: BackupCreate) -> anyhow::Result<ExitCode> {
    let config = start::settings(&options.data)?;
    let platform = start::open(options.data.clone(), config).await?;
    let made = write(&platform, &options).await;
    platform.db.close().await;
    made
}

#[expect(clippy::print_stdout, reason = "the answer of a command")]
async fn write(platform: &Platform, options: &BackupCreate) -> anyhow::Result<ExitCode> {
    let lock = match (&options.passphrase_file, options.recipient.is_empty()) {
        (Some(file), _) => passphrase_lock(file)?,
        (None, false) => recipients_lock(&options.recipient)?,
        (None, true) => Lock::None,
    };
    let key = hikeshi_proofs::log_key(platform).context("the key of the log cannot be used")?;
    let log = Publisher::new(platform.data_folder.join("log"), key);
    let (shape, program) = (router::shape(), env!("CARGO_PKG_VERSION"));
    let out = options.out.as_path();
    let Some(company) = &options.company else {
        let keys = !options.without_keys;
        let order = WholeOrder { shape: &shape, log: &log, out, lock: &lock, keys, program };
        let made = hikeshi_spare::make_whole(platform, order).await?;
        if options.format == Format::Json {
            println!("{}", told(&made.head, out, made.bytes));
        } else {
            println!("Backup of everything: {} ({} bytes)", out.display(), made.bytes);
            println!("Check it:  hikeshi backup verify {}{}", out.display(), opening(options));
            if !made.head.keys {
                println!(
                    "The keys are not inside. Keep the folder {} somewhere else: without it nobody \
                     can open the evidence.",
                    platform.data_folder.join("keys").display()
                );
            }
        }
        return Ok(ExitCode::SUCCESS);
    };
    let Ok(company) = company.parse::<CompanyId>() else {
        bail!("{company} is not the id of a company: it is the part after /c/ in its addresses")
    };
    let order = CopyOrder { shape: &shape, log: &log, company, out, lock: &lock, program };
    let made = hikeshi_spare::make_copy(platform, order).await?;
    say_copy(options, &made);
    Ok(if made.missing.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "the answer of a command")]
fn say_copy(options: &BackupCreate, made: &MadeCopy) {
    let out = options.out.display();
    if options.format == Format::Json {
        let mut answer = told(&made.head, &options.out, made.bytes);
        answer["rows"] = made.rows.into();
        answer["files"] = made.files.into();
        answer["missing"] = made.missing.clone().into();
        println!("{answer}");
    } else {
        println!("Spare of one company: {out} ({} rows, {} files)", made.rows, made.files);
        let opened = opening(options);
        println!("On the other machine:  hikeshi backup restore {out} --data spare{opened}");
        println!("                       hikeshi serve --data spare");
        println!("Later, here:           hikeshi merge spare --data {}", options.data.display());
    }
    for missing in &made.missing {
        eprintln!("hikeshi: not inside: {missing}");
    }
}

/// What a command adds to open this backup.
fn opening(options: &BackupCreate) -> String {
    match (&options.passphrase_file, options.recipient.is_empty()) {
        (Some(file), _) => format!(" --passphrase-file {}", file.display()),
        (None, false) => " --identity FILE".to_owned(),
        (None, true) => String::new(),
    }
}

fn told(head: &Head, out: &Path, bytes: u64) -> serde_json::Value {
    json!({
        "file": out.display().to_string(), "bytes": bytes, "company": head.company,
        "spare": head.spare, "keys": head.keys, "log_size": head.log_size,
    })
}

#[expect(clippy::print_stdout, reason = "the answer of a command")]
async fn verify(file: PathBuf, with: OpenedWith) -> anyhow::Result<ExitCode> {
    let opened = opened(with);
    let checked =
        tokio::task::spawn_blocking(move || hikeshi_spare::verify(&file, &opened)).await??;
    if let Some(head) = &checked.head {
        let what = match head.company {
            Some(company) => format!("one company ({company})"),
            None => "everything".to_owned(),
        };
        println!(
            "Backup of {what}, made {} by version {}; the log had {} entries; {}",
            head.made_at,
            head.program,
            head.log_size,
            if head.keys { "keys inside" } else { "without keys" }
        );
    }
    if checked.damaged.is_empty() {
        println!("Whole: {} files, {} bytes.", checked.files, checked.bytes);
        return Ok(ExitCode::SUCCESS);
    }
    println!("DAMAGED:");
    for line in &checked.damaged {
        println!("  {line}");
    }
    Ok(ExitCode::FAILURE)
}

#[expect(clippy::print_stdout, reason = "the answer of a command")]
async fn restore(file: &Path, data: &Path, with: OpenedWith) -> anyhow::Result<ExitCode> {
    let head = hikeshi_spare::restore(file, &opened(with), data).await?;
    let own_server = settings_of_a_server(data)?;
    println!("The data folder {} is ready, as of {}.", data.display(), head.made_at);
    if head.spare.is_some() {
        println!("It is a spare: its pages say so, and no reminders and letters leave from it.");
        println!("For others in the office to reach it, set server.listen in hikeshi.toml.");
    } else {
        println!(
            "Do not let it run beside the installation that it was made from: both would go on \
             with one log."
        );
    }
    if !head.keys {
        println!("Put the kept keys into {} first.", data.join("keys").display());
    }
    if own_server {
        println!(
            "The backup was made on a database server. The data is in hikeshi.db now, and the old \
             settings are in hikeshi.toml.of-backup."
        );
    }
    println!("Start:  hikeshi serve --data {}", data.display());
    Ok(ExitCode::SUCCESS)
}

/// Settings that name a database server would hide the restored data: they are put aside.
fn settings_of_a_server(data: &Path) -> anyhow::Result<bool> {
    let file = data.join("hikeshi.toml");
    if !file.exists() {
        private::write_new(&file, hikeshi_config::SAMPLE)?;
        return Ok(false);
    }
    let config = hikeshi_config::load(&file, std::iter::empty())?;
    if config.database.url.is_empty() {
        return Ok(false);
    }
    std::fs::rename(&file, data.join("hikeshi.toml.of-backup"))?;
    private::write_new(&file, hikeshi_config::SAMPLE)?;
    Ok(true)
}

/// With what a backup is opened, as the command line says.
pub(super) fn opened(with: OpenedWith) -> Opened {
    Opened { identity: with.identity, passphrase_file: with.passphrase_file }
}
