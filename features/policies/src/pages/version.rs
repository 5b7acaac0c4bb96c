//! An approved version as it was frozen. Everybody in the company can read it.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use super::{
    Place3,
    said::day,
    shown::{ShownSection, frozen},
};
use crate::document::{find_document, find_version, last_version, read_snapshot};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/policies/{policy}/versions/{version}", get(show))
}

#[derive(Template)]
#[template(path = "pages/version.html")]
struct VersionPage {
    shell: Shell,
    back: (String, String),
    here: String,
    name: String,
    number: i64,
    in_force: bool,
    signed: Vec<String>,
    review: String,
    sha256: String,
    sections: Vec<ShownSection>,
    doc_lang: &'static str,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPolicies>,
    Path((_, id, number)): Place3,
) -> Result<Html<VersionPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let document = find_document(&tx, &scope, &id).await?;
    let version = find_version(&tx, &document, &number).await?;
    let last = last_version(&tx, &document).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Policies).await?;
    drop(tx);
    let base = format!("/c/{}/policies", scope.company());
    let own = format!("{base}/{}", document.row.id);
    let snapshot = read_snapshot(&version)?;
    let back = match scope.may::<can::EditPolicies>() {
        true => (own.clone(), document.row.name.clone()),
        false => (base, shell.t("policies-title")),
    };
    Ok(Html(VersionPage {
        here: format!("{own}/versions/{}", version.number),
        number: version.number,
        in_force: last.is_some_and(|last| last.id == version.id),
        signed: snapshot.signatures(&shell.words),
        review: day(&shell.words, snapshot.review_on),
        sha256: version.sha256,
        sections: frozen(&snapshot.filled),
        doc_lang: snapshot.lang().html(),
        name: snapshot.name,
        back,
        shell,
    }))
}
