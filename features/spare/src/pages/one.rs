//! One merge: what came, and what both sides changed, side by side.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, audit, can};
use hikeshi_incidents::{
    case::{renew_notice, touch},
    record::Written,
};
use hikeshi_kernel::{from_millis, new_uuid, to_millis};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{find_merge, internal, shown::Shown};
use crate::{
    SpareError,
    catalogue::{Merge, table_of},
    merge::put,
    model::{item, merge},
    rows::{self, Row},
    schema::{Columns, columns_here},
};

#[derive(Template)]
#[template(path = "pages/one.html")]
pub(super) struct MergePage {
    shell: Shell,
    base: String,
    id: Uuid,
    merged: String,
    copied: String,
    entries: i64,
    counts: Vec<(String, usize)>,
    files: usize,
    conflicts: Vec<Shown>,
    renumbered: Vec<Shown>,
    both_lines: Vec<Shown>,
    not_taken: Vec<Shown>,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::Decide>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html<MergePage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let row = find_merge(&tx, &scope, &id).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Company).await?;
    let items = item::Entity::find()
        .filter(item::Column::CompanyId.eq(scope.company().0))
        .filter(item::Column::MergeId.eq(row.id))
        .order_by_asc(item::Column::TableName)
        .order_by_asc(item::Column::Subject)
        .all(tx.conn())
        .await?;
    let words = &context.words;
    let of = |kind: &str| -> Vec<Shown> {
        let found = items.iter().filter(|item| item.kind == kind);
        found.map(|item| Shown::of(words, item)).collect()
    };
    let counts: Counts = serde_json::from_str(&row.counts_json).unwrap_or_default();
    Ok(Html(MergePage {
        base: format!("/c/{}/merges", scope.company()),
        id: row.id,
        merged: words.date_time(from_millis(row.at)),
        copied: words.date_time(from_millis(row.copied_at)),
        entries: counts.log_entries,
        files: counts.files,
        counts: counts.lines(words),
        conflicts: of("conflict"),
        renumbered: of("renumbered"),
        both_lines: of("both-lines"),
        not_taken: of("not-taken"),
        shell,
    }))
}

/// What of [`crate::Merged`] the page shows.
#[derive(Debug, Default, Deserialize)]
struct Counts {
    #[serde(default)]
    added: Map<String, Value>,
    #[serde(default)]
    changed: Map<String, Value>,
    #[serde(default)]
    files: usize,
    #[serde(default)]
    log_entries: i64,
}

impl Counts {
    /// New and changed rows together, by the name that people know; what has none is "other".
    fn lines(&self, words: &hikeshi_i18n::Words) -> Vec<(String, usize)> {
        let mut lines: Vec<(String, usize)> = Vec::new();
        for (table, count) in self.added.iter().chain(&self.changed) {
            let key = format!("spare-table-{table}");
            let name = if words.has(&key) { words.t(&key) } else { words.t("spare-table-other") };
            let count = count.as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
            match lines.iter_mut().find(|(known, _)| *known == name) {
                Some((_, sum)) => *sum += count,
                None => lines.push((name, count)),
            }
        }
        lines
    }
}

/// What the form posts.
#[derive(Debug, Deserialize)]
pub(super) struct Choice {
    /// `main` or `spare`.
    #[serde(default)]
    choose: String,
}

pub(super) async fn choose(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::Decide>,
    Path((_, id, item)): Path<(String, String, String)>,
    Posted(form): Posted<Choice>,
) -> Result<Response, Problem> {
    if !["main", "spare"].contains(&form.choose.as_str()) {
        return Err(Problem::invalid(context.words.t("spare-choose-one")));
    }
    let tx = platform.db.write(scope.fence()).await?;
    let merge = find_merge(&tx, &scope, &id).await?;
    let found = find_item(&tx, &merge, &item).await?;
    let back = format!("/c/{}/merges/{}#i-{}", scope.company(), merge.id, found.id);
    if found.chosen == form.choose {
        return Ok(Redirect::to(&back).into_response());
    }
    if !found.chosen.is_empty() {
        let who = context.words.t1("spare-chosen-already", "who", &found.chosen_by);
        return Err(Problem::conflict(who));
    }
    let now = to_millis(platform.clock.now());
    let mut written = Written::default();
    if form.choose == "spare" {
        let taken = take(&tx, &platform, &scope, (&found, now)).await;
        written = taken.map_err(|error| internal(&error))?;
    }
    let change = item::ActiveModel {
        id: Set(found.id),
        chosen: Set(form.choose.clone()),
        chosen_at: Set(Some(now)),
        chosen_by: Set(scope.actor_name().to_owned()),
        ..Default::default()
    };
    item::Entity::update(change).exec_without_returning(tx.conn()).await?;
    if let Some(incident) = found.incident_id {
        touch(&tx, incident, now).await?;
        renew_notice(&tx, &scope).await?;
    }
    let detail = json!({
        "item": found.id, "chosen": form.choose, "table": found.table_name,
        "incident": found.incident_id, "rows": written,
    });
    audit(&tx, &platform, &scope, "merge.chosen", ("merge", merge.id), detail).await?;
    tx.commit().await?;
    Ok(Redirect::to(&back).into_response())
}

async fn find_item(tx: &Tx, merge: &merge::Model, id: &str) -> Result<item::Model, Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    item::Entity::find_by_id(id)
        .filter(item::Column::CompanyId.eq(merge.company_id))
        .filter(item::Column::MergeId.eq(merge.id))
        .filter(item::Column::Kind.eq("conflict"))
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)
}

/// Lets the spare's value hold; answers the rows that were written, for the log.
async fn take(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (found, now): (&item::Model, i64),
) -> Result<Written, SpareError> {
    let gone = || SpareError::refused("gone", "the row that was merged is no longer there");
    let table = table_of(&found.table_name).ok_or_else(gone)?;
    let columns = columns_here(tx, table.name).await?;
    let mut key = Row::new();
    for name in &columns.key {
        key.insert(name.clone(), found.row_key.clone().into());
    }
    let row = rows::find(tx, &columns, &key).await?.ok_or_else(gone)?;
    if rows::id_in(&row, "company_id") != Some(scope.company().0) {
        return Err(gone());
    }
    if let Merge::Revised(within) = table.merge {
        return revise(tx, platform, scope, (&columns, within, row, now)).await;
    }
    let mut row = row;
    let values: Map<String, Value> = serde_json::from_str(&found.spare_json)?;
    for (place, value) in &values {
        put(&mut row, place, value).ok_or_else(gone)?;
    }
    for counter in ["version", "revision"] {
        if let Some(count) = row.get(counter).and_then(Value::as_i64) {
            row.insert(counter.to_owned(), (count + 1).into());
        }
    }
    rows::update(tx, &columns, &row).await?;
    let mut written = Written::default();
    written.add_json(table.name, &row)?;
    Ok(written)
}

/// Writes the spare's revision once more, as the last one, by whoever chose it.
async fn revise(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (columns, within, row, now): (&Columns, &[&str], Row, i64),
) -> Result<Written, SpareError> {
    let mut written = Written::default();
    let number = |row: &Row| row.get("revision").and_then(Value::as_i64).unwrap_or(0);
    let all = rows::find_all(tx, columns, (within, &row)).await?;
    for current in all.iter().filter(|row| row.get("current") == Some(&Value::Bool(true))) {
        let mut old = current.clone();
        old.insert("current".to_owned(), false.into());
        rows::update(tx, columns, &old).await?;
        written.add_json(&columns.table, &old)?;
    }
    let (clock, rng) = platform.chance();
    let mut again = row;
    let next = all.iter().map(number).max().unwrap_or(0) + 1;
    let account = scope.account().map(|account| account.0.to_string());
    again.insert("id".to_owned(), new_uuid(clock, rng).to_string().into());
    again.insert("revision".to_owned(), next.into());
    again.insert("current".to_owned(), true.into());
    again.insert("at".to_owned(), now.into());
    again.insert("by_id".to_owned(), account.into());
    again.insert("by_name".to_owned(), scope.actor_name().into());
    rows::insert(tx, columns, &again).await?;
    written.add_json(&columns.table, &again)?;
    Ok(written)
}
