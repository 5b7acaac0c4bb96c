//! What the last finished assessments answered: weaknesses are proposed from it.

use std::collections::BTreeMap;

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_posture::assessment::find;
use hikeshi_posture_engine::{Answer as Given, Answers};
use hikeshi_risk::Answer;
use hikeshi_web::Problem;

use crate::content::risk_model;

/// Answers by questionnaire and item, and when the latest of the assessments was finished.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct AnswersOn {
    /// The answers; where sites differ, the worst.
    pub(crate) answers: BTreeMap<(String, String), Answer>,
    /// When, in milliseconds; `None` if no assessment was finished.
    pub(crate) at: Option<i64>,
}

/// What was answered in the questionnaires that the model names.
///
/// # Errors
/// A problem of the database or of the content.
pub(crate) async fn answers_on(tx: &Tx, scope: &CompanyScope) -> Result<AnswersOn, Problem> {
    let model = risk_model()?;
    let controls = || model.areas.iter().flat_map(|area| &area.controls);
    let mut on = AnswersOn::default();
    for standing in hikeshi_posture::standing(tx, scope).await? {
        let asked = controls().filter(|control| control.questionnaire == standing.catalogue);
        let items: Vec<&String> = asked.map(|control| &control.item).collect();
        if items.is_empty() {
            continue;
        }
        let assessment = find(tx, scope, &standing.id.to_string()).await?;
        let answers = assessment.answers(tx).await?;
        let given = items
            .into_iter()
            .map(|item| ((standing.catalogue.clone(), item.clone()), worst(&answers, item)));
        on.answers.extend(given);
        on.at = on.at.max(standing.finished_at);
    }
    Ok(on)
}

/// The worst answer of all sites; a site to which a question does not apply is passed over.
fn worst(answers: &Answers, item: &str) -> Answer {
    let given = answers.sheets.iter().map(|sheet| answer(sheet.answer(item)));
    let rank = |answer: &Answer| match answer {
        Answer::No => 0,
        Answer::Unknown => 1,
        Answer::Unanswered => 2,
        Answer::Partly => 3,
        Answer::Yes => 4,
        Answer::Na => 5,
    };
    given.min_by_key(rank).unwrap_or(Answer::Unanswered)
}

/// A step of a scale says neither yes nor no: it counts as not answered.
const fn answer(given: Given) -> Answer {
    match given {
        Given::Yes => Answer::Yes,
        Given::Partly => Answer::Partly,
        Given::No => Answer::No,
        Given::Unknown => Answer::Unknown,
        Given::Na => Answer::Na,
        Given::Unanswered | Given::Level(_) => Answer::Unanswered,
    }
}
