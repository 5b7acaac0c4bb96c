//! The answers of a company: one sheet for each site, as the official forms want it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Answer;

/// All sheets, in the order in which the sites were named.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Answers {
    /// One sheet for each site; a company that does not divide itself has one, without a name.
    pub sheets: Vec<Sheet>,
}

/// The answers of one site.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// Name of the site, empty for the whole company.
    pub site: String,
    /// What was answered, by item id; an item that is missing is unanswered.
    pub given: BTreeMap<String, Given>,
}

/// One answer and what was said with it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Given {
    /// The answer.
    pub answer: Answer,
    /// Why it does not apply, or a remark; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Answers {
    /// One sheet for the whole company.
    #[must_use]
    pub fn of_company(given: impl IntoIterator<Item = (String, Answer)>) -> Self {
        Self { sheets: vec![Sheet::new("", given)] }
    }
}

impl Sheet {
    /// A sheet without remarks.
    #[must_use]
    pub fn new(site: &str, given: impl IntoIterator<Item = (String, Answer)>) -> Self {
        let given = given
            .into_iter()
            .map(|(item, answer)| (item, Given { answer, note: String::new() }))
            .collect();
        Self { site: site.to_owned(), given }
    }

    /// The answer to an item; unanswered where nothing was said.
    #[must_use]
    pub fn answer(&self, item: &str) -> Answer {
        self.given.get(item).map_or(Answer::Unanswered, |given| given.answer)
    }
}
