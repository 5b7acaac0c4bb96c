//! The company's answers that decide which duties it has, as typed.

use std::collections::BTreeMap;

use hikeshi_deadlines::{Value, read_number};
use hikeshi_kernel::{TextError, clean_line};
use hikeshi_ui::FieldError;
use hikeshi_web::RequestContext;
use serde::Deserialize;

use crate::{
    profile::Profile,
    rulebook::{Reading, Rulebook},
};

/// The longest free answer, in characters.
const LONGEST: usize = 100;

/// What the form posts: one field for each fact of the company, named by the rules' key.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct ProfileForm {
    /// The version that the person saw.
    #[serde(default)]
    pub seen: String,
    /// `yes` when the list of clauses is complete.
    #[serde(default)]
    pub clauses_complete: String,
    /// The answers.
    #[serde(flatten)]
    pub answers: BTreeMap<String, String>,
}

impl ProfileForm {
    /// The form of what is stored.
    pub(super) fn of(profile: &Profile) -> Self {
        Self {
            seen: profile.version.to_string(),
            clauses_complete: if profile.clauses_complete { "yes" } else { "" }.to_owned(),
            answers: profile.answers.clone(),
        }
    }

    /// What was typed for a fact.
    pub(super) fn answer(&self, fact: &str) -> &str {
        self.answers.get(fact).map_or("", String::as_str)
    }

    /// Reads it; mistakes come back with the field they belong to. Nothing typed is no answer.
    pub(super) fn read(
        &self,
        book: &Rulebook,
        context: &RequestContext,
    ) -> Result<Profile, Vec<FieldError>> {
        let words = &context.words;
        let mut errors = Vec::new();
        let mut answers = BTreeMap::new();
        for line in &book.origins.from_profile {
            let typed = match clean_line(self.answer(&line.fact), LONGEST) {
                Ok(typed) => typed,
                Err(TextError::Empty) => continue,
                Err(TextError::TooLong { max }) => {
                    let text = words.t1("duties-too-long", "max", max);
                    errors.push(FieldError::new(&line.fact, text));
                    continue;
                }
            };
            let mut wrong = |key: &str| errors.push(FieldError::new(&line.fact, words.t(key)));
            let number = read_number(&book.rules, &typed);
            match line.read {
                Reading::Flag if !["yes", "no"].contains(&&*typed) => wrong("duties-choose"),
                Reading::Count if number.is_none() => wrong("duties-number"),
                Reading::Count if let Some(most) = passed(book, &line.fact, number.as_ref()) => {
                    let text = words.ta("duties-number-most", &[("most", &most)]);
                    errors.push(FieldError::new(&line.fact, text));
                }
                Reading::Word if !is_word(book, &line.fact, &typed) => wrong("duties-choose"),
                _ => {
                    answers.insert(line.fact.clone(), typed);
                }
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let clauses_complete = self.clauses_complete == "yes";
        Ok(Profile { answers, clauses_complete, version: self.seen.parse().unwrap_or(0) })
    }
}

/// The largest number that the fact can have, if the typed one is larger.
fn passed(book: &Rulebook, fact: &str, typed: Option<&Value>) -> Option<u64> {
    let most = book.rules.fact(fact)?.at_most?;
    let is_more = |value: &&Value| matches!(value, Value::Count { number, .. } if *number > most);
    typed.filter(is_more).map(|_| most)
}

fn is_word(book: &Rulebook, fact: &str, typed: &str) -> bool {
    book.rules.fact(fact).is_some_and(|fact| fact.words.iter().any(|word| word.id == typed))
}
