//! What people do on the page of an exhibit: check it, have it destroyed.

use std::time::Duration;

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_directory::{Place, company_key, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_ui::FieldError;
use hikeshi_web::{Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{
    evidence::{exhibit_href, exhibit_of},
    evidence_exhibit::ExhibitPage,
    evidence_form::Check,
};
use crate::{
    case::{incident_of, view_incident},
    evidence::{
        Confirmed, Disposal, chain_of, check_in_background, confirm_disposal, decline_disposal,
        disposal_of, request_disposal,
    },
};

/// How long a request waits for a check; the check itself goes on.
const CHECK_WAIT: Duration = Duration::from_secs(20);

/// What was typed into the form of the page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct TypedEvent {
    pub(super) act: String,
    pub(super) reason: String,
}

type Here = Path<(String, String, String)>;

pub(super) async fn check(
    State(platform): State<Platform>,
    scope: Allowed<can::AddEvidence>,
    Path((_, incident, exhibit)): Here,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let exhibit = exhibit_of(&tx, &incident, &exhibit).await?;
    let gone = disposal_of(&chain_of(&tx, &exhibit).await?) == Disposal::Disposed;
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    if gone || exhibit.blob_id.is_none() {
        return Err(Problem::not_found());
    }
    let href = exhibit_href(&exhibit);
    let check = check_in_background(platform, (*scope).clone(), key, exhibit);
    match tokio::time::timeout(CHECK_WAIT, check).await {
        Ok(result) => {
            result??;
            Ok(Redirect::to(&href).into_response())
        }
        Err(_) => Ok(done(&href, "checking")),
    }
}

pub(super) async fn dispose(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AddEvidence>,
    Path((_, incident, exhibit)): Here,
    Posted(typed): Posted<TypedEvent>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &incident).await?;
    let exhibit = exhibit_of(&tx, &incident, &exhibit).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let mut check = Check { shell: &mut shell, failed: false };
    let reason = check.line("reason", &typed.reason, 400, true);
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if !check.failed {
        let mut refused = ("evidence-error-disposal", StatusCode::CONFLICT);
        let (acted, word) = match typed.act.as_str() {
            "request" => {
                (request_disposal(&tx, &platform, &scope, &exhibit, reason).await?, "disposal")
            }
            "confirm" => {
                let confirmed = confirm_disposal(&tx, &platform, &scope, &exhibit, reason).await?;
                if confirmed == Confirmed::NobodyOfCompany {
                    refused = ("lessons-nobody-of-company", StatusCode::UNPROCESSABLE_ENTITY);
                }
                (confirmed == Confirmed::Done, "disposed")
            }
            "decline" => {
                (decline_disposal(&tx, &platform, &scope, &exhibit, reason).await?, "declined")
            }
            _ => (false, ""),
        };
        if acted {
            tx.commit().await?;
            return Ok(done(&exhibit_href(&exhibit), word));
        }
        status = refused.1;
        shell.errors.push(FieldError::new("", shell.t(refused.0)));
    }
    let shown = (&incident, exhibit);
    let page = ExhibitPage::of(&tx, &scope, shell, shown, Some(typed)).await?;
    Ok(page.with_status(status))
}

fn done(href: &str, word: &str) -> Response {
    Redirect::to(&format!("{href}?done={word}")).into_response()
}
