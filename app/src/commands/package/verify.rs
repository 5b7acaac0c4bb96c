//! `hikeshi package verify`.

use std::process::ExitCode;

use hikeshi_packages::archive::{Report, Signed, verify_package};
use serde_json::{Value, json};

use super::{key_of, open, unlock_of};
use crate::{cli::PackageVerify, commands::harmless};

/// Checks the package and says what is wrong with it.
pub(super) fn run(options: &PackageVerify) -> anyhow::Result<ExitCode> {
    let unlock = unlock_of(options.passphrase_file.as_deref(), options.identity.as_deref())?;
    let key = key_of(options.key.as_deref())?;
    let report = verify_package(open(&options.file, &unlock)?, key.as_ref());
    told(options, &report);
    Ok(if report.is_whole() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[expect(clippy::print_stdout, reason = "the answer of a command")]
fn told(options: &PackageVerify, report: &Report) {
    if options.json {
        println!("{}", as_json(report));
        return;
    }
    for fault in &report.faults {
        println!("{}", harmless(&fault.to_string()));
    }
    if !report.is_whole() {
        println!("{} is not whole: {} faults", options.file.display(), report.faults.len());
        return;
    }
    println!("{}: whole, {} files, {} bytes", options.file.display(), report.checked, report.bytes);
    if let Some(manifest) = &report.manifest {
        let origin = &manifest.origin;
        let (number, company) = (harmless(&origin.number), harmless(&origin.company));
        println!("incident {number} of {company}, package {}", manifest.package);
    }
    println!("manifest sha256 {}", report.manifest_sha256);
    println!("proofs of the log that hold: {}", report.proofs);
    match &report.signed {
        Signed::ByGivenKey { key } => println!("signed by the key that was given: {key}"),
        Signed::ByItsOwnKey { key } => println!(
            "signed by the key inside; ask the sender by another way whether it is theirs:\n{key}"
        ),
        Signed::KeyUnknown => println!("signed, but there is no key to check it with (--key)"),
        Signed::No | Signed::Wrong => {
            println!("not signed: ask the sender for the manifest's hash")
        }
    }
}

fn as_json(report: &Report) -> Value {
    json!({
        "whole": report.is_whole(),
        "faults": report.faults.iter().map(|fault| json!({
            "path": fault.path(), "code": fault.code, "detail": fault.detail,
        })).collect::<Vec<_>>(),
        "files": report.checked, "bytes": report.bytes, "proofs": report.proofs,
        "signed": report.signed, "manifest_sha256": report.manifest_sha256,
        "package": report.manifest.as_ref().map(|manifest| manifest.package),
        "origin": report.manifest.as_ref().map(|manifest| &manifest.origin),
    })
}
