//! Facts as papers print them.

use std::collections::BTreeMap;

use super::{
    CaseFile, Issue,
    data::{Certainty, Fact},
};
use crate::{
    case::{Certainty as Stored, kinds_of},
    content::{Content, FactField},
    import::{fact_name, fact_value},
    model::fact,
};

/// All facts in the order of the sheet: those written, those of the guides' lists, and those that
/// the sheet does not know (from imported files) at the end.
#[must_use]
pub fn all(content: &Content, file: &CaseFile, issue: &Issue) -> Vec<Fact> {
    let mut rest: BTreeMap<&str, &fact::Model> =
        file.facts.iter().map(|fact| (fact.key.as_str(), fact)).collect();
    let kinds = kinds_of(&file.incident);
    let mut all = Vec::new();
    for field in &content.facts.facts {
        match rest.remove(field.key.as_str()) {
            Some(fact) => all.push(written(content, fact, issue)),
            None if field.sheet.is_some() && field.concerns(&kinds) => {
                all.push(blank(field, issue));
            }
            None => {}
        }
    }
    all.extend(rest.values().map(|fact| written(content, fact, issue)));
    all
}

/// A fact that somebody wrote.
#[must_use]
pub fn written(content: &Content, fact: &fact::Model, issue: &Issue) -> Fact {
    Fact {
        name: issue.typed(&fact_name(&issue.words, &content.facts, &fact.key)),
        value: value(content, fact, issue),
        certainty: match Stored::from_name(&fact.certainty) {
            Some(Stored::Confirmed) => Certainty::Confirmed,
            Some(Stored::Suspected) => Certainty::Suspected,
            Some(Stored::Unknown) | None => Certainty::Unknown,
        },
        as_of: issue.moment(&fact.as_of_json),
        source: if fact.source.is_empty() {
            issue.who(&fact.by_name)
        } else {
            issue.typed(&fact.source)
        },
        earlier: u32::try_from(fact.revision - 1).unwrap_or(0),
    }
}

/// A fact that nobody wrote yet.
#[must_use]
pub fn blank(field: &FactField, issue: &Issue) -> Fact {
    Fact {
        name: issue.text(&field.title),
        value: String::new(),
        certainty: Certainty::Unknown,
        as_of: String::new(),
        source: String::new(),
        earlier: 0,
    }
}

/// Its value in the paper's language; empty if unknown.
#[must_use]
pub fn value(content: &Content, fact: &fact::Model, issue: &Issue) -> String {
    let shown = fact_value(&issue.words, &content.facts, &fact.key, &fact.value);
    issue.typed(&hikeshi_i18n::plain(&shown))
}

/// The value of a fact by its key; empty if nobody wrote it.
#[must_use]
pub fn value_of(content: &Content, file: &CaseFile, key: &str, issue: &Issue) -> String {
    file.fact(key).map(|fact| value(content, fact, issue)).unwrap_or_default()
}
