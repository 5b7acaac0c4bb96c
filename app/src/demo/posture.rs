//! Assessments of the sample companies: finished ones of different days, and one that is being answered.

use anyhow::{Context as _, anyhow};
use hikeshi_identity::company_scope;
use hikeshi_kernel::{Lang, new_uuid};
use hikeshi_posture::{
    assessment::{NewAnswer, Origin, begin, find, finish, give_answers, hold},
    library,
};
use hikeshi_posture_engine::Answer;
use hikeshi_web::{Platform, Problem};
use serde::Deserialize;

use super::{DemoClock, Filled};

#[derive(Deserialize)]
struct SampleAssessment {
    company: usize,
    by: String,
    begun_minutes_ago: i64,
    finished_minutes_ago: Option<i64>,
    catalogue: String,
    sites: Vec<String>,
    answers: Vec<SampleSheet>,
}

/// The answers of a site: items by answer.
#[derive(Deserialize)]
struct SampleSheet {
    site: String,
    yes: Vec<String>,
    partly: Vec<String>,
    no: Vec<String>,
    unknown: Vec<String>,
}

/// Writes them.
pub(super) async fn fill(
    platform: &Platform,
    clock: &DemoClock,
    sample: &Filled,
) -> anyhow::Result<()> {
    let all: Vec<SampleAssessment> = serde_json::from_str(include_str!("posture.json"))?;
    for one in &all {
        write(platform, clock, sample, one).await?;
    }
    clock.set_back(0);
    Ok(())
}

async fn write(
    platform: &Platform,
    clock: &DemoClock,
    sample: &Filled,
    one: &SampleAssessment,
) -> anyhow::Result<()> {
    clock.set_back(one.begun_minutes_ago);
    let company = *sample.companies.get(one.company).context("no sample company")?;
    let catalogue = library()?.catalogue(&one.catalogue).context("no such questionnaire")?;
    let scope = company_scope(platform, &one.by, company).await.map_err(said)?;
    let (time, chance) = platform.chance();
    let id = new_uuid(time, chance);
    let tx = platform.db.write(scope.fence()).await?;
    begin(&tx, platform, &scope, (id, catalogue, &one.sites)).await.map_err(said)?;
    let draft = hold(&tx, &scope, &id.to_string()).await.map_err(said)?;
    let new: Vec<NewAnswer> = one.answers.iter().flat_map(answers).collect();
    give_answers(&tx, platform, &scope, &draft, (Origin::Typed, &new)).await.map_err(said)?;
    tx.commit().await?;
    if let Some(minutes) = one.finished_minutes_ago {
        clock.set_back(minutes);
        let tx = platform.db.read(scope.fence()).await?;
        let draft = find(&tx, &scope, &id.to_string()).await.map_err(said)?;
        drop(tx);
        let words = platform.words(Lang::Ja);
        let frozen = (draft.row.id.to_string(), draft.row.revision);
        finish(platform, &scope, &words, (&frozen.0, frozen.1)).await.map_err(said)?;
    }
    Ok(())
}

fn answers(sheet: &SampleSheet) -> Vec<NewAnswer> {
    let given = [
        (Answer::Yes, &sheet.yes),
        (Answer::Partly, &sheet.partly),
        (Answer::No, &sheet.no),
        (Answer::Unknown, &sheet.unknown),
    ];
    let new = |answer: Answer, item: &String| NewAnswer {
        site: sheet.site.clone(),
        item: item.clone(),
        answer,
        note: String::new(),
        basis: String::new(),
    };
    given
        .into_iter()
        .flat_map(|(answer, items)| items.iter().map(move |i| new(answer, i)))
        .collect()
}

fn said(problem: Problem) -> anyhow::Error {
    anyhow!("the sample assessments could not be written: {problem:?}")
}
