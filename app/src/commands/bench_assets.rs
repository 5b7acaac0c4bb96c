//! `hikeshi bench-assets` (hidden): a messy list of many machines taken into a ledger, from the bytes
//! of the file to the commit, and undone again.

use std::{fmt::Write as _, path::PathBuf, process::ExitCode, time::Instant};

use anyhow::anyhow;
use hikeshi_assets::imports::{Choices, bring, prepare, take, undo};
use hikeshi_db::Fence;
use hikeshi_directory::{NewCompany, create_company};
use hikeshi_identity::CompanyScope;
use hikeshi_web::{Platform, Problem};
use serde_json::json;

use crate::start;

/// Measures and prints milliseconds as JSON. The data folder is one that `hikeshi init` made.
pub async fn run(data: PathBuf, rows: usize) -> anyhow::Result<ExitCode> {
    let config = start::settings(&data)?;
    start::content(&config)?;
    let platform = start::open(data, config).await?;
    let measured = measure(&platform, rows).await;
    let answer = measured.map_err(|problem| anyhow!("the list was not taken: {problem:?}"))?;
    platform.db.close().await;
    super::say(&format!("{answer}\n"))?;
    Ok(ExitCode::SUCCESS)
}

async fn measure(platform: &Platform, rows: usize) -> Result<serde_json::Value, Problem> {
    let tx = platform.db.write(Fence::Open).await?;
    let new = NewCompany { name: "Bench".to_owned(), ..NewCompany::default() };
    let company = create_company(&tx, platform, &new).await?;
    tx.commit().await?;
    let scope = CompanyScope::of_program(company, "bench");
    let list = list(rows);
    let bytes = list.len();
    let start = Instant::now();
    let brought = bring(platform, &scope, ("bench.csv", list.into())).await?;
    let row = brought.map_err(|fault| Problem::internal(format!("{fault:?}")))?.row;
    let read = start.elapsed();
    let prepared = prepare(platform, &scope, &row).await?;
    let compared = start.elapsed();
    let sums = take(platform, &scope, (&row, prepared, &Choices::default())).await?;
    let taken = start.elapsed();
    undo(platform, &scope, &row).await?;
    let undone = start.elapsed();
    let sums = sums.ok_or_else(|| Problem::internal("the file was taken before"))?;
    Ok(json!({
        "rows": sums.rows, "taken": sums.taken, "merged": sums.merged, "bytes": bytes,
        "read_ms": read.as_millis(), "compare_ms": (compared - read).as_millis(),
        "write_ms": (taken - compared).as_millis(), "all_ms": taken.as_millis(),
        "undo_ms": (undone - taken).as_millis(),
    }))
}

/// A list with a title, an empty row now and then, and every hundredth machine listed twice.
fn list(rows: usize) -> Vec<u8> {
    let mut text = String::from(
        "IT assets,,,,,,,,\n,,,,,,,,\n\
         asset tag,hostname,maker,model,serial number,os,os version,user,department,purchase date,note\n",
    );
    for number in 0..rows {
        let machine = if number % 100 == 99 { number - 1 } else { number };
        if number % 500 == 0 {
            text.push_str(",,,,,,,,,,\n");
        }
        // Writing into a text cannot fail.
        let _ = writeln!(
            text,
            "PC-{machine:05},host-{machine:05},Maker {},Model {},SN{machine:08},Windows 1{} Pro,2{}H2,\
             Person {},Department {},202{}/4/1,\"line, {number}\"",
            machine % 7,
            machine % 40,
            machine % 2,
            machine % 4 + 1,
            machine % 300,
            machine % 12,
            machine % 6,
        );
    }
    text.into_bytes()
}
