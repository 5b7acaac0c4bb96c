//! One import: what would come of the file, and taking it or putting it away.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_i18n::Words;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_inventory::{Field, Policy, Record, Remark, Same, WhySkipped};
use hikeshi_ui::{Choice, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};

use super::{
    import_columns::open_import,
    import_done::{BadView, bad_view, done, first_secret},
};
use crate::{
    imports::{Choices, ImportPlan, Prepared, discard, find_import, prepare, save_plan, take},
    model::{asset, asset_import},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

/// Rows of each kind that the page shows.
pub(super) const SHOWN: usize = 50;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/assets/imports/{import}", get(show))
        .route("/c/{company}/assets/imports/{import}/take", post(take_it))
        .route("/c/{company}/assets/imports/{import}/discard", post(put_away))
}

/// What would come of the file.
#[derive(Template)]
#[template(path = "pages/import_preview.html")]
struct PreviewPage {
    shell: Shell,
    home: String,
    here: String,
    name: String,
    form: String,
    is_table: bool,
    rows: usize,
    records: usize,
    skipped: Vec<(String, usize)>,
    bad: Vec<BadView>,
    bad_more: usize,
    remarks: Vec<(usize, String, String)>,
    remarks_more: usize,
    kinds: Vec<(String, usize)>,
    matches: Vec<MatchView>,
    sure: usize,
    doubtful: usize,
    policies: Vec<Choice>,
    programs: usize,
    without_programs: bool,
}

/// A thing that was described before.
struct MatchView {
    line: usize,
    name: String,
    same: String,
    href: String,
    key: String,
    doubtful: bool,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditAssets>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let row = find_import(&tx, &scope, &id).await?;
    drop(tx);
    if row.state == "open" {
        let prepared = prepare(&platform, &scope, &row).await?;
        let page = preview(&platform, &context, &scope, &row, &prepared).await?;
        return Ok(Html(page).into_response());
    }
    Ok(Html(done(&platform, &context, &scope, row).await?).into_response())
}

async fn take_it(
    State(platform): State<Platform>,
    scope: Allowed<can::EditAssets>,
    Path((_, id)): Path<(String, String)>,
    Posted(pairs): Posted<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let row = find_import(&tx, &scope, &id).await?;
    drop(tx);
    let here = format!("/c/{}/assets/imports/{}", scope.company(), row.id);
    if row.state != "open" {
        return Ok(Redirect::to(&here).into_response());
    }
    let form: BTreeMap<String, String> = pairs.into_iter().collect();
    let of = |name: &str| form.get(name).map_or("", String::as_str);
    if of("act") == "programs" {
        let mut plan: ImportPlan = serde_json::from_str(&row.plan_json)?;
        plan.without_programs = !plan.without_programs;
        let tx = platform.db.write(scope.fence()).await?;
        save_plan(&tx, &row, &plan).await?;
        tx.commit().await?;
        return Ok(Redirect::to(&here).into_response());
    }
    let each = form.iter().filter_map(|(name, value)| {
        Some((name.strip_prefix("row-")?.parse().ok()?, policy(value)?))
    });
    let choices = Choices {
        sure: policy(of("sure")).unwrap_or_default(),
        doubtful: policy(of("doubtful")),
        each: each.collect(),
    };
    let prepared = prepare(&platform, &scope, &row).await?;
    take(&platform, &scope, (&row, prepared, &choices)).await?;
    Ok(Redirect::to(&here).into_response())
}

async fn put_away(
    State(platform): State<Platform>,
    scope: Allowed<can::EditAssets>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Redirect, Problem> {
    let row = open_import(&platform, &scope, &id).await?;
    discard(&platform, &scope, &row).await?;
    Ok(Redirect::to(&format!("/c/{}/assets/imports", scope.company())))
}

/// The policy of that name.
pub(crate) fn policy(name: &str) -> Option<Policy> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}

async fn preview(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    row: &asset_import::Model,
    prepared: &Prepared,
) -> Result<PreviewPage, Problem> {
    let words = &context.words;
    let plan: ImportPlan = serde_json::from_str(&row.plan_json)?;
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, scope, context, Place::Assets).await?;
    let home = format!("/c/{}/assets", scope.company());
    let kept_ids = prepared.matches.iter().take(SHOWN).filter_map(|one| match one.same {
        Same::Kept(id) => Some(id),
        Same::Earlier(_) => None,
    });
    let kept: BTreeMap<uuid::Uuid, String> = asset::Entity::find()
        .filter(asset::Column::CompanyId.eq(scope.company().0))
        .filter(asset::Column::Id.is_in(kept_ids.collect::<Vec<_>>()))
        .all(tx.conn())
        .await?
        .into_iter()
        .map(|row| (row.id, row.name))
        .collect();
    let named = |record: &Record| record.get(Field::Name).to_owned();
    let matches = prepared.matches.iter().take(SHOWN).map(|one| {
        let record = &prepared.records[one.record];
        let (same, href) = match one.same {
            Same::Kept(id) => (kept.get(&id).cloned().unwrap_or_default(), format!("{home}/{id}")),
            Same::Earlier(at) => {
                let other = &prepared.records[at];
                let values: [(&str, &dyn std::fmt::Display); 2] =
                    [("line", &other.line), ("name", &named(other))];
                (words.ta("assetimport-same-row", &values), String::new())
            }
        };
        let key = serde_json::to_value(one.key).ok();
        let key = key.and_then(|key| key.as_str().map(str::to_owned)).unwrap_or_default();
        MatchView {
            line: record.line,
            name: named(record),
            same,
            href,
            key: words.t(&format!("assetimport-key-{key}")),
            doubtful: one.doubtful,
        }
    });
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for record in &prepared.records {
        *kinds.entry(record.kind.name()).or_default() += 1;
    }
    let programs = kinds.get("software").copied().unwrap_or(0);
    let mut skipped: BTreeMap<WhySkipped, usize> = BTreeMap::new();
    for one in &prepared.skipped {
        *skipped.entry(one.why).or_default() += 1;
    }
    let why = |why: WhySkipped| words.t(&format!("assetimport-skipped-{}", name_of(why)));
    let passed = prepared.passed_over.iter().map(|(what, count)| {
        let key =
            if what == "software" { "assetimport-left-programs" } else { "assetimport-passed" };
        (words.t1(key, "what", what), *count)
    });
    let remarks: Vec<(usize, String, String)> = prepared
        .records
        .iter()
        .flat_map(|record| record.remarks.iter().map(move |remark| (record, remark)))
        .map(|(record, remark)| (record.line, named(record), remark_text(words, remark)))
        .collect();
    let secret = first_secret(row)?;
    let bad = prepared.bad.iter().take(SHOWN).map(|one| bad_view(words, one, secret));
    let policies = ["fill", "replace", "both", "leave"]
        .map(|name| Choice::new(name, words.t(&format!("assetimport-policy-{name}"))));
    let is_table = ["table", "workbook"].contains(&row.form.as_str());
    Ok(PreviewPage {
        here: format!("{home}/imports/{}", row.id),
        name: row.file_name.clone(),
        form: words.t(&format!("assetimport-form-{}", row.form)),
        is_table,
        rows: prepared.rows,
        records: prepared.records.len(),
        skipped: skipped.into_iter().map(|(one, count)| (why(one), count)).chain(passed).collect(),
        bad: bad.collect(),
        bad_more: prepared.bad.len().saturating_sub(SHOWN),
        remarks_more: remarks.len().saturating_sub(SHOWN),
        remarks: remarks.into_iter().take(SHOWN).collect(),
        kinds: kinds
            .into_iter()
            .map(|(kind, count)| (words.t(&format!("assets-kind-{kind}")), count))
            .collect(),
        matches: matches.collect(),
        sure: prepared.matches.iter().filter(|one| !one.doubtful).count(),
        doubtful: prepared.matches.iter().filter(|one| one.doubtful).count(),
        policies: policies.into(),
        programs,
        without_programs: plan.without_programs,
        home,
        shell,
    })
}

fn name_of(why: WhySkipped) -> String {
    let name = serde_json::to_value(why).ok();
    name.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

fn remark_text(words: &Words, remark: &Remark) -> String {
    let about =
        |key: &str, field: &str, text: &str| words.ta(key, &[("field", &field), ("text", &text)]);
    let label = |field: Field| crate::export::field_label(words, field);
    match remark {
        Remark::Date { field, text, fault } => {
            let name = serde_json::to_value(fault).ok();
            let name = name.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default();
            about(&format!("assetimport-remark-date-{name}"), &label(*field), text)
        }
        Remark::Mac { text } => about("assetimport-remark-mac", "", text),
        Remark::YesNo { field, text } => about("assetimport-remark-yes-no", &label(*field), text),
        Remark::Formula { heading } => about("assetimport-remark-formula", "", heading),
        Remark::Kind { text } => about("assetimport-remark-kind", "", text),
    }
}
