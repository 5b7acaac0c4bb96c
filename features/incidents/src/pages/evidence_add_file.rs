//! Adding files as exhibits.

use askama::Template;
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_directory::{Place, company_key, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use super::{
    evidence::{list_href, size_text},
    evidence_form::Typed,
};
use crate::{
    case::view_incident,
    evidence::{Upload, add_exhibits, read_upload},
    model::incident,
};

#[derive(Template)]
#[template(path = "pages/evidence_add_file.html")]
struct AddFilePage {
    shell: Shell,
    back: String,
    kinds: Vec<Choice>,
    typed: Typed,
    limit: String,
}

impl AddFilePage {
    fn of(
        shell: Shell,
        platform: &Platform,
        incident: &incident::Model,
        typed: Typed,
    ) -> Result<Html<Self>, Problem> {
        let kinds = Typed::choices(&shell, false)?;
        let mib = i64::try_from(platform.config.limits.upload_mib).unwrap_or(i64::MAX >> 20);
        let limit = size_text(mib.saturating_mul(1 << 20));
        Ok(Html(Self { shell, back: list_href(incident), kinds, typed, limit }))
    }
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AddEvidence>,
    Path((_, incident)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let typed = Typed::fresh(&platform, &scope, false);
    Ok(AddFilePage::of(shell, &platform, &incident, typed)?.into_response())
}

/// No transaction is open while the files come in; the exhibits are written in one afterwards.
pub(super) async fn add(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AddEvidence>,
    Path((_, incident)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    let Upload { texts, files, kept, refused } = read_upload(&platform, &key, request).await?;
    let typed = Typed::from_texts(texts);
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(refused) = refused {
        status = refused.status();
        let text = shell.t(&format!("evidence-refused-{}", refused.name()));
        shell.errors.push(FieldError::new("file", text));
    } else if files.is_empty() {
        shell.errors.push(FieldError::new("file", shell.t("evidence-error-file")));
    }
    let checked = typed.check(&mut shell, &platform, &scope, false)?;
    let Some(checked) = checked.filter(|_| shell.errors.is_empty()) else {
        if !files.is_empty() {
            shell.errors.push(FieldError::new("file", shell.t("evidence-error-choose-again")));
        }
        return Ok(AddFilePage::of(shell, &platform, &incident, typed)?.with_status(status));
    };
    let untitled = shell.t("evidence-untitled");
    let exhibit =
        |(nth, file)| checked.exhibit(&platform, &incident, (nth, Some(file), untitled.as_str()));
    let new: Vec<_> = files.into_iter().enumerate().map(exhibit).collect();
    let tx = platform.db.write(scope.fence()).await?;
    let added = add_exhibits(&tx, &platform, &scope, &incident, &new).await?;
    if added {
        // From here on the files may belong to exhibits, even if the answer to the commit is lost.
        kept.release();
        tx.commit().await?;
    }
    let done = if added { "added" } else { "known" };
    Ok(Redirect::to(&format!("{}?done={done}", list_href(&incident))).into_response())
}
