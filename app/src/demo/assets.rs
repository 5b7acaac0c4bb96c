//! The ledgers of the sample companies: each brought as a list like offices keep it.

use anyhow::{Context as _, anyhow};
use hikeshi_assets::imports::{Choices, bring, prepare, take};
use hikeshi_identity::company_scope;
use hikeshi_web::{Platform, Problem};

use super::{DemoClock, Filled};

/// Who brought which list, and how many minutes ago; in the order of the sample's companies.
const LEDGERS: [(&str, &str, &[u8], i64); 3] = [
    (
        "kobayashi@minato.example",
        "it-assets.csv",
        include_bytes!("ledgers/minato.csv"),
        60 * 24 * 30,
    ),
    (
        "noguchi@tsubame.example",
        "machines.csv",
        include_bytes!("ledgers/tsubame.csv"),
        60 * 24 * 21,
    ),
    ("abe@keyaki.example", "list.csv", include_bytes!("ledgers/keyaki.csv"), 60 * 24 * 9),
];

/// Writes them.
pub(super) async fn fill(
    platform: &Platform,
    clock: &DemoClock,
    sample: &Filled,
) -> anyhow::Result<()> {
    for (place, (by, name, list, minutes_ago)) in LEDGERS.into_iter().enumerate() {
        let company = *sample.companies.get(place).context("no sample company")?;
        clock.set_back(minutes_ago);
        let scope = company_scope(platform, by, company).await.map_err(said)?;
        let brought = bring(platform, &scope, (name, list.into())).await.map_err(said)?;
        let row = brought.map_err(|fault| anyhow!("{name} cannot be read: {fault:?}"))?.row;
        let prepared = prepare(platform, &scope, &row).await.map_err(said)?;
        let choices = Choices::default();
        take(platform, &scope, (&row, prepared, &choices)).await.map_err(said)?;
    }
    clock.set_back(0);
    Ok(())
}

fn said(problem: Problem) -> anyhow::Error {
    anyhow!("a sample ledger could not be written: {problem:?}")
}
