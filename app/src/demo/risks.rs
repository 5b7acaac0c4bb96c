//! What the first sample company knows of its information, its risks and its money.

use anyhow::{Context as _, anyhow};
use hikeshi_identity::{CompanyScope, company_scope};
use hikeshi_kernel::new_uuid;
use hikeshi_money::{Figures, NewGroup, NewPolicy, save_figures, save_group, save_policy};
use hikeshi_risks::{
    Entry,
    acceptance::accept,
    history::ChangeKind,
    ledger::{add, hold},
    rated, risk_model,
    threats::{Judged, judge},
    treatment::{NewTreatment, left_after, treat},
};
use hikeshi_web::{Platform, Problem};
use serde::Deserialize;
use uuid::Uuid;

use super::{DemoClock, Filled};

#[derive(Deserialize)]
struct Sample {
    by: String,
    president: String,
    made_minutes_ago: i64,
    rows: Vec<SampleRow>,
    threats: Vec<SampleThreat>,
    treated: SampleTreatment,
    accepted: SampleAcceptance,
    figures: Figures,
    groups: Vec<SampleGroup>,
    insurance: SampleInsurance,
}

#[derive(Deserialize)]
struct SampleRow {
    business: String,
    name: String,
    users: String,
    department: String,
    media: Vec<String>,
    place: String,
    personal: Vec<String>,
    confidentiality: hikeshi_risks::Level,
    integrity: hikeshi_risks::Level,
    availability: hikeshi_risks::Level,
    kept_until: String,
}

#[derive(Deserialize)]
struct SampleThreat {
    threat: String,
    likelihood: hikeshi_risks::Level,
    weakness: hikeshi_risks::Level,
}

#[derive(Deserialize)]
struct SampleTreatment {
    row: usize,
    measures: String,
    owner: String,
    due: jiff::civil::Date,
    threat: hikeshi_risks::Level,
    weakness: hikeshi_risks::Level,
}

#[derive(Deserialize)]
struct SampleAcceptance {
    row: usize,
    reason: String,
}

#[derive(Deserialize)]
struct SampleGroup {
    name: String,
    persons: i64,
    kinds: Vec<String>,
}

#[derive(Deserialize)]
struct SampleInsurance {
    insurer: String,
    number: String,
    most: i64,
    deductible: i64,
    heads: Vec<hikeshi_money::Head>,
    notice: String,
    phone: String,
    ends_on: String,
}

/// Writes it.
pub(super) async fn fill(
    platform: &Platform,
    clock: &DemoClock,
    sample: &Filled,
) -> anyhow::Result<()> {
    let known: Sample = serde_json::from_str(include_str!("risks.json"))?;
    let company = *sample.companies.first().context("no sample company")?;
    clock.set_back(known.made_minutes_ago);
    let scope = company_scope(platform, &known.by, company).await.map_err(said)?;
    let rows = ledger(platform, &scope, &known).await.map_err(said)?;
    let president = company_scope(platform, &known.president, company).await.map_err(said)?;
    decide(platform, (&scope, &president), &known, &rows).await.map_err(said)?;
    money(platform, &scope, known).await.map_err(said)?;
    clock.set_back(0);
    Ok(())
}

async fn ledger(
    platform: &Platform,
    scope: &CompanyScope,
    known: &Sample,
) -> Result<Vec<Uuid>, Problem> {
    let (clock, rng) = platform.chance();
    let tx = platform.db.write(scope.fence()).await?;
    let mut rows = Vec::new();
    for row in &known.rows {
        let entry = Entry {
            business: row.business.clone(),
            name: row.name.clone(),
            users: row.users.clone(),
            department: row.department.clone(),
            media: row.media.clone(),
            place: row.place.clone(),
            personal: row.personal.clone(),
            confidentiality: Some(row.confidentiality),
            integrity: Some(row.integrity),
            availability: Some(row.availability),
            kept_until: row.kept_until.clone(),
            ..Entry::default()
        };
        let new = (new_uuid(clock, rng), &entry, ChangeKind::Added);
        rows.push(add(&tx, platform, scope, new).await?);
    }
    for one in &known.threats {
        let Some(threat) = risk_model()?.threat(&one.threat) else { continue };
        let (likelihood, weakness) = (Some(one.likelihood), Some(one.weakness));
        let judged = Judged { likelihood, weakness, ..Judged::default() };
        judge(&tx, platform, scope, (threat, 0, &judged)).await?;
    }
    tx.commit().await?;
    Ok(rows)
}

async fn decide(
    platform: &Platform,
    (scope, president): (&CompanyScope, &CompanyScope),
    known: &Sample,
    rows: &[Uuid],
) -> Result<(), Problem> {
    let (clock, rng) = platform.chance();
    let of = |at: usize| rows.get(at).map(Uuid::to_string).unwrap_or_default();
    let tx = platform.db.write(scope.fence()).await?;
    let row = hold(&tx, scope, &of(known.treated.row)).await?;
    let new = NewTreatment {
        id: new_uuid(clock, rng),
        option: hikeshi_risks::TreatmentOption::Reduce,
        measures: known.treated.measures.clone(),
        owner: known.treated.owner.clone(),
        due: Some(known.treated.due),
        threat: Some(known.treated.threat),
        weakness: Some(known.treated.weakness),
    };
    let value = value_of(&tx, platform, scope, row.id).await?;
    let left = left_after(&Entry::of(&row), value, &new)?.unwrap_or(value);
    treat(&tx, platform, scope, (&row, &new, left)).await?;
    let row = hold(&tx, president, &of(known.accepted.row)).await?;
    if let Some(value) = value_of(&tx, platform, scope, row.id).await? {
        let accepted = (&row, new_uuid(clock, rng), value, known.accepted.reason.as_str());
        accept(&tx, platform, president, accepted).await?;
    }
    Ok(tx.commit().await?)
}

async fn value_of(
    tx: &hikeshi_db::Tx,
    platform: &Platform,
    scope: &CompanyScope,
    row: Uuid,
) -> Result<Option<u8>, Problem> {
    let all = rated(tx, platform, scope).await?;
    Ok(all.iter().find(|one| one.row.id == row).and_then(hikeshi_risks::Rated::value))
}

async fn money(platform: &Platform, scope: &CompanyScope, known: Sample) -> Result<(), Problem> {
    let (clock, rng) = platform.chance();
    let tx = platform.db.write(scope.fence()).await?;
    save_figures(&tx, platform, scope, (&known.figures, 0)).await?;
    for one in known.groups {
        let SampleGroup { name, persons, kinds } = one;
        let new = NewGroup { name, persons, kinds, removed: false };
        save_group(&tx, platform, scope, (new_uuid(clock, rng), 0, &new)).await?;
    }
    let heads = known.insurance.heads.into_iter();
    let new = NewPolicy {
        insurer: known.insurance.insurer,
        number: known.insurance.number,
        most: Some(known.insurance.most),
        deductible: Some(known.insurance.deductible),
        heads: heads.map(|head| hikeshi_money::HeadCover { head, limit: None }).collect(),
        notice: known.insurance.notice,
        phone: known.insurance.phone,
        ends_on: known.insurance.ends_on,
        ..NewPolicy::default()
    };
    save_policy(&tx, platform, scope, (new_uuid(clock, rng), 0, &new)).await?;
    Ok(tx.commit().await?)
}

fn said(problem: Problem) -> anyhow::Error {
    anyhow!("the sample ledger of information could not be written: {problem:?}")
}
