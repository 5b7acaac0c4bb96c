//! What the first sample company does for its stars: six rules answered, a plan with something late,
//! something done and something that comes back. The other companies have none.

use anyhow::{Context as _, anyhow};
use hikeshi_identity::{CompanyScope, company_scope};
use hikeshi_kernel::{Lang, japan, new_uuid};
use hikeshi_ladder::{
    plan::{Entry, NewItem, NewProof, Rhythm, State, Wanted, add, add_proof, find, set_state},
    rungs::{DeclarationData, save_data},
};
use hikeshi_posture::{
    assessment::{NewAnswer, Origin, begin, find as find_assessment, finish, give_answers, hold},
    library,
};
use hikeshi_posture_engine::Answer;
use hikeshi_web::{Platform, Problem};
use jiff::{ToSpan as _, civil::Date};
use serde::Deserialize;

use super::{DemoClock, Filled};

#[derive(Deserialize)]
struct Sample {
    company: usize,
    officer: String,
    president: String,
    staff: String,
    six_rules: SampleAnswers,
    data_minutes_ago: i64,
    corporate_number: String,
    items: Vec<SampleItem>,
}

#[derive(Deserialize)]
struct SampleAnswers {
    minutes_ago: i64,
    yes: Vec<String>,
    partly: Vec<String>,
    no: Vec<String>,
}

#[derive(Deserialize)]
struct SampleItem {
    by: String,
    measure: String,
    title: String,
    due_in_days: i64,
    rhythm: String,
    note: String,
    state: String,
    minutes_ago: i64,
    proof: String,
}

/// Writes it.
pub(super) async fn fill(
    platform: &Platform,
    clock: &DemoClock,
    filled: &Filled,
) -> anyhow::Result<()> {
    let sample: Sample = serde_json::from_str(include_str!("ladder.json"))?;
    let company = *filled.companies.get(sample.company).context("no sample company")?;
    clock.set_back(0);
    let today = platform.clock.now().to_zoned(japan()).date();
    let officer = company_scope(platform, &sample.officer, company).await.map_err(said)?;
    clock.set_back(sample.six_rules.minutes_ago);
    answered(platform, &officer, &sample.six_rules).await.map_err(said)?;
    clock.set_back(sample.data_minutes_ago);
    entered(platform, &officer, &sample).await.map_err(said)?;
    for one in &sample.items {
        clock.set_back(one.minutes_ago);
        let email = match one.by.as_str() {
            "president" => &sample.president,
            "staff" => &sample.staff,
            _ => &sample.officer,
        };
        let scope = company_scope(platform, email, company).await.map_err(said)?;
        taken(platform, &scope, one, today).await.map_err(said)?;
    }
    clock.set_back(0);
    Ok(())
}

async fn answered(
    platform: &Platform,
    scope: &CompanyScope,
    sample: &SampleAnswers,
) -> Result<(), Problem> {
    let catalogue = library()?.catalogue("ipa-6").ok_or_else(Problem::not_found)?;
    let (time, chance) = platform.chance();
    let id = new_uuid(time, chance);
    let tx = platform.db.write(scope.fence()).await?;
    begin(&tx, platform, scope, (id, catalogue, &[])).await?;
    let draft = hold(&tx, scope, &id.to_string()).await?;
    let given =
        [(Answer::Yes, &sample.yes), (Answer::Partly, &sample.partly), (Answer::No, &sample.no)];
    let new = |answer: Answer, item: &String| NewAnswer {
        site: String::new(),
        item: item.clone(),
        answer,
        note: String::new(),
        basis: String::new(),
    };
    let all =
        given.into_iter().flat_map(|(answer, items)| items.iter().map(move |i| new(answer, i)));
    let new: Vec<NewAnswer> = all.collect();
    give_answers(&tx, platform, scope, &draft, (Origin::Typed, &new)).await?;
    tx.commit().await?;
    let tx = platform.db.read(scope.fence()).await?;
    let draft = find_assessment(&tx, scope, &id.to_string()).await?;
    drop(tx);
    let words = platform.words(Lang::Ja);
    finish(platform, scope, &words, (&id.to_string(), draft.row.revision)).await?;
    Ok(())
}

async fn entered(
    platform: &Platform,
    scope: &CompanyScope,
    sample: &Sample,
) -> Result<(), Problem> {
    let data = DeclarationData {
        corporate_number: sample.corporate_number.clone(),
        ..DeclarationData::default()
    };
    let tx = platform.db.write(scope.fence()).await?;
    save_data(&tx, platform, scope, &data).await?;
    Ok(tx.commit().await?)
}

async fn taken(
    platform: &Platform,
    scope: &CompanyScope,
    one: &SampleItem,
    today: Date,
) -> Result<(), Problem> {
    let measures = &library()?.measures().measures;
    let measure = measures.iter().find(|measure| measure.id == one.measure);
    let (time, chance) = platform.chance();
    let id = new_uuid(time, chance);
    let entry = Entry {
        title: measure.map_or_else(|| one.title.clone(), |measure| measure.title.ja.clone()),
        note: one.note.clone(),
        account: scope.account().map(Into::into),
        owner: scope.actor_name().to_owned(),
        due: Some(today.saturating_add(one.due_in_days.days())),
        rhythm: Rhythm::from_name(&one.rhythm).unwrap_or_default(),
    };
    let new = NewItem { id, measure: one.measure.clone(), entry, before: None, anchor: None };
    let tx = platform.db.write(scope.fence()).await?;
    add(&tx, platform, scope, new).await?;
    let item = find(&tx, scope, &id.to_string()).await?;
    if !one.proof.is_empty() {
        let proof = NewProof {
            id: new_uuid(time, chance),
            title: one.proof.clone(),
            link: one.proof.clone(),
            as_of: String::new(),
            file: None,
        };
        add_proof(&tx, platform, scope, &item, proof).await?;
    }
    let state = State::from_name(&one.state).unwrap_or(State::Open);
    let wanted = Wanted { state, reason: String::new() };
    set_state(&tx, platform, scope, (&item, &wanted, item.row.revision)).await?;
    Ok(tx.commit().await?)
}

fn said(problem: Problem) -> anyhow::Error {
    anyhow!("the sample plan could not be written: {problem:?}")
}
