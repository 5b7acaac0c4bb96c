//! Who has read the version in force, and asking more people.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use axum_extra::extract::Query;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{AccountId, Allowed, CompanyScope, can, members_of_company};
use hikeshi_kernel::{clean_line, from_millis};
use hikeshi_mail::is_address;
use hikeshi_ui::{Choice, FieldError, Flash, Shell, Tone};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{Place2, Place3};
use crate::{
    document::{find_document, hold, last_version},
    model::policy_reader,
    readers::{
        MOST_READERS, NewReader, ask_readers, find_reader, note_on_paper, readers_of, stop_asking,
    },
};

/// The most characters of the list of people without an account.
const LONGEST_LIST: usize = 100_000;
/// The most characters of a name.
const LONGEST_NAME: usize = 120;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/policies/{policy}/readers", get(show).post(ask))
        .route("/c/{company}/policies/{policy}/readers/{reader}", post(act))
}

#[derive(Template)]
#[template(path = "pages/readers.html")]
struct ReadersPage {
    shell: Shell,
    here: String,
    name: String,
    number: i64,
    read: usize,
    waiting: Vec<Line>,
    done: Vec<Line>,
    people: Vec<Choice>,
    chosen: Vec<String>,
    others: String,
}

/// A person.
struct Line {
    id: String,
    name: String,
    about: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct AskForm {
    people: Vec<String>,
    others: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ActForm {
    act: String,
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
) -> Result<Html<ReadersPage>, Problem> {
    let mut page = page(&platform, &context, &scope, &id).await?;
    let done = match asked.done.as_str() {
        "asked" => Some("readers-asked"),
        "noted" => Some("readers-noted"),
        _ => None,
    };
    if let Some(key) = done {
        page.shell.flash = Some(Flash { kind: Tone::Done, text: page.shell.t(key) });
    }
    Ok(Html(page))
}

async fn ask(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditPolicies>,
    Path((_, id)): Place2,
    Posted(form): Posted<AskForm>,
) -> Result<Response, Problem> {
    let mut people = Vec::new();
    let accounts = form.people.iter().filter_map(|id| id.parse().ok());
    people.extend(accounts.map(|id| NewReader::Account(AccountId(id))));
    let wrong = match listed(&form.others) {
        Ok(others) => {
            people.extend(others);
            people.is_empty().then(|| context.words.t("readers-nobody"))
        }
        Err(line) => Some(context.words.t1("readers-line-wrong", "line", line)),
    };
    let too_many = people.len() > MOST_READERS;
    let wrong = wrong
        .or_else(|| too_many.then(|| context.words.t1("readers-too-many", "max", MOST_READERS)));
    if let Some(wrong) = wrong {
        let mut page = page(&platform, &context, &scope, &id).await?;
        page.shell.errors.push(FieldError::new("others", wrong));
        (page.chosen, page.others) = (form.people, form.others);
        return Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let tx = platform.db.write(scope.fence()).await?;
    let document = hold(&tx, &scope, &id).await?;
    let version = last_version(&tx, &document).await?.ok_or_else(Problem::not_found)?;
    ask_readers(&tx, &platform, &scope, (&document, &version), &people).await?;
    tx.commit().await?;
    let to = format!("/c/{}/policies/{id}/readers?done=asked", scope.company());
    Ok(Redirect::to(&to).into_response())
}

/// People without an account, a line each: name, then address. The line that cannot be read is named.
pub(crate) fn listed(text: &str) -> Result<Vec<NewReader>, usize> {
    if text.chars().count() > LONGEST_LIST {
        return Err(1);
    }
    let mut all = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.replace(['\u{3000}', '\t', ',', '\u{3001}', '<', '>'], " ");
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let (name, email) = line.rsplit_once(' ').unwrap_or(("", line));
        let email = hikeshi_kernel::fold_width(email);
        let name = clean_line(name, LONGEST_NAME).unwrap_or_else(|_| email.clone());
        if !is_address(&email) {
            return Err(at + 1);
        }
        all.push(NewReader::Address { name, email });
    }
    Ok(all)
}

async fn act(
    State(platform): State<Platform>,
    scope: Allowed<can::EditPolicies>,
    Path((_, id, reader)): Place3,
    Posted(form): Posted<ActForm>,
) -> Result<Redirect, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let document = find_document(&tx, &scope, &id).await?;
    let version = last_version(&tx, &document).await?.ok_or_else(Problem::not_found)?;
    let reader = find_reader(&tx, &version, &reader).await?;
    match form.act.as_str() {
        "paper" => drop(note_on_paper(&tx, &platform, &scope, &reader).await?),
        "stop" => stop_asking(&tx, &platform, &scope, &reader).await?,
        _ => return Err(Problem::not_found()),
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("/c/{}/policies/{id}/readers?done=noted", scope.company())))
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    id: &str,
) -> Result<ReadersPage, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let document = find_document(&tx, scope, id).await?;
    let version = last_version(&tx, &document).await?.ok_or_else(Problem::not_found)?;
    let shell = company_shell(&tx, scope, context, Place::Policies).await?;
    let readers = readers_of(&tx, &version).await?;
    let mut people: Vec<Choice> = Vec::new();
    for member in members_of_company(&tx, scope.company()).await? {
        let id = member.account.0;
        let asked = readers.iter().any(|reader| reader.account_id == Some(id));
        if !asked && !people.iter().any(|choice| choice.value == id.to_string()) {
            people.push(Choice::new(id.to_string(), member.name));
        }
    }
    drop(tx);
    let (done, waiting): (Vec<_>, Vec<_>) =
        readers.iter().partition(|reader| reader.read_at.is_some());
    let line = |reader: &&policy_reader::Model| Line {
        id: reader.id.to_string(),
        name: reader.name.clone(),
        about: about(&shell, reader),
    };
    Ok(ReadersPage {
        here: format!("/c/{}/policies/{}", scope.company(), document.row.id),
        name: document.row.name.clone(),
        number: version.number,
        read: done.len(),
        waiting: waiting.iter().map(line).collect(),
        done: done.iter().map(line).collect(),
        chosen: people.iter().map(|choice| choice.value.clone()).collect(),
        people,
        others: String::new(),
        shell,
    })
}

fn about(shell: &Shell, reader: &policy_reader::Model) -> String {
    let when = |at: i64| shell.words.date_time(from_millis(at));
    match (reader.read_at, reader.mailed_at) {
        (Some(at), _) => {
            let how = shell.t(&format!("readers-how-{}", reader.read_how));
            shell.t2("readers-read-at", "at", when(at), "how", how)
        }
        (None, Some(at)) => shell.t2("readers-mailed-at", "at", when(at), "count", reader.mails),
        (None, None) => shell.t("readers-not-mailed"),
    }
}
