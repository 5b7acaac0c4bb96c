//! Papers and tables as files.

use axum::{
    Router,
    body::Body,
    extract::{Query, State},
    routing::get,
};
use hikeshi_directory::company;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_ui::Shell;
use hikeshi_web::{Download, Platform, Problem, RequestContext};

use super::{
    action::{Asked, lacking, star_of},
    shown::today,
};
use crate::{
    content::ladder,
    papers::{
        ActionData, Pack, action_data, action_docx, action_pdf, pack, pack_docx, pack_pdf,
        pack_xlsx,
    },
    plan::{items, plan_csv, plan_xlsx},
    rungs::known,
};

const PDF: &str = "application/pdf";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/plan/export.xlsx", get(plan_as_xlsx))
        .route("/c/{company}/plan/export.csv", get(plan_as_csv))
        .route("/c/{company}/standing/action.pdf", get(action_as_pdf))
        .route("/c/{company}/standing/action.docx", get(action_as_docx))
        .route("/c/{company}/standing/scs-3.pdf", get(pack_as_pdf))
        .route("/c/{company}/standing/scs-3.docx", get(pack_as_docx))
        .route("/c/{company}/standing/scs-3.xlsx", get(pack_as_xlsx))
}

fn file(name: &str, mime: &'static str, bytes: Vec<u8>) -> Download {
    Download { name: name.to_owned(), mime, inline: mime == PDF, body: Body::from(bytes) }
}

async fn plan_as_xlsx(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPlan>,
) -> Result<Download, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let name = company(&tx, &scope).await?.name;
    let all = items(&tx, &scope).await?;
    drop(tx);
    let now = (platform.clock.now(), today(&platform));
    Ok(file("plan.xlsx", XLSX, plan_xlsx(&context.words, (&name, &all), now)?))
}

async fn plan_as_csv(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPlan>,
) -> Result<Download, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let all = items(&tx, &scope).await?;
    let bytes = plan_csv(&context.words, &all, today(&platform))?;
    Ok(file("plan.csv", "text/csv; charset=utf-8", bytes))
}

async fn action_of(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    star: &str,
) -> Result<ActionData, Problem> {
    let rung = star_of(star)?;
    let tx = platform.db.read(scope.fence()).await?;
    let known = known(&tx, platform, scope).await?;
    let found = (ladder()?, rung, &known);
    let mut data = action_data(&tx, scope, &context.words, found).await?;
    drop(tx);
    let shell: Shell = context.shell();
    data.missing = lacking(&shell, rung, &known, today(platform))?;
    // A star that others confirm has no data to be entered.
    if data.lines.is_empty() { Err(Problem::not_found()) } else { Ok(data) }
}

async fn action_as_pdf(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPlan>,
    Query(asked): Query<Asked>,
) -> Result<Download, Problem> {
    let data = action_of(&platform, &context, &scope, &asked.star).await?;
    let bytes = action_pdf(&context.words, &data, platform.clock.now()).await?;
    Ok(file(&format!("{}.pdf", data.star), PDF, bytes))
}

async fn action_as_docx(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPlan>,
    Query(asked): Query<Asked>,
) -> Result<Download, Problem> {
    let data = action_of(&platform, &context, &scope, &asked.star).await?;
    let bytes = action_docx(&context.words, &data, platform.clock.now())?;
    Ok(file(&format!("{}.docx", data.star), DOCX, bytes))
}

async fn pack_of(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
) -> Result<Pack, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let known = known(&tx, platform, scope).await?;
    let found = (ladder()?, &known, today(platform));
    pack(&tx, scope, &context.words, found).await?.ok_or_else(Problem::not_found)
}

async fn pack_as_pdf(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPlan>,
) -> Result<Download, Problem> {
    let pack = pack_of(&platform, &context, &scope).await?;
    let bytes = pack_pdf(&context.words, &pack, platform.clock.now()).await?;
    Ok(file("scs-3.pdf", PDF, bytes))
}

async fn pack_as_docx(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPlan>,
) -> Result<Download, Problem> {
    let pack = pack_of(&platform, &context, &scope).await?;
    let bytes = pack_docx(&context.words, &pack, platform.clock.now())?;
    Ok(file("scs-3.docx", DOCX, bytes))
}

async fn pack_as_xlsx(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPlan>,
) -> Result<Download, Problem> {
    let pack = pack_of(&platform, &context, &scope).await?;
    let bytes = pack_xlsx(&context.words, &pack, platform.clock.now())?;
    Ok(file("scs-3.xlsx", XLSX, bytes))
}
