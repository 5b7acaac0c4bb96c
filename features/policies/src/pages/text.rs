//! The text as it is edited: sections and clauses with buttons. Every change is one press.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use axum_extra::extract::Query;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::clean_line;
use hikeshi_policy::{LONGEST_TITLE, Label, Section, Towards, shown};
use hikeshi_ui::{Flash, Shell, Tone};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::Place2;
use crate::document::{Change, Changed, Document, change, find_document, fresh_id};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/policies/{policy}/text", get(show).post(act))
}

#[derive(Template)]
#[template(path = "pages/text.html")]
struct TextPage {
    shell: Shell,
    here: String,
    name: String,
    seen: i64,
    conflict: bool,
    refused: String,
    sections: Vec<ShownPart>,
}

/// A section in the list.
struct ShownPart {
    id: String,
    heading: String,
    title: String,
    /// What the program fills in here; empty if nothing.
    filled: String,
    clauses: Vec<ShownClause>,
}

/// A clause in the list.
struct ShownClause {
    id: String,
    text: String,
    /// Its first words, to tell the buttons apart.
    short: String,
    to_check: bool,
}

/// What a button sends: `up:S`, `down:S`, `remove:S`, `rename:S`, `add-section`, and for clauses
/// `clause-up:S:C`, `clause-down:S:C`, `clause-remove:S:C`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ActForm {
    act: String,
    title: String,
    seen: i64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    done: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditPolicies>,
    Path((_, id)): Place2,
    Query(asked): Query<Asked>,
) -> Result<Html<TextPage>, Problem> {
    let mut page = page(&platform, &context, &scope, &id).await?;
    if !asked.done.is_empty() {
        let text = page.shell.t("policies-saved");
        page.shell.flash = Some(Flash { kind: Tone::Done, text });
    }
    Ok(Html(page))
}

async fn act(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditPolicies>,
    Path((_, id)): Place2,
    Posted(form): Posted<ActForm>,
) -> Result<Response, Problem> {
    let (wanted, near) = match wanted(&platform, &form) {
        Ok(wanted) => wanted,
        Err(key) => {
            let mut page = page(&platform, &context, &scope, &id).await?;
            page.refused = context.words.t(key);
            return Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let tx = platform.db.write(scope.fence()).await?;
    let status = match change(&tx, &platform, &scope, (&id, form.seen), wanted).await? {
        Changed::Done => {
            tx.commit().await?;
            let to = format!("/c/{}/policies/{id}/text?done=saved#{near}", scope.company());
            return Ok(Redirect::to(&to).into_response());
        }
        Changed::Moved => StatusCode::CONFLICT,
        Changed::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    drop(tx);
    let mut page = page(&platform, &context, &scope, &id).await?;
    page.conflict = status == StatusCode::CONFLICT;
    if !page.conflict {
        page.refused = context.words.t("policies-too-many");
    }
    Ok(Html(page).with_status(status))
}

/// The change that a button asks for, and the part of the page to come back to.
fn wanted(platform: &Platform, form: &ActForm) -> Result<(Change, String), &'static str> {
    let mut parts = form.act.split(':');
    let act = parts.next().unwrap_or_default();
    let section = parts.next().unwrap_or_default().to_owned();
    let clause = parts.next().unwrap_or_default().to_owned();
    let near = format!("part-{section}");
    let towards = if act.ends_with("up") { Towards::Start } else { Towards::End };
    let title = || clean_line(&form.title, LONGEST_TITLE).map_err(|_| "policies-title-wrong");
    let change = match act {
        "up" | "down" => Change::MoveSection { section, towards },
        "remove" => Change::RemoveSection { section },
        "rename" => Change::Rename { section, title: title()? },
        "add-section" => Change::AddSection { id: fresh_id(platform), title: title()? },
        "clause-up" | "clause-down" => Change::Move { section, clause, towards },
        "clause-remove" => Change::Remove { section, clause },
        _ => return Err("policies-title-wrong"),
    };
    Ok((change, near))
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    id: &str,
) -> Result<TextPage, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let document = find_document(&tx, scope, id).await?;
    let shell = company_shell(&tx, scope, context, Place::Policies).await?;
    let labels = document.labels();
    let mut number = 0;
    let sections = document.body.sections.iter().map(|section| {
        number += usize::from(section.numbered);
        let number = if section.numbered { number.to_string() } else { String::new() };
        part(&shell, &document, section, (&labels, number))
    });
    Ok(TextPage {
        here: format!("/c/{}/policies/{}", scope.company(), document.row.id),
        name: document.row.name.clone(),
        seen: document.row.revision,
        conflict: false,
        refused: String::new(),
        sections: sections.collect(),
        shell,
    })
}

fn part(
    shell: &Shell,
    document: &Document,
    section: &Section,
    (labels, number): (&[Label], String),
) -> ShownPart {
    let clause = |clause: &hikeshi_policy::Clause| {
        let text = shown(&clause.text, labels);
        let check =
            |template: &hikeshi_policy::Template| template.is_to_check(&section.id, &clause.id);
        ShownClause {
            short: text.chars().take(16).collect(),
            to_check: document.template.is_some_and(check),
            id: clause.id.clone(),
            text,
        }
    };
    let filled = match (&section.list, &section.table) {
        (Some(_), _) => shell.t("policies-list-filled"),
        (None, Some(_)) => shell.t("policies-table-filled"),
        (None, None) => String::new(),
    };
    ShownPart {
        id: section.id.clone(),
        heading: [number.as_str(), section.title.as_str()].join(" ").trim().to_owned(),
        title: section.title.clone(),
        filled,
        clauses: section.clauses.iter().map(clause).collect(),
    }
}
