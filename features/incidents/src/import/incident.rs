//! Writing a file's incident, all or nothing.

use hikeshi_db::Tx;
use hikeshi_i18n::Words;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::clean_line;
use hikeshi_web::{Platform, Problem};
use indexmap::IndexSet;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::json;

use super::{
    drafts::{EntryDraft, FactDraft},
    entries::entries,
    facts::{HASH_KEY, facts},
    kinds::{kind_of, kind_title},
    problems::{ImportProblem, is_fatal, readable},
    read::ReadFile,
    write::{write_entries, write_facts},
};
use crate::{
    case::{IncidentId, NewIncident, Purpose, open_incident},
    content::{FactSheet, content},
    model::{fact, incident},
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
    lines: Vec<EntryDraft>,
    facts: Vec<FactDraft>,
    events: usize,
    problems: Vec<ImportProblem>,
    again: bool,
}

/// Works out what a file will become, on a thread of its own: it may take seconds, and nobody
/// else's writing waits for it. `words` are those of the person who brings it in: notes and
/// reasons are kept in them.
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
    let problems = readable(words, &found[..found.len().min(MAX_PROBLEMS)]);
    refuse_unreadable(&file, &problems)?;
    let sheet = &content()?.facts;
    let kinds = kinds(sheet, &file);
    let facts = facts(words, sheet, &file, &kinds, &problems);
    let lines: Vec<EntryDraft> =
        file.case.events.iter().flat_map(|event| entries(words, &file.name, event)).collect();
    if lines.len() > MAX_ENTRIES || facts.len() > MAX_FACTS || found.len() > MAX_PROBLEMS {
        let text = words.ta("import-too-much", &[("lines", &MAX_ENTRIES), ("facts", &MAX_FACTS)]);
        return Err(Problem::invalid(text));
    }
    let new = NewIncident {
        title: title(words, sheet, &file, &kinds),
        purpose: choice.purpose,
        kinds,
        proposed_level: None,
        proposed_json: "[]".to_owned(),
        noticed: file.case.known,
    };
    let (events, again) = (file.case.events.len(), choice.again);
    Ok(PreparedCase { sha256: file.sha256, new, lines, facts, events, problems, again })
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
    if !case.again {
        refuse_second(tx, scope, words, &case.sha256).await?;
    }
    let noticed = case.new.noticed;
    let incident = open_incident(tx, platform, scope, case.new).await?;
    write_entries(tx, platform, scope, &incident, &case.lines).await?;
    write_facts(tx, platform, scope, &incident, &noticed, &case.facts).await?;
    let detail = json!({
        "sha256": case.sha256, "entries": case.lines.len(), "facts": case.facts.len(),
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

/// Organisation and kinds in plain words; else what the file calls itself, else its name.
fn title(words: &Words, sheet: &FactSheet, file: &ReadFile, kinds: &[String]) -> String {
    let titles: Vec<_> =
        kinds.iter().filter_map(|kind| kind_title(kind, sheet, words.lang())).collect();
    let kinds = titles.join(&words.t("import-list-separator"));
    let name = file.case.organisation.name.as_deref().or(file.case.id.as_deref());
    let title = match (name, kinds.as_str()) {
        (Some(name), "") => name.to_owned(),
        (None, "") => words.t1("import-title-file", "file", &file.name),
        (None, kinds) => kinds.to_owned(),
        (Some(name), kinds) => words.ta("import-title", &[("name", &name), ("kinds", &kinds)]),
    };
    let short: String = title.chars().take(200).collect();
    clean_line(&short, 200).unwrap_or_else(|_| file.name.clone())
}

fn refuse_unreadable(file: &ReadFile, problems: &[ImportProblem]) -> Result<(), Problem> {
    let case = &file.case;
    let nothing = case.events.is_empty() && case.extra.is_empty() && case.id.is_none();
    let nothing = nothing && case.organisation == hikeshi_casefile::Organisation::default();
    if nothing || case.problems.iter().any(|problem| is_fatal(&problem.reason)) {
        let texts: Vec<_> = problems.iter().take(20).map(|p| p.text.as_str()).collect();
        return Err(Problem::invalid(texts.join("\n")));
    }
    Ok(())
}

async fn refuse_second(
    tx: &Tx,
    scope: &CompanyScope,
    words: &Words,
    sha256: &str,
) -> Result<(), Problem> {
    let first = fact::Entity::find()
        .filter(fact::Column::CompanyId.eq(scope.company().0))
        .filter(fact::Column::Key.eq(HASH_KEY))
        .filter(fact::Column::Value.eq(sha256))
        .order_by_asc(fact::Column::Id)
        .one(tx.conn())
        .await?;
    let Some(first) = first else { return Ok(()) };
    let first = incident::Entity::find_by_id(first.incident_id)
        .filter(incident::Column::CompanyId.eq(scope.company().0))
        .one(tx.conn())
        .await?;
    let number = first.map(|incident| incident.number).unwrap_or_default();
    Err(Problem::conflict(words.t1("import-known-file", "number", number)))
}
