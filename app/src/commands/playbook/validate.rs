//! `hikeshi playbook validate`: whether files can be taken over, without a data folder.

use std::process::ExitCode;

use hikeshi_playbooks::take_in::take_in;
use serde_json::Value;

use super::{answers, bytes_of, intake, words};
use crate::{cli::ValidateOptions, commands::harmless};

/// Answers about every file; the exit code is 1 if one of them is refused or cannot be read.
#[expect(clippy::print_stdout, reason = "the answer of a command")]
pub fn run(options: &ValidateOptions) -> anyhow::Result<ExitCode> {
    let words = words(options.lang)?;
    let wording = hikeshi_playbooks::wording()?;
    let mut good = true;
    let mut all: Vec<Value> = Vec::new();
    for path in &options.files {
        let file = path.display().to_string();
        let bytes = match bytes_of(path) {
            Ok(bytes) => bytes,
            Err(error) if options.json => {
                good = false;
                let reason = format!("{error:#}");
                all.push(serde_json::json!({ "file": file, "valid": false, "reason": reason }));
                continue;
            }
            Err(error) => {
                good = false;
                println!("{error:#}");
                continue;
            }
        };
        let answer = take_in(&bytes, wording, &intake("other"));
        good &= answer.is_ok();
        match (&answer, options.json) {
            (Ok(taken), true) => all.push(answers::understood_json(&words, &file, taken)),
            (Ok(taken), false) => {
                println!("{}", harmless(&answers::understood_text(&words, &file, taken)))
            }
            (Err(faults), true) => all.push(answers::refused_json(&words, &file, faults)),
            (Err(faults), false) => {
                println!("{}", harmless(&answers::refused_text(&words, &file, faults)))
            }
        }
    }
    if options.json {
        println!("{}", serde_json::to_string_pretty(&all)?);
    }
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
