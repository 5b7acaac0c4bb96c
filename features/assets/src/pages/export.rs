//! The ledger as a file, as it is filtered on the page.

use axum::{
    Router,
    body::Body,
    extract::State,
    routing::get,
};
use axum_extra::extract::Query;
use hikeshi_casefile::write_table;
use hikeshi_identity::{Allowed, CompanyScope, audit, can};
use hikeshi_web::{Download, Platform, Problem, RequestContext};
use serde_json::json;

use super::list::Asked;
use crate::{export::table, ledger::all, support::today};

/// Names of the types of the files.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/assets/export.xlsx", get(xlsx))
        .route("/c/{company}/assets/export.csv", get(csv))
}

async fn xlsx(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewAssets>,
    Query(asked): Query<Asked>,
) -> Result<Download, Problem> {
    workbook(&platform, &context, &scope, &asked).await
}

async fn csv(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewAssets>,
    Query(asked): Query<Asked>,
) -> Result<Download, Problem> {
    let rows = rows(&platform, &context, &scope, &asked).await?;
    Ok(download(&platform, "csv", "text/csv; charset=utf-8", write_table(rows)))
}

/// The ledger as a workbook: every cell a text.
pub(super) async fn workbook(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    asked: &Asked,
) -> Result<Download, Problem> {
    let rows = rows(platform, context, scope, asked).await?;
    let name = hikeshi_i18n::plain(&context.words.t("assets-title"));
    let made_at = platform.clock.now();
    let bytes =
        tokio::task::spawn_blocking(move || hikeshi_office::plain_table(&name, &rows, made_at));
    Ok(download(platform, "xlsx", XLSX, bytes.await??))
}

fn download(platform: &Platform, end: &str, mime: &'static str, bytes: Vec<u8>) -> Download {
    let name = format!("assets-{}.{end}", today(platform));
    Download { name, mime, inline: false, body: Body::from(bytes) }
}

async fn rows(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    asked: &Asked,
) -> Result<Vec<Vec<String>>, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let rows = all(&tx, scope, (&asked.which(), today(platform))).await?;
    let detail = json!({ "rows": rows.len() });
    audit(&tx, platform, scope, "asset.exported", ("company", scope.company().0), detail).await?;
    tx.commit().await?;
    table(&context.words, &rows)
}
