//! `cargo xtask test`: every step in order, each with its time; the tests run last, so that the
//! output ends with their summary.

mod postgres;
mod step;
mod tools;

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::TestOptions;
pub use postgres::Server;
pub use step::{Step, target};

/// Runs the chosen steps. A failed step does not hide what the later ones would find.
pub fn test(root: &Path, options: &TestOptions) -> Result<ExitCode> {
    let chosen = |step: &&Step| options.only.is_empty() || options.only.contains(step);
    let mut done: Vec<(Step, Duration, bool)> = Vec::new();
    for step in Step::IN_ORDER.iter().filter(chosen) {
        if *step == Step::Tests {
            summary(&done);
        }
        println!("\n== {step}");
        let start = Instant::now();
        let passed = match step.run(root, options.fast) {
            Ok(passed) => passed,
            Err(error) => {
                println!("{error:#}");
                false
            }
        };
        done.push((*step, start.elapsed(), passed));
    }
    if done.iter().all(|(step, ..)| *step != Step::Tests) {
        summary(&done);
    }
    let failed: Vec<_> =
        done.iter().filter(|(.., passed)| !passed).map(|(step, ..)| step.to_string()).collect();
    if failed.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    println!("failed: {}", failed.join(", "));
    Ok(ExitCode::FAILURE)
}

fn summary(done: &[(Step, Duration, bool)]) {
    println!("\n== summary of the steps");
    for (step, time, passed) in done {
        let word = if *passed { "passed" } else { "FAILED" };
        println!("{word} {:>7.1} s  {step}", time.as_secs_f64());
    }
}
