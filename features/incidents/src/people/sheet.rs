//! The call sheet: what to have ready before telephoning an outside desk, filled from the case.
//!
//! The seven facts follow the Tokyo guide (6-1). The data serves the page and the PDF alike.

use hikeshi_db::Tx;
use hikeshi_directory::company;
use hikeshi_i18n::Words;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::from_millis;
use hikeshi_web::{Platform, Problem};

use super::{
    contacts_made,
    sheet_desk::{SheetDesk, sheet_desk},
};
use crate::{
    case::{Certainty, TimelineFilter, current_facts, moment_of, noticed_of, timeline},
    content::{Content, content},
    model::{fact, incident},
};

/// How many lines of the timeline tell "what followed" when nobody wrote that fact.
const LATEST_LINES: u64 = 5;

/// Everything on the sheet, in the reader's language.
#[derive(Debug, Clone)]
pub struct CallSheet {
    /// The company's name.
    pub company: String,
    /// The incident's number and title.
    pub incident: (String, String),
    /// The desk to call, if one was chosen.
    pub desk: Option<SheetDesk>,
    /// The name of the person who calls; empty when a program made the sheet.
    pub spokesperson: String,
    /// The number under which the company can be called back; may be empty.
    pub call_back: String,
    /// The seven facts, numbered.
    pub lines: Vec<SheetLine>,
    /// What else desks ask for, such as the state of the power.
    pub more: Vec<SheetLine>,
    /// When the sheet was made, in words.
    pub made_at: String,
}

/// One line of the sheet: a fact to have ready, and room to write where the case knows nothing.
#[derive(Debug, Clone)]
pub struct SheetLine {
    /// Its number; `None` below the seven.
    pub number: Option<u8>,
    /// Its name.
    pub title: String,
    /// What the case knows; empty when nothing is known: then there is room to write.
    pub values: Vec<SheetValue>,
}

/// What the case knows.
#[derive(Debug, Clone)]
pub struct SheetValue {
    /// The name of the fact.
    pub label: String,
    /// Its value.
    pub text: String,
    /// Whether it is only suspected.
    pub suspected: bool,
}

/// The sheet of an incident for a desk (`DK-01`, `insurer` …) or for no desk in particular.
///
/// # Errors
/// Not found: no such desk; a problem of the database.
pub async fn call_sheet_data(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    desk: Option<&str>,
    words: &Words,
) -> Result<CallSheet, Problem> {
    let content = content()?;
    let facts = current_facts(tx, incident).await?;
    let row = company(tx, scope).await?;
    let filler = Filler { content, facts: &facts, words };
    let mut lines = Vec::new();
    for line in &content.facts.call_sheet {
        let mut values: Vec<_> = line.keys.iter().filter_map(|key| filler.value(key)).collect();
        let missing = |key: &str| line.keys.iter().any(|k| k == key) && !filler.knows(key);
        if missing("discovered_at") {
            values.insert(0, filler.plain("discovered_at", words.moment(&noticed_of(incident))));
        }
        if missing("event") {
            values.push(filler.plain("event", incident.title.clone()));
        }
        if missing("course") {
            values.extend(latest(tx, incident, &filler).await?);
        }
        if missing("desks_consulted") {
            values.extend(consulted(tx, incident, &filler).await?);
        }
        let title = line.title.get(words.lang()).to_owned();
        lines.push(SheetLine { number: Some(line.nr), title, values });
    }
    let skip = ["organisation", "reporter_phone"];
    let more = content.facts.call_sheet_more.iter().filter(|key| !skip.contains(&key.as_str()));
    let more = more.map(|key| SheetLine {
        number: None,
        title: filler.title(key),
        values: filler.value(key).into_iter().collect(),
    });
    Ok(CallSheet {
        company: row.name,
        incident: (incident.number.clone(), incident.title.clone()),
        desk: match desk {
            Some(id) => Some(sheet_desk(tx, scope, content, words, id).await?),
            None => None,
        },
        spokesperson: scope.actor_name().to_owned(),
        call_back: row.phone,
        lines,
        more: more.collect(),
        made_at: words.date_time(platform.clock.now()),
    })
}

/// Fills lines from the facts.
struct Filler<'a> {
    content: &'a Content,
    facts: &'a [fact::Model],
    words: &'a Words,
}

impl Filler<'_> {
    fn known(&self, key: &str) -> Option<&fact::Model> {
        let unknown = Certainty::Unknown.name();
        self.facts.iter().find(|f| f.key == key && f.certainty != unknown && !f.value.is_empty())
    }

    fn knows(&self, key: &str) -> bool {
        self.known(key).is_some()
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
}

/// The latest typed lines of the timeline, as "what followed".
async fn latest(
    tx: &Tx,
    incident: &incident::Model,
    filler: &Filler<'_>,
) -> Result<Vec<SheetValue>, Problem> {
    let filter =
        TimelineFilter { typed_only: true, latest: LATEST_LINES, ..TimelineFilter::default() };
    let lines = timeline(tx, incident, &filter).await?;
    let value = |entry| {
        let when = filler.words.moment(&moment_of(entry));
        SheetValue { label: when, text: entry.text.clone(), suspected: false }
    };
    Ok(lines.iter().map(value).collect())
}

/// The desks that were contacted.
async fn consulted(
    tx: &Tx,
    incident: &incident::Model,
    filler: &Filler<'_>,
) -> Result<Vec<SheetValue>, Problem> {
    let words = filler.words;
    let made = contacts_made(tx, incident).await?;
    let value = |contact: &crate::model::desk_contact::Model| {
        let name = filler.content.desks.name(&contact.desk_id);
        let outcome = words.t(&format!("people-outcome-{}", contact.outcome));
        let when = words.date_time(from_millis(contact.at));
        SheetValue {
            label: name.map_or_else(|| contact.desk_id.clone(), |n| n.get(words.lang()).to_owned()),
            text: [when, outcome, contact.note.clone()].join(" "),
            suspected: false,
        }
    };
    Ok(made.iter().rev().map(value).collect())
}
