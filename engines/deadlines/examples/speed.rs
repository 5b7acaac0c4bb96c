//! How fast the engine answers: 1,000 companies, again and again, with the rules of the repository.
//!
//! `cargo run --release -p hikeshi-deadlines --example speed`

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use hikeshi_deadlines::{Calendar, Facts, HolidaysFile, Rules, RulesFile, Value, evaluate};
use hikeshi_kernel::Moment;
use jiff::{Timestamp, ToSpan as _, civil::date};

const COMPANIES: usize = 1_000;
const ROUNDS: usize = 20;

#[expect(clippy::print_stdout, reason = "the answer of a program that measures")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let mut rules = Vec::new();
    for path in yaml_files(&content.join("duties"))? {
        rules.push(serde_norway::from_str::<RulesFile>(&std::fs::read_to_string(path)?)?);
    }
    let mut holidays = Vec::new();
    for path in yaml_files(&content.join("holidays"))? {
        holidays.push(serde_norway::from_str::<HolidaysFile>(&std::fs::read_to_string(path)?)?);
    }
    let (rules, calendar) = (Rules::join(rules), Calendar::join(holidays));
    let companies: Vec<Facts> = (0..COMPANIES).map(facts).collect();
    let at: Timestamp = "2026-11-21T00:00:00Z".parse()?;
    let start = Instant::now();
    let mut answers = 0;
    for _ in 0..ROUNDS {
        for facts in &companies {
            answers += black_box(evaluate(&rules, &calendar, facts, at)).len();
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    let all = COMPANIES * ROUNDS;
    let (each, duties) = (seconds * 1e6 / all as f64, answers as f64 / seconds);
    println!(
        "{:.0} companies a second, {each:.1} microseconds each; {duties:.0} duties a second",
        all as f64 / seconds
    );
    Ok(())
}

fn yaml_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect()
}

/// Facts that differ from company to company: some known, some not.
fn facts(number: usize) -> Facts {
    let day = date(2024, 1, 1) + i32::try_from(number).unwrap_or(0).days();
    let mut facts = Facts { known: Moment::Day { day }, ..Facts::default() };
    facts.set("personal_data.persons", Value::count(u64::try_from(number).unwrap_or(0) * 3));
    if number.is_multiple_of(2) {
        facts.set("personal_data.wrongful_purpose", Value::Flag(number.is_multiple_of(4)));
    }
    if number.is_multiple_of(3) {
        facts.set("malware", Value::Flag(true));
    }
    facts
}
