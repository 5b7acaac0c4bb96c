//! What the president reads, taken from facts, timeline and next action.

use hikeshi_db::Tx;
use hikeshi_i18n::Words;
use hikeshi_kernel::from_millis;
use hikeshi_web::Problem;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    case::{
        Certainty, EntryKind, Purpose, TimelineFilter, current_facts, kinds_of, moment_of, timeline,
    },
    content::{FactSheet, content},
    executive::{DecisionOption, decisions_of, may_undo, options_of},
    import::fact_name,
    model::{executive_decision, fact, incident},
    runs::next_action,
};

/// The facts that say how bad it is, in this order.
const HOW_BAD: [&str; 6] =
    ["business_impact", "spread", "exfiltrated", "personal_data", "persons_count", "money_sent"];
/// What a president asks first: shown as not known as long as nobody wrote it.
const ASKED_FIRST: [&str; 4] = ["spread", "exfiltrated", "way_in", "backup_state"];

/// The left side of the page.
pub(super) struct Brief {
    /// What happened.
    pub what: String,
    /// How bad: names of facts, values, and whether only suspected.
    pub how_bad: Vec<(String, String, bool)>,
    /// The next thing to do, if there is one.
    pub next: Option<String>,
    /// What was done last: when and what, the latest first.
    pub done: Vec<(String, String)>,
    /// The names of facts that nobody knows yet.
    pub unknown: Vec<String>,
    /// What was decided: when, what, by whom, the latest first.
    pub decided: Vec<(String, String, String)>,
}

/// A question that waits.
pub(super) struct QuestionView {
    pub id: Uuid,
    pub version: i64,
    pub question: String,
    pub options: Vec<DecisionOption>,
    pub advice: String,
    pub asked_by: String,
    pub due: String,
}

/// An answer that can still be undone.
pub(super) struct DecidedView {
    pub id: Uuid,
    pub question: String,
    pub chosen: String,
    pub when: String,
}

pub(super) async fn brief(
    tx: &Tx,
    incident: &incident::Model,
    words: &Words,
    now: Timestamp,
) -> Result<Brief, Problem> {
    let sheet = &content()?.facts;
    let facts = current_facts(tx, incident).await?;
    let known = |key: &str| facts.iter().find(|f| f.key == key && is_known(f));
    let title = |key: &str| title_of(sheet, key, words);
    let how_bad = HOW_BAD.iter().filter_map(|key| {
        let fact = known(key)?;
        let field = sheet.field(key)?;
        let suspected = fact.certainty == Certainty::Suspected.name();
        Some((title(key), field.shown(&fact.value, words.lang()), suspected))
    });
    let lines =
        |kind, latest| TimelineFilter { kind: Some(kind), latest, ..TimelineFilter::default() };
    let done = timeline(tx, incident, &lines(EntryKind::Action, 3)).await?;
    let decided = timeline(tx, incident, &lines(EntryKind::Decision, 6)).await?;
    let when = |entry| words.moment_brief(&moment_of(entry), now);
    Ok(Brief {
        what: known("event").map_or_else(|| incident.title.clone(), |f| f.value.clone()),
        how_bad: how_bad.collect(),
        next: next_action(tx, incident).await?.map(|next| next.title(words)),
        done: done.iter().rev().map(|e| (when(e), e.text.clone())).collect(),
        unknown: unknown(sheet, &facts, incident, words),
        decided: decided
            .iter()
            .rev()
            .map(|e| (when(e), e.text.clone(), e.by_name.clone()))
            .collect(),
    })
}

/// The questions that wait, and the answers that can still be undone.
pub(super) async fn decisions(
    tx: &Tx,
    incident: &incident::Model,
    words: &Words,
    now: Timestamp,
) -> Result<(Vec<QuestionView>, Vec<DecidedView>), Problem> {
    let all = decisions_of(tx, incident).await?;
    let waiting = all.iter().filter(|row| row.decided_at.is_none());
    let undoable = all.iter().filter(|row| may_undo(row, now));
    Ok((
        waiting.map(|row| question(row, words, now)).collect(),
        undoable.map(|row| decided(row, words, now)).collect(),
    ))
}

fn question(row: &executive_decision::Model, words: &Words, now: Timestamp) -> QuestionView {
    let options = options_of(row);
    let advice = options.iter().find(|option| option.id == row.advice);
    QuestionView {
        id: row.id,
        version: row.version,
        question: row.question.clone(),
        advice: advice.map(|option| option.label.clone()).unwrap_or_default(),
        asked_by: row.asked_by.clone(),
        due: match row.due_at {
            Some(at) => words.t1("president-due", "when", words.brief(from_millis(at), now)),
            None => String::new(),
        },
        options,
    }
}

fn decided(row: &executive_decision::Model, words: &Words, now: Timestamp) -> DecidedView {
    let options = options_of(row);
    let chosen = options.iter().find(|option| option.id == row.chosen);
    DecidedView {
        id: row.id,
        question: row.question.clone(),
        chosen: chosen.map(|option| option.label.clone()).unwrap_or_default(),
        when: row.decided_at.map(|at| words.brief(from_millis(at), now)).unwrap_or_default(),
    }
}

/// Facts that were asked and are unknown, then what a president asks first and nobody wrote.
fn unknown(
    sheet: &FactSheet,
    facts: &[fact::Model],
    incident: &incident::Model,
    words: &Words,
) -> Vec<String> {
    let kinds = kinds_of(incident);
    // What only a file names is not asked of the president.
    let asked = |fact: &&fact::Model| sheet.field(&fact.key).is_some();
    let open = facts.iter().filter(asked).filter(|f| !is_known(f)).map(|f| f.key.as_str());
    // Nobody asks any more what was not written of a past incident.
    let past = incident.purpose == Purpose::History.name();
    let missing = ASKED_FIRST.into_iter().filter(|_| !past).filter(|key| {
        let concerns = sheet.field(key).is_some_and(|field| field.concerns(&kinds));
        concerns && !facts.iter().any(|f| f.key == **key)
    });
    let mut names: Vec<String> = Vec::new();
    for name in open.chain(missing).map(|key| title_of(sheet, key, words)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn is_known(fact: &fact::Model) -> bool {
    fact.certainty != Certainty::Unknown.name() && !fact.value.is_empty()
}

fn title_of(sheet: &FactSheet, key: &str, words: &Words) -> String {
    fact_name(words, sheet, key)
}
