//! Fills the lines of the call sheet from the case. Nothing is made up: what nobody wrote stays
//! empty, and the sheet says that it is not known yet.

use hikeshi_db::Tx;
use hikeshi_directory::contact_tree;
use hikeshi_i18n::{Words, plain};
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::{LocalText, Moment, from_millis};
use hikeshi_web::Problem;

use super::{ContactOutcome, Part, SheetLine, SheetValue, contacts_made, participants_of};
use crate::{
    case::{Certainty, EntryKind, TimelineFilter, current_facts, moment_of, noticed_of, timeline},
    content::{CallSheetLine, CallSheetMore, CaseFill, Content},
    executive::{decisions_of, options_of},
    model::{desk_contact, executive_decision, fact, incident, timeline_entry},
    runs::{DoneStep, done_steps, runs_of},
};

/// How many lines of the timeline tell "what followed" when nobody wrote that fact.
const LATEST_LINES: u64 = 5;
/// So many steps and decisions are named, those first that stop the damage.
const MOST_DONE: usize = 6;

/// The case as far as the sheet looks at it.
pub(super) struct Filler<'a> {
    content: &'a Content,
    words: &'a Words,
    incident: &'a incident::Model,
    facts: Vec<fact::Model>,
    latest: Vec<timeline_entry::Model>,
    /// Lines about calls that people wrote.
    calls: Vec<timeline_entry::Model>,
    contacts: Vec<desk_contact::Model>,
    done: Vec<DoneStep>,
    decided: Vec<executive_decision::Model>,
    /// Who answers on this case: name and number; the number may be empty.
    answers: Option<(String, String)>,
}

impl<'a> Filler<'a> {
    /// Reads the case.
    ///
    /// # Errors
    /// A problem of the database.
    pub(super) async fn read(
        tx: &Tx,
        scope: &CompanyScope,
        content: &'a Content,
        incident: &'a incident::Model,
        words: &'a Words,
    ) -> Result<Self, Problem> {
        let filter =
            TimelineFilter { typed_only: true, latest: LATEST_LINES, ..TimelineFilter::default() };
        let calls = TimelineFilter { kind: Some(EntryKind::Call), ..filter.clone() };
        let decided = decisions_of(tx, incident).await?.into_iter();
        Ok(Self {
            facts: current_facts(tx, incident).await?,
            latest: timeline(tx, incident, &filter).await?,
            calls: timeline(tx, incident, &calls).await?,
            contacts: contacts_made(tx, incident).await?,
            done: done_steps(&runs_of(tx, incident).await?),
            decided: decided
                .filter(|row| row.decided_at.is_some() && row.withdrawn_at.is_none())
                .collect(),
            answers: answers(tx, scope, incident).await?,
            content,
            words,
            incident,
        })
    }

    /// One of the numbered lines: its facts, and what the case itself knows where a fact is missing.
    pub(super) fn line(&self, line: &CallSheetLine) -> SheetLine {
        let mut values: Vec<_> = line.keys.iter().filter_map(|key| self.value(key)).collect();
        let asks = |key: &str| line.keys.iter().any(|k| k == key);
        let missing = |key: &str| asks(key) && self.known(key).is_none();
        let noticed = noticed_of(self.incident);
        if missing("discovered_at") && noticed != Moment::Unknown {
            values.insert(0, self.plain("discovered_at", self.words.moment(&noticed)));
        }
        if missing("event") {
            values.push(self.plain("event", self.incident.title.clone()));
        }
        if missing("course") {
            values.extend(self.latest.iter().map(|entry| SheetValue {
                label: self.words.moment(&moment_of(entry)),
                text: entry.text.clone(),
                suspected: false,
            }));
        }
        if asks("desks_consulted") {
            values.extend(self.consulted());
            values.extend(self.telephoned());
        }
        values.extend(self.steps_done(&line.steps));
        let title = line.title.get(self.words.lang()).to_owned();
        SheetLine { number: Some(line.nr), title, values }
    }

    /// One of the lines below them.
    pub(super) fn more(&self, line: &CallSheetMore) -> SheetLine {
        let facts = line.keys.iter().filter_map(|key| self.value(key));
        let values = match line.case {
            None => facts.collect(),
            Some(CaseFill::Done) => facts.chain(self.done()).collect(),
            Some(CaseFill::Answers) => self.answering().into_iter().chain(facts).collect(),
        };
        let first = || line.keys.first().map(|key| self.title(key)).unwrap_or_default();
        let title = line.title.as_ref().map(|title| title.get(self.words.lang()).to_owned());
        SheetLine { number: None, title: title.unwrap_or_else(first), values }
    }

    fn known(&self, key: &str) -> Option<&fact::Model> {
        let unknown = Certainty::Unknown.name();
        self.facts.iter().find(|f| f.key == key && f.certainty != unknown && !f.value.is_empty())
    }

    fn title(&self, key: &str) -> String {
        let field = self.content.facts.field(key);
        field.map_or_else(|| key.to_owned(), |f| f.title.get(self.words.lang()).to_owned())
    }

    fn plain(&self, key: &str, text: String) -> SheetValue {
        SheetValue { label: self.title(key), text, suspected: false }
    }

    fn value(&self, key: &str) -> Option<SheetValue> {
        let fact = self.known(key)?;
        let field = self.content.facts.field(key);
        let text = field.map_or_else(
            || fact.value.clone(),
            |field| field.shown(&fact.value, self.words.lang()),
        );
        let suspected = fact.certainty == Certainty::Suspected.name();
        Some(SheetValue { label: self.title(key), text, suspected })
    }

    /// The desks that were spoken or written to, or tried, the earliest first.
    fn consulted(&self) -> impl Iterator<Item = SheetValue> + '_ {
        let words = self.words;
        let asked = |c: &&desk_contact::Model| c.outcome != ContactOutcome::NotNeeded.name();
        self.contacts.iter().rev().filter(asked).map(|contact| {
            let name = self.content.desks.name(&contact.desk_id);
            let name = name.map(|name| name.get(words.lang()).to_owned());
            let when = words.date_time(from_millis(contact.at));
            let outcome = words.t(&format!("people-outcome-{}", contact.outcome));
            SheetValue {
                label: name.unwrap_or_else(|| contact.desk_id.clone()),
                text: [when, outcome, contact.note.clone()].join(" ").trim().to_owned(),
                suspected: false,
            }
        })
    }

    /// The lines that people wrote about calls.
    fn telephoned(&self) -> impl Iterator<Item = SheetValue> + '_ {
        self.calls.iter().map(|entry| SheetValue {
            label: self.words.moment(&moment_of(entry)),
            text: entry.text.clone(),
            suspected: false,
        })
    }

    /// Those of these steps that are done in some playbook, each once.
    fn steps_done(&self, ids: &[String]) -> Vec<SheetValue> {
        let words = self.words;
        let mut texts: Vec<String> = Vec::new();
        for step in self.done.iter().filter(|step| ids.contains(&step.step)) {
            let what = plain(step.title.get(words.lang()));
            let when = words.date_time(from_millis(step.at));
            let text = words.ta("people-sheet-done", &[("what", &what), ("when", &when)]);
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        let value = |text| SheetValue { label: String::new(), text, suspected: false };
        texts.into_iter().map(value).collect()
    }

    /// Steps that are done and decisions that hold, in the order of time; of many only those that
    /// matter most, and how many more there are.
    fn done(&self) -> Vec<SheetValue> {
        let words = self.words;
        let text = |text: &LocalText| plain(text.get(words.lang()));
        let said = |at: i64, what: &str, chosen: Option<&str>| {
            let when = words.date_time(from_millis(at));
            match chosen {
                None => words.ta("people-sheet-done", &[("what", &what), ("when", &when)]),
                Some(chosen) => words.ta(
                    "people-sheet-decided",
                    &[("what", &what), ("chosen", &chosen), ("when", &when)],
                ),
            }
        };
        let mut all: Vec<(i64, String)> = Vec::new();
        for row in &self.decided {
            let chosen = options_of(row).into_iter().find(|option| option.id == row.chosen);
            if let (Some(at), Some(chosen)) = (row.decided_at, chosen) {
                all.push((at, said(at, &row.question, Some(&chosen.label))));
            }
        }
        all.extend(self.done.iter().map(|step| {
            let chosen = step.chosen.as_ref().map(text);
            (step.at, said(step.at, &text(&step.title), chosen.as_deref()))
        }));
        let left = all.len().saturating_sub(MOST_DONE);
        all.truncate(MOST_DONE);
        all.sort_by_key(|(at, _)| *at);
        let more = (left > 0).then(|| words.t1("people-sheet-more", "count", left));
        let texts = all.into_iter().map(|(_, text)| text).chain(more);
        texts.map(|text| SheetValue { label: String::new(), text, suspected: false }).collect()
    }

    fn answering(&self) -> Option<SheetValue> {
        let (name, phone) = self.answers.as_ref()?;
        let text = match phone.as_str() {
            "" => name.clone(),
            phone => self.words.ta("people-sheet-answers", &[("name", name), ("phone", &phone)]),
        };
        Some(SheetValue { label: String::new(), text, suspected: false })
    }
}

/// Whoever commands, otherwise whoever answers for the response or speaks for the company, with
/// the number that the people on the case or the contact tree have for that name.
async fn answers(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<Option<(String, String)>, Problem> {
    let people = participants_of(tx, incident).await?;
    let of_part = |part: Part| people.iter().find(|p| p.part == part.name()).map(|p| &p.name);
    let commander = Some(&incident.commander_name).filter(|name| !name.is_empty());
    let named =
        commander.or_else(|| of_part(Part::ResponseLead)).or_else(|| of_part(Part::Spokesperson));
    let Some(name) = named.cloned() else { return Ok(None) };
    let on_case = people.iter().filter(|person| person.name == name).map(|p| p.phone.clone());
    let tree = contact_tree(tx, scope).await?;
    let in_tree = tree.iter().filter(|contact| contact.name == name).map(|c| c.phone.clone());
    let phone = on_case.chain(in_tree).find(|phone| !phone.is_empty());
    Ok(Some((name, phone.unwrap_or_default())))
}
