//! Answer once, fill all: what other finished assessments, and the last one of the same catalogue,
//! suggest. Nothing counts before a person accepts it, one by one.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_posture_engine::{Answer, ItemRef, Proposal, Relation, Told, propose};
use hikeshi_web::{Platform, Problem};

use super::{Assessment, NewAnswer, Origin, find::of, give_answers};
use crate::{content::library, model::assessment, said::item_at};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};

/// A proposal with the day of the answer that it comes from.
#[derive(Debug, Clone)]
pub struct Offered {
    /// The proposal.
    pub proposal: Proposal,
    /// When the answer was frozen, in milliseconds.
    pub at: i64,
}

impl Offered {
    /// Names it in a form: site, item and where it comes from.
    #[must_use]
    pub fn key(&self) -> String {
        let Proposal { site, item, from, .. } = &self.proposal;
        format!("{item}|{from}|{site}")
    }
}

/// What the latest finished assessments suggest for the questions of this draft that wait, in the
/// order of the catalogue.
///
/// # Errors
/// A problem of the database.
pub async fn offered(
    tx: &Tx,
    scope: &CompanyScope,
    assessment: &Assessment,
) -> Result<Vec<Offered>, Problem> {
    let latest = of(scope)
        .filter(assessment::Column::Latest.eq(true))
        .order_by_desc(assessment::Column::FinishedAt)
        .all(tx.conn())
        .await?;
    let answers = assessment.answers(tx).await?;
    let mut all = Vec::new();
    for row in latest {
        let at = row.finished_at.unwrap_or_default();
        let before = Assessment::of(row)?;
        let told = told_by(&before, before.answers(tx).await?);
        for sheet in &answers.sheets {
            let again = before.row.catalogue == assessment.row.catalogue;
            let proposals = match again {
                true => same_as_last_time(assessment, sheet, &told),
                false => propose(library()?.cross_map(), &assessment.catalogue, sheet, &told),
            };
            all.extend(proposals.into_iter().map(|proposal| Offered { proposal, at }));
        }
    }
    let place = |id: &str| assessment.catalogue.items().position(|item| item.id == id);
    all.sort_by_key(|one| {
        let p = &one.proposal;
        (place(&p.item), p.site.clone(), p.relation, p.answer.is_none(), std::cmp::Reverse(one.at))
    });
    Ok(all)
}

/// Accepts those that are named, as far as they are still offered. The caller holds the draft. Of two
/// that say something else for one question neither can be taken: then nothing is, and the item comes
/// back. Else it returns how many answers came of it.
///
/// # Errors
/// A problem of the database.
pub async fn accept(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    assessment: &Assessment,
    keys: &[String],
) -> Result<Result<usize, String>, Problem> {
    let mut new: Vec<NewAnswer> = Vec::new();
    for one in offered(tx, scope, assessment).await? {
        let taken =
            |known: &&NewAnswer| known.item == one.proposal.item && known.site == one.proposal.site;
        let Some(answer) = one.proposal.answer else { continue };
        if !keys.contains(&one.key()) {
            continue;
        }
        match new.iter().find(taken) {
            Some(known) if known.answer == answer => continue,
            Some(known) => return Ok(Err(item_at(&known.site, &known.item))),
            None => {}
        }
        new.push(NewAnswer {
            site: one.proposal.site.clone(),
            item: one.proposal.item.clone(),
            answer,
            note: String::new(),
            basis: format!("{} {}", one.proposal.from, hikeshi_kernel::from_millis(one.at)),
        });
    }
    Ok(Ok(give_answers(tx, platform, scope, assessment, (Origin::Proposal, &new)).await?))
}

fn told_by(before: &Assessment, answers: hikeshi_posture_engine::Answers) -> Vec<Told> {
    let sheets = answers.sheets.into_iter();
    let of_sheet = |sheet: hikeshi_posture_engine::Sheet| {
        let site = sheet.site;
        let told = sheet.given.into_iter().map(move |(item, given)| Told {
            site: site.clone(),
            item: ItemRef::new(&before.row.catalogue, &item),
            answer: given.answer,
        });
        told.collect::<Vec<_>>()
    };
    sheets.flat_map(of_sheet).collect()
}

/// The same question of the same catalogue, as it was answered last time.
fn same_as_last_time(
    assessment: &Assessment,
    sheet: &hikeshi_posture_engine::Sheet,
    told: &[Told],
) -> Vec<Proposal> {
    let fits = |one: &&Told| {
        let item = assessment.catalogue.item(&one.item.item);
        let given = !matches!(one.answer, Answer::Unanswered | Answer::Unknown | Answer::Na);
        one.site == sheet.site
            && given
            && assessment.catalogue.scoring.accepts(one.answer)
            && item.is_some_and(|item| !sheet.answer(&item.id).is_given())
    };
    let proposal = |one: &Told| Proposal {
        site: one.site.clone(),
        item: one.item.item.clone(),
        answer: Some(one.answer),
        relation: Relation::Equal,
        from: one.item.clone(),
        given: one.answer,
        confidence: hikeshi_kernel::Confidence::Own,
    };
    told.iter().filter(fits).map(proposal).collect()
}
