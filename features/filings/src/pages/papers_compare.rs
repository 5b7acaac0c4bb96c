//! Two versions of a paper told apart: which items changed in one sentence, then the words.

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    routing::get,
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_drafting::{ItemText, Segment, WhatChanged, compare};
use hikeshi_i18n::plain;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::{
    case::view_incident,
    model::incident,
    page::{CaseHead, Tab},
};
use hikeshi_ui::{Choice, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use serde::Deserialize;

use super::papers_paper::Place3;
use crate::{
    model::{paper, paper_version},
    papers::{ItemNow, PaperNow, Snapshot, find_paper, kinds, version_of_serial, versions_of},
};

/// What an address names: the paper as it stands now.
const NOW: &str = "now";

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/incidents/{incident}/filings/{paper}/compare", get(show))
}

#[derive(Template)]
#[template(path = "pages/papers_compare.html")]
struct ComparePage {
    shell: Shell,
    base: String,
    name: String,
    choices: Vec<Choice>,
    old: String,
    new: String,
    /// Which items changed, in one sentence.
    sentence: String,
    items: Vec<Changed>,
}

/// An item that differs.
struct Changed {
    title: String,
    what: String,
    segments: Vec<Segment>,
}

/// What the address says: the number of a version, `now`, or a version of the paper before (`b3`).
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    old: String,
    #[serde(default)]
    new: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewDrafts>,
    Path((_, incident, paper)): Place3,
    Query(asked): Query<Asked>,
) -> Result<Html<ComparePage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let row = find_paper(&tx, &scope, &incident, &paper).await?;
    let words = &shell.words;
    let before = match row.follows_id {
        Some(id) => Some(find_paper(&tx, &scope, &incident, &id.to_string()).await?),
        None => None,
    };
    let mut choices = vec![Choice::new(NOW, words.t("paperwork-now"))];
    let line = |version: &paper_version::Model, key: &str| {
        let at = words.date_time(hikeshi_kernel::from_millis(version.made_at));
        words.ta(key, &[("serial", &version.serial), ("at", &at)])
    };
    for version in versions_of(&tx, &row).await?.iter().rev() {
        choices
            .push(Choice::new(version.serial.to_string(), line(version, "paperwork-version-at")));
    }
    if let Some(before) = &before {
        for version in versions_of(&tx, before).await?.iter().rev() {
            let value = format!("b{}", version.serial);
            choices.push(Choice::new(value, line(version, "paperwork-version-before")));
        }
    }
    let second = choices.get(1).map_or(NOW, |choice| choice.value.as_str()).to_owned();
    let old = Some(asked.old).filter(|old| !old.is_empty()).unwrap_or(second);
    let new = Some(asked.new).filter(|new| !new.is_empty()).unwrap_or_else(|| NOW.to_owned());
    let now = PaperNow::read(&tx, &platform, &scope, &incident, row.clone()).await?;
    let sides = Sides {
        tx: &tx,
        scope: &scope,
        incident: &incident,
        row: &row,
        before: before.as_ref(),
        now: &now,
    };
    let found = compare(&sides.texts(&old).await?, &sides.texts(&new).await?);
    let names: Vec<String> =
        found.changed.iter().map(|item| name_of(item.number.as_deref(), &item.title)).collect();
    let names = names.join(&words.t("duties-between"));
    let sentence = match found.changed.is_empty() {
        true => words.t("paperwork-same"),
        false => words.ta("paperwork-changed", &[("items", &names), ("same", &found.same)]),
    };
    let changed = |item: hikeshi_drafting::ItemChange| Changed {
        title: name_of(item.number.as_deref(), &item.title),
        what: words.t(match item.what {
            WhatChanged::Filled => "paperwork-what-filled",
            WhatChanged::Emptied => "paperwork-what-emptied",
            WhatChanged::Reworded => "paperwork-what-reworded",
        }),
        segments: item.segments,
    };
    let head = CaseHead::new(&scope, words, &incident, Tab::Duties);
    let kind = kinds()?.get(&row.kind).ok_or_else(Problem::not_found)?;
    Ok(Html(ComparePage {
        base: format!("{}/filings/{}", head.base, row.id),
        name: plain(kind.title(words.lang())),
        choices,
        old,
        new,
        sentence,
        items: found.changed.into_iter().map(changed).collect(),
        shell,
    }))
}

/// What can stand on either side.
struct Sides<'a> {
    tx: &'a Tx,
    scope: &'a CompanyScope,
    incident: &'a incident::Model,
    row: &'a paper::Model,
    before: Option<&'a paper::Model>,
    now: &'a PaperNow,
}

impl Sides<'_> {
    async fn texts(&self, which: &str) -> Result<Vec<ItemText>, Problem> {
        if which == NOW {
            return Ok(self.now.items.iter().map(ItemNow::as_text).collect());
        }
        let (row, serial) = match (which.strip_prefix('b'), self.before) {
            (Some(serial), Some(before)) => (before, serial),
            _ => (self.row, which),
        };
        let serial = serial.parse().map_err(|_| Problem::not_found())?;
        let version = version_of_serial(self.tx, self.scope, row, serial).await?;
        debug_assert_eq!(version.incident_id, self.incident.id);
        Ok(serde_json::from_str::<Snapshot>(&version.snapshot_json)?.texts())
    }
}

fn name_of(number: Option<&str>, title: &str) -> String {
    let title = plain(title);
    number.map_or_else(|| title.clone(), |number| format!("{number} {title}"))
}
