//! The printed kit of the first sample company: made and put into a binder weeks ago, and out of date
//! since somebody joined the contact tree.

use anyhow::{Context as _, anyhow};
use hikeshi_directory::{NewContact, add_contact};
use hikeshi_identity::{audit, company_scope};
use hikeshi_kernel::{Lang, new_uuid};
use hikeshi_kit::{NewPrint, look, make_edition, note_print};
use hikeshi_web::{Platform, Problem};
use serde::Deserialize;
use serde_json::json;

use super::{DemoClock, Filled};

#[derive(Deserialize)]
struct SampleKit {
    by: String,
    made_minutes_ago: i64,
    place: String,
    changed_minutes_ago: i64,
    joined: SampleContact,
}

#[derive(Deserialize)]
struct SampleContact {
    level: i64,
    name: String,
    title: String,
    phone: String,
    email: String,
    wait: i64,
}

/// Writes it.
pub(super) async fn fill(
    platform: &Platform,
    clock: &DemoClock,
    sample: &Filled,
) -> anyhow::Result<()> {
    let kit: SampleKit = serde_json::from_str(include_str!("kit.json"))?;
    let company = *sample.companies.first().context("no sample company")?;
    clock.set_back(kit.made_minutes_ago);
    let scope = company_scope(platform, &kit.by, company).await.map_err(said)?;
    let edition = make_edition(platform, &scope, Lang::Ja).await.map_err(said)?;
    let (time, chance) = platform.chance();
    let print = NewPrint { id: new_uuid(time, chance), place: kit.place };
    let tx = platform.db.write(scope.fence()).await?;
    note_print(&tx, platform, &scope, &edition, &print).await.map_err(said)?;
    tx.commit().await?;

    clock.set_back(kit.changed_minutes_ago);
    let joined = NewContact {
        level: kit.joined.level,
        name: kit.joined.name,
        title: kit.joined.title,
        phone: kit.joined.phone,
        email: kit.joined.email,
        wait_minutes: kit.joined.wait,
    };
    let tx = platform.db.write(scope.fence()).await?;
    let id = add_contact(&tx, platform, &scope, &joined).await?;
    let detail = json!({ "level": joined.level });
    audit(&tx, platform, &scope, "contact.added", ("contact", id), detail).await?;
    look(&tx, platform, &scope).await.map_err(said)?;
    tx.commit().await?;
    clock.set_back(0);
    Ok(())
}

fn said(problem: Problem) -> anyhow::Error {
    anyhow!("the sample kit could not be written: {problem:?}")
}
