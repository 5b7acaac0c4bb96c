//! An assessment as files: the frozen report, and the answers as a table.

use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use hikeshi_directory::company_key;
use hikeshi_identity::{Allowed, can};
use hikeshi_web::{Download, Platform, Problem, RequestContext};

use super::Place2;
use crate::{
    assessment::find,
    export::{answers_csv, answers_xlsx},
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/assessments/{assessment}/report.pdf", get(report))
        .route("/c/{company}/assessments/{assessment}/answers.xlsx", get(xlsx))
        .route("/c/{company}/assessments/{assessment}/answers.csv", get(csv))
}

/// The report as it was frozen: the same bytes every time.
async fn report(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewPosture>,
    Path((_, id)): Place2,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let assessment = find(&tx, &scope, &id).await?;
    let blob = assessment.row.report_blob_id.ok_or_else(Problem::not_found)?;
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    let bytes = platform.blobs.open_stream(&key, blob).await?;
    let file = Download {
        name: format!("{}.pdf", assessment.row.catalogue),
        mime: "application/pdf",
        inline: true,
        body: Body::from_stream(bytes),
    };
    let mut response = file.into_response();
    if let Some(size) = assessment.row.report_size {
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    }
    Ok(response)
}

async fn xlsx(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPosture>,
    Path((_, id)): Place2,
) -> Result<Download, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let assessment = find(&tx, &scope, &id).await?;
    let answers = assessment.answers(&tx).await?;
    drop(tx);
    let score = assessment.score(&answers)?;
    let bytes = answers_xlsx(&context.words, &assessment, (&answers, &score))?;
    Ok(Download {
        name: format!("{}.xlsx", assessment.row.catalogue),
        mime: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        inline: false,
        body: Body::from(bytes),
    })
}

async fn csv(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewPosture>,
    Path((_, id)): Place2,
) -> Result<Download, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let assessment = find(&tx, &scope, &id).await?;
    let answers = assessment.answers(&tx).await?;
    Ok(Download {
        name: format!("{}.csv", assessment.row.catalogue),
        mime: "text/csv; charset=utf-8",
        inline: false,
        body: Body::from(answers_csv(&assessment, &answers)?),
    })
}
