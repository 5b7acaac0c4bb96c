//! Two versions of a playbook compared, in words.

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    routing::get,
};
use hikeshi_identity::can;
use hikeshi_playbook::Playbook;
use hikeshi_ui::{Choice, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use serde::Deserialize;

use super::{Place2, name_of};
use crate::{
    keeper::Keeping,
    said::{SaidChange, said_changes},
    shelf::{draft_of, find, source_of, versions_of},
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/playbooks/own/{playbook}/compare", get(show))
        .route("/p/{provider}/playbooks/own/{playbook}/compare", get(show))
}

/// What an address names beside numbers.
const DRAFT: &str = "draft";
const SOURCE: &str = "source";

#[derive(Template)]
#[template(path = "pages/compare.html")]
struct ComparePage {
    shell: Shell,
    here: String,
    name: String,
    choices: Vec<Choice>,
    old: String,
    new: String,
    changes: Vec<SaidChange>,
}

/// The number of a version, `draft`, or `source` for the edition that was copied.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    old: String,
    new: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    keeper: Keeping<can::ViewPlaybooks>,
    Path((_, id)): Place2,
    Query(asked): Query<Asked>,
) -> Result<Html<ComparePage>, Problem> {
    let tx = platform.db.read(keeper.fence()).await?;
    let row = find(&tx, &keeper, &id).await?;
    let shell = keeper.shell(&tx, &context).await?;
    let mut all: Vec<(Choice, Playbook)> = Vec::new();
    let draft = draft_of(&tx, &row).await?.filter(|_| keeper.may_edit());
    let source = source_of(&row, draft.as_ref())?;
    if let Some(draft) = draft {
        all.push((Choice::new(DRAFT, shell.t("playbooks-draft")), draft.playbook));
    }
    for version in versions_of(&tx, &row).await? {
        let number = version.row.number;
        let label = shell.t1("playbooks-number", "number", number);
        all.push((Choice::new(number.to_string(), label), version.playbook));
    }
    if let Some(source) = source {
        let label = shell.t1("playbooks-source-edition", "version", &source.version);
        all.push((Choice::new(SOURCE, label), source));
    }
    let known = |value: &str| all.iter().position(|(choice, _)| choice.value == value);
    let last = all.len().checked_sub(1).ok_or_else(Problem::not_found)?;
    let new = known(&asked.new).unwrap_or(0);
    let old = known(&asked.old).unwrap_or_else(|| (new + 1).min(last));
    let changes = said_changes(&shell.words, &all[old].1, &all[new].1);
    Ok(Html(ComparePage {
        here: format!("{}/own/{}", keeper.base(), row.id),
        name: name_of(&shell.words, &all[new].1),
        old: all[old].0.value.clone(),
        new: all[new].0.value.clone(),
        choices: all.into_iter().map(|(choice, _)| choice).collect(),
        changes,
        shell,
    }))
}
