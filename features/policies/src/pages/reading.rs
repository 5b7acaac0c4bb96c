//! A person's own page: what they were asked to read, and saying that they have.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::Redirect,
    routing::get,
};
use axum_extra::extract::Query;
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::from_millis;
use hikeshi_ui::{Flash, Markup, Shell, Tone};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde::Deserialize;

use super::{
    Place2,
    shown::{ShownSection, frozen},
};
use crate::{
    document::{Document, Snapshot, documents, find_document, read_snapshot},
    model::{policy_reader, policy_version},
    readers::{Noted, mine, read_by_account},
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/policies/reading", get(list))
        .route("/c/{company}/policies/reading/{reader}", get(show).post(read))
}

#[derive(Template)]
#[template(path = "pages/reading.html")]
struct ReadingPage {
    shell: Shell,
    base: String,
    waiting: Vec<Line>,
    done: Vec<Line>,
}

/// A version that the person was asked to read.
struct Line {
    href: String,
    title: String,
    about: String,
}

#[derive(Template)]
#[template(path = "pages/reading_one.html")]
struct ReadingOnePage {
    shell: Shell,
    base: String,
    name: String,
    about: Markup,
    number: i64,
    read_at: String,
    sections: Vec<ShownSection>,
    doc_lang: &'static str,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    done: String,
}

async fn list(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPolicies>,
    Query(asked): Query<Asked>,
) -> Result<Html<ReadingPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Policies).await?;
    let all = documents(&tx, &scope).await?;
    let mine = mine(&tx, &scope).await?;
    drop(tx);
    if asked.done == "read" {
        shell.flash = Some(Flash { kind: Tone::Done, text: shell.t("readers-thanks") });
    }
    let base = format!("/c/{}/policies", scope.company());
    let line = |reader: &policy_reader::Model| {
        let document = all.iter().find(|one| one.row.id == reader.policy_id)?;
        let at = reader.read_at.unwrap_or(reader.asked_at);
        let at = shell.words.date_time(from_millis(at));
        let key = if reader.read_at.is_some() { "readers-you-read" } else { "readers-you-asked" };
        Some(Line {
            href: format!("{base}/reading/{}", reader.id),
            title: document.row.name.clone(),
            about: shell.t1(key, "at", at),
        })
    };
    let of = |read: bool| {
        let some = mine.iter().filter(|reader| reader.read_at.is_some() == read);
        some.filter_map(line).collect()
    };
    Ok(Html(ReadingPage { waiting: of(false), done: of(true), base, shell }))
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPolicies>,
    Path((_, id)): Place2,
) -> Result<Html<ReadingOnePage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let (reader, document, snapshot) = asked_of(&tx, &scope, &id).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Policies).await?;
    let read_at = reader.read_at.map(|at| shell.words.date_time(from_millis(at)));
    let about = document.template.map(|template| shell.text(&template.file.about));
    Ok(Html(ReadingOnePage {
        base: format!("/c/{}/policies/reading", scope.company()),
        about: about.unwrap_or_default(),
        number: snapshot.number,
        read_at: read_at.unwrap_or_default(),
        sections: frozen(&snapshot.filled),
        doc_lang: snapshot.lang().html(),
        name: snapshot.name,
        shell,
    }))
}

async fn read(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewPolicies>,
    Path((_, id)): Place2,
) -> Result<Redirect, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let (reader, ..) = asked_of(&tx, &scope, &id).await?;
    match read_by_account(&tx, &platform, &scope, &reader).await? {
        Noted::Done => tx.commit().await?,
        Noted::Already => {}
        Noted::NotTheirs => return Err(Problem::not_found()),
    }
    Ok(Redirect::to(&format!("/c/{}/policies/reading?done=read", scope.company())))
}

/// What the person was asked to read, by the id in a path: somebody else's is not found.
async fn asked_of(
    tx: &Tx,
    scope: &CompanyScope,
    id: &str,
) -> Result<(policy_reader::Model, Document, Snapshot), Problem> {
    let mut all = mine(tx, scope).await?.into_iter();
    let reader = all.find(|reader| reader.id.to_string() == id).ok_or_else(Problem::not_found)?;
    let document = find_document(tx, scope, &reader.policy_id.to_string()).await?;
    let version = policy_version::Entity::find_by_id(reader.version_id)
        .filter(policy_version::Column::CompanyId.eq(scope.company().0))
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)?;
    let snapshot = read_snapshot(&version)?;
    Ok((reader, document, snapshot))
}
