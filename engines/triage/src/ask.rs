//! Which questions are still to ask.

use crate::situation::Situation;
use crate::{Answers, Question, TriagePack};

/// The questions of a symptom that apply to the answers so far, in the order asked, answered
/// ones included. Their number is the total of the progress bar. Empty for an unknown symptom.
#[must_use]
pub fn questions_for<'a>(
    pack: &'a TriagePack,
    symptom_id: &str,
    answers: &Answers,
) -> Vec<&'a Question> {
    pack.symptom(symptom_id)
        .map(|symptom| Situation::new(pack, symptom, answers).asked)
        .unwrap_or_default()
}

/// The first question that applies and has no answer yet; `None` when all is asked. "I do not
/// know" and blank words are answers.
#[must_use]
pub fn next_question<'a>(
    pack: &'a TriagePack,
    symptom_id: &str,
    answers: &Answers,
) -> Option<&'a Question> {
    questions_for(pack, symptom_id, answers)
        .into_iter()
        .find(|question| answers.get(&question.id).is_none())
}
