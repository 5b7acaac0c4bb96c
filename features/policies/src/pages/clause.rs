//! One clause: writing it anew, or adding one.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::{TextError, clean_text};
use hikeshi_policy::{LONGEST_CLAUSE, read, shown};
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use crate::document::{Change, Changed, change, find_document, fresh_id};

/// What an address names for a clause that is not there yet.
const NEW: &str = "new";

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/policies/{policy}/text/{section}/{clause}", get(show).post(submit))
}

/// Company, document, section, clause.
type Place4 = Path<(String, String, String, String)>;

#[derive(Template)]
#[template(path = "pages/clause.html")]
struct ClausePage {
    shell: Shell,
    here: String,
    name: String,
    heading: String,
    is_new: bool,
    text: String,
    /// The names that can stand in brackets.
    names: Vec<String>,
    to_check: bool,
    seen: i64,
    conflict: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ClauseForm {
    text: String,
    seen: i64,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditPolicies>,
    Path((_, id, section, clause)): Place4,
) -> Result<Html<ClausePage>, Problem> {
    Ok(Html(page(&platform, &context, &scope, (&id, &section, &clause)).await?))
}

async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditPolicies>,
    Path((_, id, section, clause)): Place4,
    Posted(form): Posted<ClauseForm>,
) -> Result<Response, Problem> {
    let at = (id.as_str(), section.as_str(), clause.as_str());
    let text = match clean_text(&form.text.replace('\r', ""), LONGEST_CLAUSE) {
        Ok(text) => text,
        Err(error) => {
            let mut page = page(&platform, &context, &scope, at).await?;
            let said = match error {
                TextError::Empty => page.shell.t("policies-clause-empty"),
                TextError::TooLong { max } => page.shell.t1("policies-clause-long", "max", max),
            };
            page.shell.errors.push(FieldError::new("text", said));
            (page.text, page.seen) = (form.text, form.seen);
            return Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let tx = platform.db.write(scope.fence()).await?;
    let document = find_document(&tx, &scope, &id).await?;
    document.body.section(&section).ok_or_else(Problem::not_found)?;
    let pieces = read(&text, &document.labels());
    let wanted = match clause.as_str() {
        NEW => Change::Add {
            section: section.clone(),
            after: None,
            id: fresh_id(&platform),
            text: pieces,
        },
        _ => Change::Write { section: section.clone(), clause: clause.clone(), text: pieces },
    };
    let status = match change(&tx, &platform, &scope, (&id, form.seen), wanted).await? {
        Changed::Done => {
            tx.commit().await?;
            let to = format!("/c/{}/policies/{id}/text?done=saved#part-{section}", scope.company());
            return Ok(Redirect::to(&to).into_response());
        }
        Changed::Moved => StatusCode::CONFLICT,
        Changed::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    drop(tx);
    let mut page = page(&platform, &context, &scope, at).await?;
    page.conflict = status == StatusCode::CONFLICT;
    if !page.conflict {
        let said = page.shell.t("policies-too-many");
        page.shell.errors.push(FieldError::new("text", said));
    }
    page.text = form.text;
    Ok(Html(page).with_status(status))
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (id, section, clause): (&str, &str, &str),
) -> Result<ClausePage, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let document = find_document(&tx, scope, id).await?;
    let shell = company_shell(&tx, scope, context, Place::Policies).await?;
    let found = document.body.section(section).ok_or_else(Problem::not_found)?;
    let labels = document.labels();
    let text = match clause {
        NEW => String::new(),
        _ => {
            let clause = document.body.clause(section, clause).ok_or_else(Problem::not_found)?;
            shown(&clause.text, &labels)
        }
    };
    Ok(ClausePage {
        here: format!("/c/{}/policies/{}/text", scope.company(), document.row.id),
        name: document.row.name.clone(),
        heading: found.title.clone(),
        is_new: clause == NEW,
        text,
        names: labels.into_iter().map(|label| label.label).collect(),
        to_check: document.template.is_some_and(|it| it.is_to_check(section, clause)),
        seen: document.row.revision,
        conflict: false,
        shell,
    })
}
