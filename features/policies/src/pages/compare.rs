//! Two versions told apart, clause by clause and in words.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    routing::get,
};
use axum_extra::extract::Query;
use hikeshi_directory::{Place, company_shell};
use hikeshi_drafting::{Segment, WhatChanged};
use hikeshi_i18n::Words;
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::from_millis;
use hikeshi_policy::{Filled, compare};
use hikeshi_ui::{Choice, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use serde::Deserialize;

use super::Place2;
use crate::document::{Now, find_document, read_snapshot, versions_of};

/// What an address names: the document as it stands now.
const NOW: &str = "now";

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/policies/{policy}/compare", get(show))
}

#[derive(Template)]
#[template(path = "pages/compare.html")]
struct ComparePage {
    shell: Shell,
    here: String,
    name: String,
    choices: Vec<Choice>,
    old: String,
    new: String,
    changes: Vec<Difference>,
}

/// A part that differs.
pub(super) struct Difference {
    pub(super) title: String,
    pub(super) what: String,
    pub(super) segments: Vec<Segment>,
}

/// Everything that differs, in words.
pub(super) fn differences(words: &Words, old: &Filled, new: &Filled) -> Vec<Difference> {
    let blank = |label: &str| words.t1("policies-blank", "label", label);
    let found = compare(old, new, &blank);
    let changed = found.words.changed.into_iter().map(|change| Difference {
        title: [change.number.unwrap_or_default(), change.title].join(" ").trim().to_owned(),
        what: words.t(match change.what {
            WhatChanged::Filled => "policies-what-added",
            WhatChanged::Emptied => "policies-what-removed",
            WhatChanged::Reworded => "policies-what-reworded",
        }),
        segments: change.segments,
    });
    let moved = found.moved.into_iter().map(|title| Difference {
        title,
        what: words.t("policies-what-moved"),
        segments: Vec::new(),
    });
    changed.chain(moved).collect()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    old: String,
    new: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditPolicies>,
    Path((_, id)): Place2,
    Query(asked): Query<Asked>,
) -> Result<Html<ComparePage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let document = find_document(&tx, &scope, &id).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Policies).await?;
    let versions = versions_of(&tx, &document).await?;
    let now = Now::read(&tx, &platform, &scope, document).await?;
    drop(tx);
    let mut all = vec![(Choice::new(NOW, shell.t("policies-now")), now.filled)];
    for row in &versions {
        let at = shell.words.date_time(from_millis(row.made_at));
        let label = shell.words.ta(
            "policies-version-line",
            &[("number", &row.number), ("at", &at), ("by", &row.made_by)],
        );
        all.push((Choice::new(row.number.to_string(), label), read_snapshot(row)?.filled));
    }
    let known = |value: &str| all.iter().position(|(choice, _)| choice.value == value);
    let new = known(&asked.new).unwrap_or(0);
    let old = known(&asked.old).unwrap_or_else(|| (new + 1).min(all.len() - 1));
    let changes = differences(&shell.words, &all[old].1, &all[new].1);
    let row = &now.document.row;
    Ok(Html(ComparePage {
        here: format!("/c/{}/policies/{}", scope.company(), row.id),
        name: row.name.clone(),
        old: all[old].0.value.clone(),
        new: all[new].0.value.clone(),
        choices: all.into_iter().map(|(choice, _)| choice).collect(),
        changes,
        shell,
    }))
}
