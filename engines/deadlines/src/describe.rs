//! An answer in words and plain values, for JSON and for pages.

use hikeshi_kernel::{Lang, LocalText};
use serde::Serialize;

use crate::{
    Binding, Calendar, Certainty, Change, ClosedKind, Confidence, Due, DutyAnswer, FactDefinition,
    Facts, Note, Rules, RulesSource, Truth, Value,
};

/// An answer as the command line and the API print it. Field names are stable.
#[derive(Debug, Clone, Serialize)]
pub struct Description<'a> {
    /// The stable id.
    pub duty: &'a str,
    /// What is to be done.
    pub title: String,
    /// yes, no or unknown.
    pub applies: Truth,
    /// The last day (`2024-07-17`) or instant (RFC 3339, Japan time); none where the duty does not
    /// apply.
    pub due: Option<String>,
    /// The same before it rolls on over closed days.
    pub raw_due: Option<String>,
    /// The first day of a span such as "3 to 5 days".
    pub due_from: Option<String>,
    /// Whether it is over.
    pub overdue: Option<bool>,
    /// The limit in words.
    pub limit: Option<&'a str>,
    /// The counting day by day.
    pub counting: Vec<DescribedDay<'a>>,
    /// The facts that decide it.
    pub because: Vec<DescribedBecause<'a>>,
    /// The other limit, while it is open which of two counts.
    pub otherwise: Option<DescribedOther<'a>>,
    /// Facts that would change the answer.
    pub what_would_change: Vec<DescribedChange>,
    /// To whom.
    pub to: &'a str,
    /// In which way.
    pub how: &'a str,
    /// law, contract, voluntary or support.
    pub binding: Binding,
    /// Article or clause.
    pub rule: String,
    /// The rules file and its version, for going back to it.
    pub edition: String,
    /// The documents that the rule was written from, in one line.
    pub source: String,
    /// The same one by one.
    pub sources: &'a [RulesSource],
    /// confirmed, own or to-check.
    pub confidence: Confidence,
    /// What to know beside it, as codes.
    pub notes: &'a [Note],
}

/// One day of the counting.
#[derive(Debug, Clone, Serialize)]
pub struct DescribedDay<'a> {
    /// The day.
    pub date: String,
    /// Its number; null over which the end rolls on.
    pub day: Option<u16>,
    /// Whether the office is open.
    pub open: bool,
    /// Why it is closed.
    pub closed: Option<ClosedKind>,
    /// The closed day's name.
    pub name: Option<&'a str>,
}

/// A fact that decides.
#[derive(Debug, Clone, Serialize)]
pub struct DescribedBecause<'a> {
    /// The key.
    pub fact: &'a str,
    /// Its name.
    pub title: &'a str,
    /// The value: true, false, a number, words, or "unknown".
    pub value: PlainValue,
    /// What a number means, where it is not simply the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
    /// The rule's id.
    pub rule: &'a str,
    /// What follows.
    pub sentence: Option<&'a str>,
    /// The article.
    pub law: Option<&'a str>,
}

/// The other of two limits.
#[derive(Debug, Clone, Serialize)]
pub struct DescribedOther<'a> {
    /// The rule that is open.
    pub rule: &'a str,
    /// The open question in words.
    pub question: Option<&'a str>,
    /// What its answer would have to be.
    pub holds: bool,
    /// The limit in words.
    pub limit: &'a str,
    /// Its end.
    pub due: Option<String>,
}

/// A fact that would change the answer.
#[derive(Debug, Clone, Serialize)]
pub struct DescribedChange {
    /// The key.
    pub fact: String,
    /// Its name.
    pub title: String,
    /// The value that it would have.
    pub value: PlainValue,
    /// The answer then.
    pub applies: Truth,
    /// The limit then.
    pub due: Option<String>,
}

/// A value as it stands in a facts file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum PlainValue {
    /// A flag.
    Flag(bool),
    /// A number.
    Count(u64),
    /// Words, also "unknown".
    Word(String),
}

impl From<&Value> for PlainValue {
    fn from(value: &Value) -> Self {
        match value {
            Value::Flag(flag) => Self::Flag(*flag),
            Value::Count { number, .. } => Self::Count(*number),
            Value::Word(word) => Self::Word(word.clone()),
            Value::Unknown => Self::Word("unknown".to_owned()),
        }
    }
}

/// Puts an answer into words of one language, with its counting.
#[must_use]
pub fn describe<'a>(
    rules: &'a Rules,
    calendar: &'a Calendar,
    facts: &Facts,
    answer: &'a DutyAnswer<'a>,
    changes: &[Change<'a>],
    lang: Lang,
) -> Description<'a> {
    let duty = answer.duty;
    let text = |text: &'a LocalText| text.get(lang);
    let title = |key: &'a str| rules.fact(key).map_or(key, |fact| title_of(fact, lang));
    let because = answer.because.iter().map(|because| DescribedBecause {
        fact: because.fact,
        title: title(because.fact),
        value: PlainValue::from(&because.value),
        certainty: certainty(&because.value),
        rule: because.rule,
        sentence: because.sentence.map(text),
        law: because.law.map(text),
    });
    let applies = answer.applies != Truth::No;
    let due = |due: Option<Due>| due.filter(|_| applies).map(Due::text);
    let known_day = facts.known_day().filter(|_| applies);
    let counting = answer.counting(rules, calendar, known_day);
    let counting = counting.into_iter().map(|day| DescribedDay {
        date: day.date.to_string(),
        day: day.number,
        open: day.closed.is_none(),
        closed: day.closed.map(|closed| closed.kind),
        name: day.closed.map(|closed| closed.name.get(lang)),
    });
    let changes = changes.iter().map(|change| DescribedChange {
        fact: change.fact.to_owned(),
        title: title(change.fact).to_owned(),
        value: PlainValue::from(&change.value),
        applies: change.applies,
        due: change.due.map(Due::text),
    });
    let source = |source: &RulesSource| format!("{} ({})", source.title, source.publisher);
    let named = answer.contract.map(|contract| contract.name.as_str());
    let clause = answer.contract.map(|contract| contract.source.as_str());
    let clause = clause.filter(|clause| !clause.is_empty());
    Description {
        duty: &answer.id,
        title: titled(duty.title.get(lang), named),
        applies: answer.applies,
        due: due(answer.due),
        raw_due: due(answer.raw_due),
        due_from: answer.due_from.filter(|_| applies).map(|day| day.to_string()),
        overdue: answer.overdue.filter(|_| applies),
        limit: answer.limit.map(|limit| limit.title.get(lang)),
        counting: counting.collect(),
        because: because.collect(),
        otherwise: answer.otherwise.filter(|_| applies).map(|other| DescribedOther {
            rule: other.rule,
            question: other.question.map(text),
            holds: other.holds,
            limit: other.limit.title.get(lang),
            due: other.due.map(Due::text),
        }),
        what_would_change: changes.collect(),
        to: named.unwrap_or_else(|| answer.to.get(lang)),
        how: duty.how.get(lang),
        binding: duty.binding,
        rule: clause.unwrap_or_else(|| duty.law.get(lang)).to_owned(),
        edition: format!("{} {} ({})", answer.file.id, answer.file.version, answer.file.edition),
        source: answer.file.sources.iter().map(source).collect::<Vec<_>>().join("; "),
        sources: &answer.file.sources,
        confidence: answer.confidence,
        notes: &answer.notes,
    }
}

fn certainty(value: &Value) -> Option<Certainty> {
    match value {
        Value::Count { certainty, .. } => {
            Some(*certainty).filter(|one| *one != Certainty::Confirmed)
        }
        _ => None,
    }
}

fn title_of(fact: &FactDefinition, lang: Lang) -> &str {
    fact.title.get(lang)
}

fn titled(title: &str, contract: Option<&str>) -> String {
    contract.map_or_else(|| title.to_owned(), |name| format!("{title}: {name}"))
}
