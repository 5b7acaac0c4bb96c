//! What assessments answered last: weaknesses are proposed from it. Whoever finishes an assessment
//! publishes its answers here; this slice knows no questionnaire but by the items that its model names.

use std::collections::BTreeMap;

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_risk::Answer;
use hikeshi_web::{Platform, Problem};
use jiff::Timestamp;
use sea_orm::{ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _};

use crate::model::risk_answer;

/// Answers by questionnaire and item, and when the latest of them was published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswersOn {
    /// The answers.
    pub answers: BTreeMap<(String, String), Answer>,
    /// When; `None` if there is no answer.
    pub at: Option<i64>,
}

/// Puts the answers of one questionnaire in the place of those that were published before. Where sites
/// answered differently, the caller gives the worst.
///
/// # Errors
/// A problem of the database.
pub async fn publish_answers(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (questionnaire, answers, answered): (&str, &BTreeMap<String, Answer>, Timestamp),
) -> Result<(), Problem> {
    risk_answer::Entity::delete_many()
        .filter(risk_answer::Column::CompanyId.eq(scope.company().0))
        .filter(risk_answer::Column::Questionnaire.eq(questionnaire))
        .exec(tx.conn())
        .await?;
    let (clock, rng) = platform.chance();
    let rows = answers.iter().map(|(item, answer)| {
        risk_answer::Model {
            id: new_uuid(clock, rng),
            company_id: scope.company().0,
            questionnaire: questionnaire.to_owned(),
            item: item.clone(),
            answer: answer.name().to_owned(),
            answered_at: to_millis(answered),
        }
        .into_active_model()
    });
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        risk_answer::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// What was published last.
///
/// # Errors
/// A problem of the database.
pub(crate) async fn answers_on(tx: &Tx, scope: &CompanyScope) -> Result<AnswersOn, Problem> {
    let rows = risk_answer::Entity::find()
        .filter(risk_answer::Column::CompanyId.eq(scope.company().0))
        .all(tx.conn())
        .await?;
    let at = rows.iter().map(|row| row.answered_at).max();
    let answers = rows
        .into_iter()
        .filter_map(|row| Some(((row.questionnaire, row.item), Answer::from_name(&row.answer)?)));
    Ok(AnswersOn { answers: answers.collect(), at })
}
