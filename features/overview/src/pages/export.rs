//! The list of companies as a file, as it is filtered and sorted on the page.

use axum::{body::Body, extract::State};
use axum_extra::extract::Query;
use hikeshi_casefile::write_table;
use hikeshi_db::Fence;
use hikeshi_identity::{AllowedProvider, ProviderScope, audit_open, can};
use hikeshi_kernel::japan;
use hikeshi_web::{Download, Platform, Problem, RequestContext};

use crate::board::{Asked, all, table};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(super) async fn xlsx(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: AllowedProvider<can::ViewOverview>,
    Query(asked): Query<Asked>,
) -> Result<Download, Problem> {
    let rows = rows(&platform, &context, &scope, &asked).await?;
    let name = context.words.t("overview-board-title");
    let made_at = platform.clock.now();
    let bytes =
        tokio::task::spawn_blocking(move || hikeshi_office::plain_table(&name, &rows, made_at));
    Ok(download(&platform, "xlsx", XLSX, bytes.await??))
}

pub(super) async fn csv(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: AllowedProvider<can::ViewOverview>,
    Query(asked): Query<Asked>,
) -> Result<Download, Problem> {
    let rows = rows(&platform, &context, &scope, &asked).await?;
    Ok(download(&platform, "csv", "text/csv; charset=utf-8", write_table(rows)))
}

fn download(platform: &Platform, end: &str, mime: &'static str, bytes: Vec<u8>) -> Download {
    let today = platform.clock.now().to_zoned(japan()).date();
    let name = format!("companies-{today}.{end}");
    Download { name, mime, inline: false, body: Body::from(bytes) }
}

/// Headings and rows; that somebody took them stands in the log.
async fn rows(
    platform: &Platform,
    context: &RequestContext,
    scope: &ProviderScope,
    asked: &Asked,
) -> Result<Vec<Vec<String>>, Problem> {
    let tx = platform.db.write(Fence::Open).await?;
    let found = all(&tx, scope.provider, (&asked.filter(), platform.clock.now())).await?;
    let (account, provider) = (scope.person.account.0, scope.provider.0);
    audit_open(&tx, platform, Some(account), "overview.exported", ("provider", provider)).await?;
    tx.commit().await?;
    Ok(table(&context.words, &found))
}
