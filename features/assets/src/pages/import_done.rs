//! What came of a file that was taken, undone or put away, and its rows to correct.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    routing::post,
};
use hikeshi_directory::{Place, company_key, company_shell};
use hikeshi_i18n::Words;
use hikeshi_identity::{Allowed, CompanyScope, audit, can};
use hikeshi_inventory::{BadRow, WhyBad};
use hikeshi_kernel::from_millis;
use hikeshi_ui::Shell;
use hikeshi_web::{Download, Platform, Problem, RequestContext};

use super::import::SHOWN;
use crate::{
    imports::{ImportPlan, Sums, find_import, rows_of, sums_of},
    model::asset_import,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/assets/imports/{import}/correct.csv", post(correct))
}

/// What came of the file.
#[derive(Template)]
#[template(path = "pages/import_done.html")]
pub(super) struct DonePage {
    shell: Shell,
    home: String,
    here: String,
    name: String,
    state: String,
    sums: Sums,
    when: String,
    who: String,
    bad: Vec<BadView>,
    may_undo: bool,
}

/// A row to correct.
pub(super) struct BadView {
    pub(super) line: usize,
    pub(super) why: String,
    pub(super) cells: String,
}

/// The rows to correct as a table with its headings: corrected there, it is brought again. Where a
/// column holds secrets, only whoever may see them gets it. The log says who fetched it.
async fn correct(
    State(platform): State<Platform>,
    scope: Allowed<can::EditAssets>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Download, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let row = find_import(&tx, &scope, &id).await?;
    if first_secret(&row)?.is_some() && !scope.may::<can::ShowSecrets>() {
        return Err(Problem::forbidden());
    }
    let bad = kept_bad(&tx, &platform, &scope, &row).await?;
    let detail = serde_json::json!({ "rows": bad.len() });
    audit(&tx, &platform, &scope, "asset-import.fetched", ("asset-import", row.id), detail).await?;
    tx.commit().await?;
    let mut table: Vec<Vec<String>> = Vec::new();
    if let Some((headings, _)) = bad.first() {
        table.push(headings.clone());
    }
    table.extend(bad.into_iter().map(|(_, row)| row.cells));
    Ok(Download {
        name: "correct.csv".to_owned(),
        mime: "text/csv; charset=utf-8",
        inline: false,
        body: hikeshi_casefile::write_table(table).into(),
    })
}

/// The page.
pub(super) async fn done(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    row: asset_import::Model,
) -> Result<DonePage, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, scope, context, Place::Assets).await?;
    let words = &context.words;
    let bad = kept_bad(&tx, platform, scope, &row).await?;
    let secret = first_secret(&row)?;
    let home = format!("/c/{}/assets", scope.company());
    let at = row.undone_at.or(row.taken_at).unwrap_or(row.made_at);
    let who = [&row.undone_by, &row.taken_by, &row.made_by];
    let who = who.into_iter().find(|who| !who.is_empty()).cloned().unwrap_or_default();
    Ok(DonePage {
        here: format!("{home}/imports/{}", row.id),
        home,
        name: row.file_name.clone(),
        state: words.t(&format!("assetimport-state-{}", row.state)),
        sums: sums_of(&row)?,
        when: words.date_time(from_millis(at)),
        who,
        bad: bad.iter().take(SHOWN).map(|(_, one)| bad_view(words, one, secret)).collect(),
        may_undo: row.state == "taken",
        shell,
    })
}

/// The rows that are kept for correction, with the headings of their table.
async fn kept_bad(
    tx: &hikeshi_db::Tx,
    platform: &Platform,
    scope: &CompanyScope,
    row: &asset_import::Model,
) -> Result<Vec<(Vec<String>, BadRow)>, Problem> {
    let key = company_key(tx, platform, scope).await?;
    let mut all = Vec::new();
    for one in rows_of(tx, row, Some("correct")).await? {
        let Some(sealed) = &one.cells_sealed else { continue };
        let (headings, cells) = serde_json::from_slice(&key.open(sealed)?)?;
        let why = serde_json::from_value(serde_json::Value::String(one.why.clone()))?;
        let line = usize::try_from(one.line).unwrap_or(0);
        all.push((headings, BadRow { line, cells, why }));
    }
    Ok(all)
}

/// The first column that may hold secrets, as it was guessed or as somebody said.
pub(super) fn first_secret(row: &asset_import::Model) -> Result<Option<usize>, Problem> {
    let plan: ImportPlan = serde_json::from_str(&row.plan_json)?;
    Ok(plan.first_secret())
}

/// A row to correct. Its cells may stand in the wrong columns: where one of these holds secrets, no
/// more is shown than what stands safely before it.
pub(super) fn bad_view(words: &Words, row: &BadRow, secret: Option<usize>) -> BadView {
    let why = serde_json::to_value(row.why).ok();
    let why = why.and_then(|why| why.as_str().map(str::to_owned)).unwrap_or_default();
    let in_place = matches!(row.why, WhyBad::NoName | WhyBad::LongCell);
    let shown = secret.map_or(usize::MAX, |column| if in_place { column } else { column.min(1) });
    let cells = row.cells.iter().take(shown).map(String::as_str);
    let filled: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
    BadView {
        line: row.line,
        why: words.t(&format!("assetimport-bad-{why}")),
        cells: filled.join(" / ").chars().take(300).collect(),
    }
}
