//! The company's own log: who did what and when, the provider's people among them.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::extract::State;
use axum_extra::extract::Query;
use hikeshi_db::{Fence, Tx};
use hikeshi_identity::{Allowed, ProviderId, can, names_of};
use hikeshi_tlog::{LoggedEntry, list_for_tenant};
use hikeshi_ui::{Pager, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    companies::provider,
    shell::{Place, company_shell},
};

/// Entries on one page.
const PAGE: u32 = 50;

#[derive(Template)]
#[template(path = "pages/log.html")]
pub(super) struct LogPage {
    shell: Shell,
    rows: Vec<Row>,
    pager: Pager,
}

struct Row {
    seq: u64,
    when: String,
    who: String,
    /// The provider through which the person acted; empty for the company's own people.
    through: String,
    what: String,
}

/// Where the page begins: before this number of the log.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Before {
    #[serde(default)]
    before: String,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewLog>,
    Query(query): Query<Before>,
) -> Result<Html<LogPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Log).await?;
    let before = query.before.parse().ok();
    let mut entries = list_for_tenant(tx.conn(), scope.company().0, before, PAGE + 1).await?;
    drop(tx);
    let more = entries.len() > PAGE as usize;
    entries.truncate(PAGE as usize);
    let tx = platform.db.read(Fence::Open).await?;
    let names = Names::of(&tx, &entries).await?;
    let base = format!("/c/{}/log", scope.company());
    let last = entries.last().map(|entry| entry.seq).filter(|_| more);
    let pager = Pager {
        previous: before.map(|_: u64| base.clone()),
        pages: vec![],
        next: last.map(|seq| format!("{base}?before={seq}")),
    };
    let rows = entries.iter().map(|entry| names.row(&context, entry)).collect();
    Ok(Html(LogPage { shell, rows, pager }))
}

/// The names of the people and providers in the entries.
struct Names {
    people: HashMap<Uuid, String>,
    providers: HashMap<Uuid, String>,
}

impl Names {
    async fn of(tx: &Tx, entries: &[LoggedEntry]) -> Result<Self, Problem> {
        let ids: Vec<Uuid> = entries.iter().filter_map(|entry| entry.actor.id).collect();
        let delegates: HashSet<Uuid> = entries.iter().filter_map(|e| e.delegate_id).collect();
        let mut providers = HashMap::new();
        for id in delegates {
            let row = provider(tx, ProviderId(id)).await?;
            providers.insert(id, row.map(|row| row.name).unwrap_or_default());
        }
        Ok(Self { people: names_of(tx, &ids).await?, providers })
    }

    fn row(&self, context: &RequestContext, entry: &LoggedEntry) -> Row {
        let words = &context.words;
        let person = entry.actor.id.and_then(|id| self.people.get(&id)).cloned();
        let through = entry.delegate_id.and_then(|id| self.providers.get(&id)).cloned();
        let key = format!("directory-act-{}", entry.action.replace('.', "-"));
        Row {
            seq: entry.seq,
            when: words.date_time(entry.at()),
            who: person.unwrap_or_else(|| words.t("directory-log-program")),
            through: through.unwrap_or_default(),
            what: if words.has(&key) { words.t(&key) } else { entry.action.clone() },
        }
    }
}
