//! The basic policy of the first sample company: approved by two people, shown to the public, and given
//! to everybody to read some weeks ago. The other companies have none.

use anyhow::{Context as _, anyhow, ensure};
use hikeshi_identity::{CompanyId, CompanyScope, company_scope, members_of_company};
use hikeshi_kernel::{Lang, new_uuid};
use hikeshi_policies::{
    document::{
        Approval, Change, NewDocument, Now, approve, begin, change, find_document, last_version,
    },
    publish::{Asked, NewPage, Shown, ask_to_show, show_page},
    readers::{NewReader, ask_readers, mine, read_by_account},
    template,
};
use hikeshi_policy::Values;
use hikeshi_web::{Platform, Problem};
use serde::Deserialize;

use super::{DemoClock, Filled};

#[derive(Deserialize)]
struct SamplePolicy {
    officer: String,
    president: String,
    template: String,
    values: Values,
    effective_minutes_ago: i64,
    approved_minutes_ago: i64,
    slug: String,
}

/// Writes it.
pub(super) async fn fill(
    platform: &Platform,
    clock: &DemoClock,
    sample: &Filled,
) -> anyhow::Result<()> {
    let policy: SamplePolicy = serde_json::from_str(include_str!("policies.json"))?;
    let company = *sample.companies.first().context("no sample company")?;
    clock.set_back(policy.effective_minutes_ago);
    let officer = company_scope(platform, &policy.officer, company).await.map_err(said)?;
    let president = company_scope(platform, &policy.president, company).await.map_err(said)?;
    let id = written(platform, &officer, &policy).await.map_err(said)?;
    clock.set_back(policy.approved_minutes_ago);
    for scope in [&officer, &president] {
        let seen = text_of(platform, scope, &id).await.map_err(said)?;
        let done = approve(platform, scope, (&id, &seen)).await.map_err(said)?;
        ensure!(matches!(done, Approval::Complete | Approval::Noted), "not approved: {done:?}");
    }
    shown(platform, (&officer, &president), (&id, &policy.slug)).await?;
    read(platform, company, (&officer, &president), &id).await.map_err(said)?;
    clock.set_back(0);
    Ok(())
}

async fn written(
    platform: &Platform,
    scope: &CompanyScope,
    policy: &SamplePolicy,
) -> Result<String, Problem> {
    let template = template(&policy.template)?.ok_or_else(Problem::not_found)?;
    let (time, chance) = platform.chance();
    let new = NewDocument { id: new_uuid(time, chance), template, lang: Lang::Ja };
    let tx = platform.db.write(scope.fence()).await?;
    let id = begin(&tx, platform, scope, &new).await?.to_string();
    let document = find_document(&tx, scope, &id).await?;
    let mut values = document.values.clone();
    values.extend(policy.values.clone());
    change(&tx, platform, scope, (&id, document.row.revision), Change::Values(values)).await?;
    tx.commit().await?;
    Ok(id)
}

async fn text_of(platform: &Platform, scope: &CompanyScope, id: &str) -> Result<String, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let document = find_document(&tx, scope, id).await?;
    Ok(Now::read(&tx, platform, scope, document).await?.text_sha256)
}

async fn shown(
    platform: &Platform,
    (officer, president): (&CompanyScope, &CompanyScope),
    (id, slug): (&str, &str),
) -> anyhow::Result<()> {
    let (time, chance) = platform.chance();
    let page = new_uuid(time, chance);
    let new = NewPage { id: page, slug: slug.to_owned(), listed: false };
    let tx = platform.db.write(officer.fence()).await?;
    let asked = ask_to_show(&tx, platform, officer, id, new).await.map_err(said)?;
    ensure!(asked == Asked::Waits, "no page was asked for: {asked:?}");
    let up = show_page(&tx, platform, president, (id, &page.to_string())).await.map_err(said)?;
    ensure!(up == Shown::Done, "the page is not shown: {up:?}");
    Ok(tx.commit().await?)
}

/// Everybody is asked; officer and president have read it.
async fn read(
    platform: &Platform,
    company: CompanyId,
    (officer, president): (&CompanyScope, &CompanyScope),
    id: &str,
) -> Result<(), Problem> {
    let tx = platform.db.write(officer.fence()).await?;
    let document = find_document(&tx, officer, id).await?;
    let version = last_version(&tx, &document).await?.ok_or_else(Problem::not_found)?;
    let members = members_of_company(&tx, company).await?;
    let people: Vec<NewReader> =
        members.iter().map(|member| NewReader::Account(member.account)).collect();
    ask_readers(&tx, platform, officer, (&document, &version), &people).await?;
    for scope in [officer, president] {
        for reader in mine(&tx, scope).await? {
            read_by_account(&tx, platform, scope, &reader).await?;
        }
    }
    Ok(tx.commit().await?)
}

fn said(problem: Problem) -> anyhow::Error {
    anyhow!("the sample policy could not be written: {problem:?}")
}
