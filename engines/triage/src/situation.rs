//! The symptom and the answers, made safe to test against.

use std::collections::BTreeMap;

use crate::{
    Answer, Answers, Condition, DID, Question, Symptom, Test, TriagePack, UNKNOWN, read_count,
};

/// The questions that apply to a symptom with the options picked in each of them.
pub(crate) struct Situation<'p, 'a> {
    pub(crate) symptom: &'p Symptom,
    /// The applying questions, in the order asked.
    pub(crate) asked: Vec<&'p Question>,
    picked: BTreeMap<&'p str, Picked<'p, 'a>>,
}

/// What was picked or typed. Nothing usable counts as [`UNKNOWN`].
#[derive(Default)]
pub(crate) struct Picked<'p, 'a> {
    pub(crate) options: Vec<&'p str>,
    pub(crate) text: Option<&'a str>,
}

impl<'p, 'a> Situation<'p, 'a> {
    /// Walks through the symptom's questions in order; each sees only the answers before it.
    pub(crate) fn new(pack: &'p TriagePack, symptom: &'p Symptom, answers: &'a Answers) -> Self {
        let done = Picked { options: done_steps(symptom, answers), text: None };
        let mut this = Self { symptom, asked: Vec::new(), picked: BTreeMap::from([(DID, done)]) };
        for question in symptom.questions.iter().filter_map(|id| pack.question(id)) {
            if question.only_if.as_ref().is_none_or(|condition| this.holds(condition)) {
                this.asked.push(question);
                this.picked.insert(&question.id, Picked::new(question, answers.get(&question.id)));
            }
        }
        this
    }

    /// Whether the condition holds.
    pub(crate) fn holds(&self, condition: &Condition) -> bool {
        let symptoms = &condition.symptoms;
        (symptoms.is_empty() || symptoms.contains(&self.symptom.id))
            && condition.all.iter().all(|test| self.passes(test))
            && (condition.any.is_empty() || condition.any.iter().any(|test| self.passes(test)))
    }

    /// What was picked for a question that applies.
    pub(crate) fn picked(&self, question: &str) -> Option<&Picked<'p, 'a>> {
        self.picked.get(question)
    }

    fn passes(&self, test: &Test) -> bool {
        let Some(picked) = self.picked(&test.question) else {
            return test.is.is_empty() && test.at_least.is_none();
        };
        let has =
            |wanted: &[String]| picked.options.iter().any(|id| wanted.iter().any(|w| w == id));
        let counted = |least| picked.text.and_then(read_count).is_some_and(|count| count >= least);
        (test.is.is_empty() || has(&test.is))
            && !has(&test.is_not)
            && test.at_least.is_none_or(counted)
    }
}

impl<'p, 'a> Picked<'p, 'a> {
    fn new(question: &'p Question, answer: Option<&'a Answer>) -> Self {
        let mut this = Self::default();
        match answer {
            Some(Answer::Choice(id)) => this.pick(question, id),
            Some(Answer::Choices(ids)) => ids.iter().for_each(|id| this.pick(question, id)),
            Some(Answer::Text(text)) if !question.kind.is_choice() && !text.trim().is_empty() => {
                this.text = Some(text.trim());
            }
            Some(Answer::Text(_) | Answer::Unknown) | None => {}
        }
        if this.options.is_empty() && this.text.is_none() {
            this.options.push(UNKNOWN);
        }
        this
    }

    fn pick(&mut self, question: &'p Question, id: &str) {
        let option = question.options.iter().find(|option| option.id == id);
        if let Some(option) = option
            && !self.options.contains(&option.id.as_str())
        {
            self.options.push(&option.id);
        }
    }
}

/// The ids of the symptom's own steps that were ticked.
fn done_steps<'p>(symptom: &'p Symptom, answers: &Answers) -> Vec<&'p str> {
    let ticked = |id: &str| match answers.get(DID) {
        Some(Answer::Choices(ids)) => ids.iter().any(|ticked| ticked == id),
        Some(Answer::Choice(ticked)) => ticked == id,
        Some(Answer::Text(_) | Answer::Unknown) | None => false,
    };
    symptom.now.iter().map(|step| step.id.as_str()).filter(|id| ticked(id)).collect()
}
