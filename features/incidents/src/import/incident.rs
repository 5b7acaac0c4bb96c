//! Writing a file's incident, all or nothing.

use hikeshi_db::Tx;
use hikeshi_i18n::Words;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{Lang, Moment, clean_line};
use hikeshi_web::{Platform, Problem};
use indexmap::IndexSet;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::json;

use super::{
    drafts::{EntryDraft, FactDraft},
    entries::entries,
    facts::{HASH_KEY, facts},
    kinds::{kind_of, kind_title},
    past::close_as_past,
    problems::{ImportProblem, readable},
    read::ReadFile,
    write::{write_entries, write_facts},
};
use crate::{
    case::{IncidentId, NewIncident, Purpose, hold_company, open_incident},
    content::{FactSheet, content},
    model::{fact, incident},
    opening::start_playbook,
    record::{Written, tell_rows},
};

/// More events than this are refused: nobody could work with them as one timeline.
const MAX_ENTRIES: usize = 20_000;
/// More facts than this are refused.
const MAX_FACTS: usize = 5_000;
/// A file with more faults than this is refused: it is not what it says.
const MAX_PROBLEMS: usize = 5_000;

/// How a file is brought in.
#[derive(Debug, Clone, Copy)]
pub struct ImportChoice {
    /// Drill or history.
    pub purpose: Purpose,
    /// Bring it in although it was brought in before.
    pub again: bool,
}

/// The most letters of all facts together.
const MAX_FACT_LETTERS: usize = 2_000_000;
/// So many problems are named when a file is refused.
const NAMED_PROBLEMS: usize = 20;

/// What was written.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The incident.
    pub incident: IncidentId,
    /// Its number.
    pub number: String,
    /// How many events the file told.
    pub events: usize,
    /// How many facts were written.
    pub facts: usize,
    /// What could not be read, or was read with doubt.
    pub problems: Vec<ImportProblem>,
}

/// What a file will become, worked out before anything is written.
#[derive(Debug)]
pub struct PreparedCase {
    sha256: String,
    new: NewIncident,
    ended: Moment,
    lines: Vec<EntryDraft>,
    facts: Vec<FactDraft>,
    events: usize,
    problems: Vec<ImportProblem>,
    again: bool,
}

/// Works out what a file will become, on a thread of its own: it may take seconds, and nobody
/// else's writing waits for it. `words` are those of the person who brings it in: the problems are
/// told in them; what is written is in Japanese, as all records are.
///
/// # Errors
/// Invalid when nothing could be read or it is too much.
pub async fn prepare_case(
    words: &Words,
    file: ReadFile,
    choice: ImportChoice,
) -> Result<PreparedCase, Problem> {
    let words = words.clone();
    tokio::task::spawn_blocking(move || prepared(&words, file, choice)).await?
}

fn prepared(words: &Words, file: ReadFile, choice: ImportChoice) -> Result<PreparedCase, Problem> {
    let found = &file.case.problems;
    refuse_unreadable(words, &file)?;
    let problems = readable(words, &found[..found.len().min(MAX_PROBLEMS)]);
    let record = &words.in_lang(Lang::Ja);
    let sheet = &content()?.facts;
    let kinds = kinds(sheet, &file);
    let facts = facts(record, sheet, &file, &kinds, &problems);
    let lines: Vec<EntryDraft> =
        file.case.events.iter().flat_map(|event| entries(record, &file.name, event)).collect();
    let letters: usize = facts.iter().map(|fact| fact.value.len()).sum();
    let too_much = lines.len() > MAX_ENTRIES || facts.len() > MAX_FACTS;
    if too_much || found.len() > MAX_PROBLEMS || letters > MAX_FACT_LETTERS * 3 {
        let text = words.ta("import-too-much", &[("lines", &MAX_ENTRIES), ("facts", &MAX_FACTS)]);
        return Err(Problem::invalid(text));
    }
    let new = NewIncident {
        title: title(record, sheet, &file, &kinds),
        purpose: choice.purpose,
        kinds,
        proposed_level: None,
        proposed_json: "[]".to_owned(),
        noticed: noticed(&file),
    };
    let (events, again) = (file.case.events.len(), choice.again);
    let ended = file.case.ended;
    Ok(PreparedCase { sha256: file.sha256, new, ended, lines, facts, events, problems, again })
}

/// When it was known; a file that does not say it was known by its first event.
fn noticed(file: &ReadFile) -> Moment {
    if file.case.known != Moment::Unknown {
        return file.case.known;
    }
    let dated = file.case.events.iter().filter_map(|event| Some((event.at.sort_key()?, event.at)));
    dated.min_by_key(|(at, _)| *at).map(|(_, at)| at).unwrap_or_default()
}

/// Writes the incident of a file with its timeline and facts into the caller's transaction.
///
/// # Errors
/// A conflict that names the first incident when the same file was brought in before; a problem
/// of the database.
pub async fn import_case(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    words: &Words,
    case: PreparedCase,
) -> Result<Imported, Problem> {
    hold_company(tx, scope).await?;
    if let Some(first) = imported_before(tx, scope, &case.sha256, case.new.purpose).await?
        && !case.again
    {
        return Err(Problem::conflict(words.t1("import-known-file", "number", first.number)));
    }
    let (noticed, purpose) = (case.new.noticed, case.new.purpose);
    let incident = open_incident(tx, platform, scope, case.new).await?;
    let mut many = Written::default();
    write_entries(tx, platform, scope, (&incident, &mut many), &case.lines).await?;
    write_facts(tx, platform, scope, (&incident, &mut many), &noticed, &case.facts).await?;
    tell_rows(tx, platform, scope, incident.id, many).await?;
    let closed = match purpose {
        Purpose::History => {
            let moments = case.lines.iter().map(|line| line.moment);
            close_as_past(tx, platform, scope, &incident, (case.ended, moments.collect())).await?
        }
        Purpose::Drill | Purpose::Real => {
            start_playbook(tx, platform, scope, &incident).await?;
            Written::default()
        }
    };
    let detail = json!({
        "sha256": case.sha256, "entries": case.lines.len(), "facts": case.facts.len(),
        "rows": closed,
    });
    audit(tx, platform, scope, "incident.imported", ("incident", incident.id), detail).await?;
    Ok(Imported {
        incident: IncidentId(incident.id),
        number: incident.number,
        events: case.events,
        facts: case.facts.len(),
        problems: case.problems,
    })
}

/// The kinds that we work on, each once, the first as the main one.
fn kinds(sheet: &FactSheet, file: &ReadFile) -> Vec<String> {
    let found: IndexSet<String> =
        file.case.kinds.iter().filter_map(|written| kind_of(written, sheet)).collect();
    found.into_iter().collect()
}

/// The file's own title; else organisation and kinds in plain words; else what the file calls
/// itself, else its name.
fn title(words: &Words, sheet: &FactSheet, file: &ReadFile, kinds: &[String]) -> String {
    let titles: Vec<_> =
        kinds.iter().filter_map(|kind| kind_title(kind, sheet, words.lang())).collect();
    let kinds = titles.join(&words.t("import-list-separator"));
    let name = file.case.organisation.name.as_deref().or(file.case.id.as_deref());
    let title = match (&file.case.title, name, kinds.as_str()) {
        (Some(title), ..) => title.clone(),
        (None, Some(name), "") => name.to_owned(),
        (None, None, "") => words.t1("import-title-file", "file", &file.name),
        (None, None, kinds) => kinds.to_owned(),
        (None, Some(name), kinds) => {
            words.ta("import-title", &[("name", &name), ("kinds", &kinds)])
        }
    };
    let short: String = title.chars().take(200).collect();
    clean_line(&short, 200).unwrap_or_else(|_| file.name.clone())
}

/// Names what makes the whole file unreadable first, then lines with their reasons.
fn refuse_unreadable(words: &Words, file: &ReadFile) -> Result<(), Problem> {
    let (fatal, others): (Vec<_>, Vec<_>) =
        file.case.problems.iter().cloned().partition(|problem| problem.reason.is_fatal());
    if fatal.is_empty() {
        return Ok(());
    }
    let left = others.len().saturating_sub(NAMED_PROBLEMS);
    let named: Vec<_> = fatal.into_iter().chain(others.into_iter().take(NAMED_PROBLEMS)).collect();
    let texts = readable(words, &named).into_iter().map(|problem| problem.text);
    let more = (left > 0).then(|| words.t1("import-more-lines", "count", left));
    Err(Problem::invalid(texts.chain(more).collect::<Vec<_>>().join("\n")))
}

/// The incident as which the same bytes were brought in before for the same purpose, if they were.
///
/// # Errors
/// A problem of the database.
pub async fn imported_before(
    tx: &Tx,
    scope: &CompanyScope,
    sha256: &str,
    purpose: Purpose,
) -> Result<Option<incident::Model>, Problem> {
    let facts = fact::Entity::find()
        .filter(fact::Column::CompanyId.eq(scope.company().0))
        .filter(fact::Column::Key.eq(HASH_KEY))
        .filter(fact::Column::Value.eq(sha256))
        .all(tx.conn())
        .await?;
    let incidents = facts.into_iter().map(|fact| fact.incident_id);
    Ok(incident::Entity::find()
        .filter(incident::Column::CompanyId.eq(scope.company().0))
        .filter(incident::Column::Purpose.eq(purpose.name()))
        .filter(incident::Column::Id.is_in(incidents))
        .order_by_asc(incident::Column::Id)
        .one(tx.conn())
        .await?)
}
