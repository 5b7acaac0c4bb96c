//! Entries of the log as people read them: who did what and when.

use std::collections::{HashMap, HashSet};

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, ProviderId, can, names_of};
use hikeshi_tlog::LoggedEntry;
use hikeshi_web::{Problem, RequestContext};
use uuid::Uuid;

use crate::companies::provider;

/// One entry of the log, in words.
#[derive(Debug, Clone)]
pub struct LogLine {
    /// Its number in the log.
    pub seq: u64,
    /// When.
    pub when: String,
    /// Who; words for the program.
    pub who: String,
    /// The provider through which the person acted; empty for the company's own people.
    pub through: String,
    /// Did what.
    pub what: String,
}

/// The names of the people and providers in some entries.
#[derive(Debug, Clone)]
pub struct LogNames {
    people: HashMap<Uuid, String>,
    providers: HashMap<Uuid, String>,
}

impl LogNames {
    /// Reads the names; `tx` must be one that sees all accounts and providers.
    ///
    /// # Errors
    /// A problem of the database.
    pub async fn of(tx: &Tx, entries: &[LoggedEntry]) -> Result<Self, Problem> {
        let ids: Vec<Uuid> = entries.iter().filter_map(|entry| entry.actor.id).collect();
        let delegates: HashSet<Uuid> = entries.iter().filter_map(|e| e.delegate_id).collect();
        let mut providers = HashMap::new();
        for id in delegates {
            let row = provider(tx, ProviderId(id)).await?;
            providers.insert(id, row.map(|row| row.name).unwrap_or_default());
        }
        Ok(Self { people: names_of(tx, &ids).await?, providers })
    }

    /// The entry in the reader's words; an act that has none shows as it is logged.
    #[must_use]
    pub fn line(&self, context: &RequestContext, entry: &LoggedEntry) -> LogLine {
        let words = &context.words;
        let person = entry.actor.id.and_then(|id| self.people.get(&id)).cloned();
        let through = entry.delegate_id.and_then(|id| self.providers.get(&id)).cloned();
        let key = format!("directory-act-{}", entry.action.replace('.', "-"));
        LogLine {
            seq: entry.seq,
            when: words.date_time(entry.at()),
            who: person.unwrap_or_else(|| words.t("directory-log-program")),
            through: through.unwrap_or_default(),
            what: if words.has(&key) { words.t(&key) } else { entry.action.clone() },
        }
    }
}

/// The page with the entries of the log about a thing of the company; empty for who may not see
/// the log.
#[must_use]
pub fn entries_in_log(scope: &CompanyScope, (kind, id): (&str, Uuid)) -> String {
    if !scope.may::<can::ViewLog>() {
        return String::new();
    }
    format!("/c/{}/log?about={kind}:{id}", scope.company())
}
