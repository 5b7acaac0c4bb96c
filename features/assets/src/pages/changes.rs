//! What changed in the ledger, month by month, and the latest changes.

use std::collections::{BTreeMap, HashMap};

use askama::Template;
use axum::{Router, extract::State, routing::get};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::{from_millis, japan};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use uuid::Uuid;

use super::shown::ChangeLine;
use crate::{history::changes_of, model::{asset, asset_change}};

/// Changes that are listed.
const LISTED: u64 = 100;
/// Months that are counted.
const MONTHS: usize = 12;

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/assets/changes", get(show))
}

#[derive(Template)]
#[template(path = "pages/changes.html")]
struct ChangesPage {
    shell: Shell,
    home: String,
    months: Vec<Month>,
    changes: Vec<ChangeLine>,
}

/// What happened in a month.
#[derive(Default)]
struct Month {
    name: String,
    added: usize,
    changed: usize,
    retired: usize,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewAssets>,
) -> Result<Html<ChangesPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Assets).await?;
    let home = format!("/c/{}", scope.company());
    let all: Vec<(String, i64)> = asset_change::Entity::find()
        .select_only()
        .columns([asset_change::Column::What, asset_change::Column::At])
        .filter(asset_change::Column::CompanyId.eq(scope.company().0))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut months: BTreeMap<String, Month> = BTreeMap::new();
    for (what, at) in all {
        let name = from_millis(at).to_zoned(japan()).strftime("%Y-%m").to_string();
        let month = months.entry(name.clone()).or_default();
        month.name = name;
        match what.as_str() {
            "created" | "imported" => month.added += 1,
            "retired" => month.retired += 1,
            "shown" => {}
            _ => month.changed += 1,
        }
    }
    let latest = changes_of(&tx, &scope, None, LISTED).await?;
    let ids: Vec<Uuid> = latest.iter().map(|change| change.asset_id).collect();
    let names: HashMap<Uuid, String> = asset::Entity::find()
        .filter(asset::Column::CompanyId.eq(scope.company().0))
        .filter(asset::Column::Id.is_in(ids))
        .all(tx.conn())
        .await?
        .into_iter()
        .map(|row| (row.id, row.name))
        .collect();
    let mut changes = Vec::new();
    for change in &latest {
        let mut line = ChangeLine::of(&context.words, change)?;
        line.asset = names
            .get(&change.asset_id)
            .map(|name| (name.clone(), format!("{home}/assets/{}", change.asset_id)));
        changes.push(line);
    }
    let months = months.into_values().rev().take(MONTHS).collect();
    Ok(Html(ChangesPage { home, months, changes, shell }))
}
