//! Bringing in a ledger: the file is read and shown; nothing is taken yet.

use askama::Template;
use axum::{
    extract::{Multipart, State, multipart::MultipartError},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::{Lang, clean_line, from_millis};
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use sha2::{Digest as _, Sha256};

use crate::{
    content::risk_model,
    import::{LedgerFault, OwnHeads, Plan, imports, keep_plan, plan, read_ledger, read_rows},
    ledger::rows,
    threats::states,
};

/// Characters of a file's name.
const NAME: usize = 200;

#[derive(Template)]
#[template(path = "pages/import.html")]
struct ImportPage {
    shell: Shell,
    home: String,
    /// Address, name, when and by whom, whether it was taken back.
    earlier: Vec<(String, String, String, bool)>,
}

/// The form.
pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditRisks>,
) -> Result<Response, Problem> {
    page(&platform, &context, &scope, None).await
}

/// Reads the file and keeps the plan.
pub(super) async fn read(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditRisks>,
    mut body: Multipart,
) -> Result<Response, Problem> {
    let (mut name, mut bytes) = (String::new(), Vec::new());
    while let Some(field) = body.next_field().await.map_err(refused)? {
        if field.name() == Some("file") {
            let given = field.file_name().unwrap_or_default();
            name = clean_line(given, usize::MAX).unwrap_or_default().chars().take(NAME).collect();
            bytes = field.bytes().await.map_err(refused)?.to_vec();
        }
    }
    if bytes.is_empty() {
        let error = context.words.t("risks-import-empty");
        return page(&platform, &context, &scope, Some(error)).await;
    }
    let sha256 = hex::encode(Sha256::digest(&bytes));
    let tx = platform.db.read(scope.fence()).await?;
    let ledger = rows(&tx, &scope).await?;
    let states = states(&tx, &scope).await?;
    drop(tx);
    let own = OwnHeads::of(&Lang::ALL.map(|lang| platform.words(lang)));
    let model = risk_model()?;
    let planned = tokio::task::spawn_blocking(move || {
        let table = read_ledger(model, &own, &bytes)?;
        let read = read_rows(model, &table);
        let plan = plan(model, &states, read, &ledger);
        Ok::<Plan, LedgerFault>(Plan { sheet: table.sheet, unknown: table.heads.unknown, ..plan })
    });
    let planned = planned.await.map_err(|error| Problem::internal(error.to_string()))?;
    let plan = match planned {
        Ok(plan) => plan,
        Err(fault) => {
            let error = context.words.t(&format!("risks-import-{}", fault.name()));
            return page(&platform, &context, &scope, Some(error)).await;
        }
    };
    let tx = platform.db.write(scope.fence()).await?;
    let id = keep_plan(&tx, &platform, &scope, (&name, sha256, &plan)).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/c/{}/risks/imports/{id}", scope.company())).into_response())
}

/// Too many bytes, or a body that is no form.
fn refused(error: MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::too_large();
    }
    Problem { cause: Some(error.body_text()), ..Problem::invalid("") }
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    error: Option<String>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Risks).await?;
    let earlier = imports(&tx, scope).await?;
    drop(tx);
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    shell.errors.extend(error.map(|error| FieldError::new("file", error)));
    let home = format!("/c/{}/risks", scope.company());
    let earlier = earlier.into_iter().map(|row| {
        let when = row.taken_at.map(|at| context.words.date_time(from_millis(at)));
        let about = format!("{} {}", when.unwrap_or_default(), row.made_by);
        (format!("{home}/imports/{}", row.id), row.file_name, about, row.state == "undone")
    });
    Ok(Html(ImportPage { earlier: earlier.collect(), home, shell }).with_status(status))
}
