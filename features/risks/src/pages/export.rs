//! The ledger as files.

use axum::{body::Body, extract::State};
use hikeshi_directory::company;
use hikeshi_identity::{Allowed, can};
use hikeshi_web::{Download, Platform, Problem, RequestContext};

use crate::{
    content::risk_model,
    rated,
    sheet::{ledger_csv, ledger_workbook},
    threats::judgements,
};

/// The type of workbooks.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// As a workbook.
pub(super) async fn xlsx(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewRisks>,
) -> Result<Download, Problem> {
    let model = risk_model()?;
    let tx = platform.db.read(scope.fence()).await?;
    let company = company(&tx, &scope).await?;
    let rows = rated(&tx, &platform, &scope).await?;
    let threats = judgements(&tx, &scope).await?;
    drop(tx);
    let (words, now) = (context.words.clone(), platform.clock.now());
    let made = tokio::task::spawn_blocking(move || {
        ledger_workbook(&words, model, (&company.name, &rows, &threats), now)
    });
    let made = made.await.map_err(|error| Problem::internal(error.to_string()))?;
    let bytes = made.map_err(|error| Problem::internal(error.to_string()))?;
    let name = format!("{}.xlsx", hikeshi_i18n::plain(&context.words.t("risks-title")));
    Ok(Download { name, mime: XLSX, inline: false, body: Body::from(bytes) })
}

/// As a text table.
pub(super) async fn csv(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewRisks>,
) -> Result<Download, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let rows = rated(&tx, &platform, &scope).await?;
    drop(tx);
    let bytes = ledger_csv(&context.words, risk_model()?, &rows);
    let name = format!("{}.csv", hikeshi_i18n::plain(&context.words.t("risks-title")));
    Ok(Download { name, mime: "text/csv; charset=utf-8", inline: false, body: Body::from(bytes) })
}
