//! The questions of the first report: those that the help page asks for many symptoms, in its words,
//! so that the paper can be typed in afterwards.

use hikeshi_incidents::content::Content;
use hikeshi_triage::{Question, QuestionKind};

use super::{Say, each_once};
use crate::data;

/// A question stands on the paper when so many symptoms ask it.
const ASKED_BY: usize = 3;

pub(super) fn questions(content: &Content, say: &Say<'_>) -> Vec<data::Question> {
    let symptoms = &content.triage.symptoms;
    let often = |id: &&String| {
        symptoms.iter().filter(|symptom| symptom.questions.contains(id)).count() >= ASKED_BY
    };
    let ids = each_once(symptoms.iter().flat_map(|symptom| &symptom.questions));
    let asked = ids.into_iter().filter(often).filter_map(|id| content.triage.question(id));
    asked.map(|question| on_paper(content, question, say)).collect()
}

fn on_paper(content: &Content, question: &Question, say: &Say<'_>) -> data::Question {
    let options = if question.kind.is_choice() { content.triage.options(question) } else { vec![] };
    data::Question {
        title: say.text(&question.title),
        options: options.into_iter().map(|(_, text)| say.text(text)).collect(),
        several: question.kind == QuestionKind::Multi,
        lines: match question.kind {
            QuestionKind::Choice | QuestionKind::Multi => 0,
            QuestionKind::Text => 2,
            _ => 1,
        },
    }
}
