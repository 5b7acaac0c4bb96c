//! The facts that follow from a report.

use hikeshi_kernel::{Lang, LocalText};
use serde::Serialize;

use crate::situation::Situation;
use crate::{Certainty, DID, Question, QuestionOption, TriagePack, UNKNOWN};

/// The fact key of the kinds.
const CLASSIFICATION: &str = "classification";
/// The fact key of what is visible.
const EVENT: &str = "event";

/// A fact as it would be entered into the incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProposedFact {
    /// The fact key, one fact for each key.
    pub key: String,
    /// The value; typed words stand in `ja` as they were typed, whatever their language.
    /// For an unknown fact the words for "I do not know".
    pub value: LocalText,
    /// The choices of the fact sheet that the value stands for; empty for free words.
    pub choices: Vec<String>,
    /// How sure it is.
    pub certainty: Certainty,
    /// The questions it comes from; empty if it comes from the symptom itself.
    pub questions: Vec<String>,
}

/// All facts: the kinds, the symptom, the steps done, then the answers in the order asked.
pub(crate) fn facts(
    pack: &TriagePack,
    situation: &Situation<'_, '_>,
    kinds: &[String],
) -> Vec<ProposedFact> {
    let known: Vec<_> = kinds.iter().filter_map(|id| pack.kind(id)).collect();
    let titles: Vec<_> = known.iter().map(|kind| &kind.title).collect();
    let mut facts = vec![
        ProposedFact { choices: kinds.to_vec(), ..fact(CLASSIFICATION, joined(&titles)) },
        fact(EVENT, situation.symptom.title.clone()),
    ];
    let done = situation.picked(DID).map(|picked| picked.options.as_slice()).unwrap_or_default();
    for step in situation.symptom.now.iter().filter(|step| done.contains(&step.id.as_str())) {
        if let Some(done) = &step.done {
            let new = ProposedFact {
                questions: vec![DID.to_owned()],
                ..fact(&done.fills, done.text.clone())
            };
            add(&mut facts, new);
        }
    }
    for question in &situation.asked {
        for new in answered(pack, situation, question) {
            add(&mut facts, new);
        }
    }
    facts
}

/// The fact that the question fills, then those that the picked options mark.
fn answered(
    pack: &TriagePack,
    situation: &Situation<'_, '_>,
    question: &Question,
) -> Vec<ProposedFact> {
    let Some(picked) = situation.picked(&question.id) else { return Vec::new() };
    let options = question.options.iter().filter(|o| picked.options.contains(&o.id.as_str()));
    let options: Vec<&QuestionOption> = options.collect();
    let of = |key: &str, value, choices| ProposedFact {
        choices,
        questions: vec![question.id.clone()],
        ..fact(key, value)
    };
    let mut found = Vec::new();
    if let Some(key) = &question.fills {
        found.push(if let Some(text) = picked.text {
            of(key, LocalText { ja: text.to_owned(), ..LocalText::default() }, Vec::new())
        } else if picked.options.contains(&UNKNOWN) {
            let open = of(key, pack.unknown.clone(), Vec::new());
            ProposedFact { certainty: Certainty::Unknown, ..open }
        } else {
            let texts: Vec<_> = options.iter().map(|option| &option.text).collect();
            let choices = options.iter().filter_map(|option| option.value.clone()).collect();
            of(key, joined(&texts), choices)
        });
    }
    for option in options {
        let marks = option.marks.iter();
        found.extend(marks.map(|(key, choice)| of(key, option.text.clone(), vec![choice.clone()])));
    }
    found
}

/// Adds a fact; of two with one key the known one stays, and two known ones become one. With free
/// words on either side the whole is free words, so that none of them is lost to a choice.
fn add(facts: &mut Vec<ProposedFact>, new: ProposedFact) {
    let Some(old) = facts.iter_mut().find(|fact| fact.key == new.key) else {
        facts.push(new);
        return;
    };
    match (old.certainty, new.certainty) {
        (_, Certainty::Unknown) => {}
        (Certainty::Unknown, _) => *old = new,
        (Certainty::Suspected, Certainty::Suspected) => {
            old.value = joined(&[&old.value, &new.value]);
            if old.choices.is_empty() || new.choices.is_empty() {
                old.choices.clear();
            } else {
                take_new(&mut old.choices, new.choices);
            }
            take_new(&mut old.questions, new.questions);
        }
    }
}

fn take_new(into: &mut Vec<String>, from: Vec<String>) {
    for id in from {
        if !into.contains(&id) {
            into.push(id);
        }
    }
}

fn fact(key: &str, value: LocalText) -> ProposedFact {
    ProposedFact {
        key: key.to_owned(),
        value,
        choices: Vec::new(),
        certainty: Certainty::Suspected,
        questions: Vec::new(),
    }
}

/// Several texts as one, in every language.
fn joined(texts: &[&LocalText]) -> LocalText {
    let in_lang = |lang| texts.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join(" / ");
    LocalText {
        ja: in_lang(Lang::Ja),
        ja_easy: Some(in_lang(Lang::JaEasy)),
        en: Some(in_lang(Lang::En)),
    }
}
