//! `hikeshi package import`.

use std::process::ExitCode;

use hikeshi_identity::CompanyScope;
use hikeshi_packages::{
    archive::{Report, verify_package},
    import::{Brought, Content, bring_in},
};
use hikeshi_web::{Platform, Problem, ProblemKind};
use serde_json::json;

use super::{key_of, open, unlock_of};
use crate::{
    cli::PackageImport,
    commands::{harmless, import::failed, which_company::which_company},
    start,
};

/// Checks the package, then brings it in; the exit code is 1 when nothing was brought in.
pub(super) async fn run(options: PackageImport) -> anyhow::Result<ExitCode> {
    let config = start::settings(&options.data)?;
    start::content(&config)?;
    let platform = start::open(options.data.clone(), config).await?;
    let answer = answer(&platform, &options).await;
    platform.db.close().await;
    answer
}

async fn answer(platform: &Platform, options: &PackageImport) -> anyhow::Result<ExitCode> {
    let words = platform.words(start::language());
    let company = which_company(platform, &words, options.company.as_deref()).await?;
    let scope = CompanyScope::of_program(company, "command");
    let unlock = unlock_of(options.passphrase_file.as_deref(), options.identity.as_deref())?;
    let key = key_of(options.key.as_deref())?;
    let file = options.file.clone();
    let read = tokio::task::spawn_blocking(move || -> anyhow::Result<_> {
        let report = verify_package(open(&file, &unlock)?, key.as_ref());
        if !report.is_whole() {
            return Ok((report, None));
        }
        match Content::read(open(&file, &unlock)?) {
            Ok(content) => Ok((report, Some(content))),
            Err(faults) => Ok((Report { faults, ..report }, None)),
        }
    });
    let (report, content) = read.await??;
    let Some(content) = content else {
        refused(options, &report);
        return Ok(ExitCode::FAILURE);
    };
    match bring_in(platform, &scope, &words, content, options.again).await {
        Ok(Ok(brought)) => {
            let url = platform.public(&format!("/c/{company}/incidents/{}", brought.incident));
            done(options, &brought, &url);
            Ok(ExitCode::SUCCESS)
        }
        Ok(Err(fault)) => {
            refused(options, &Report { faults: vec![fault], ..report });
            Ok(ExitCode::FAILURE)
        }
        Err(Problem { kind: ProblemKind::Conflict, detail: Some(text), .. }) => {
            known(options, &text);
            Ok(ExitCode::FAILURE)
        }
        Err(problem) => Err(failed(&problem)),
    }
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "the answer of a command")]
fn refused(options: &PackageImport, report: &Report) {
    let faults: Vec<String> = report.faults.iter().map(ToString::to_string).collect();
    if options.json {
        println!("{}", json!({ "imported": false, "error": "not-whole", "faults": faults }));
        return;
    }
    eprintln!("nothing was brought in:");
    faults.iter().for_each(|fault| eprintln!("  {}", harmless(fault)));
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "the answer of a command")]
fn known(options: &PackageImport, text: &str) {
    match options.json {
        true => println!("{}", json!({ "imported": false, "error": "known", "reason": text })),
        false => eprintln!("{}", harmless(text)),
    }
}

#[expect(clippy::print_stdout, reason = "the answer of a command")]
fn done(options: &PackageImport, brought: &Brought, url: &str) {
    if options.json {
        let answer = json!({
            "imported": true, "incident": brought.incident, "number": brought.number,
            "number_there": brought.number_there, "url": url, "lines": brought.lines,
            "facts": brought.facts, "exhibits": brought.exhibits, "files": brought.files,
            "papers": brought.papers,
        });
        println!("{answer}");
        return;
    }
    println!("{} -> {}", harmless(&brought.number_there), brought.number);
    println!(
        "lines {}, facts {}, exhibits {} (files {}), papers {}",
        brought.lines, brought.facts, brought.exhibits, brought.files, brought.papers
    );
    println!("{url}");
}
