//! Undoing an import: what would go, what stays because somebody changed it since.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use crate::imports::{find_import, undo, what_undo_does};

/// Assets that stay, as the page names them.
const NAMED: usize = 100;

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/assets/imports/{import}/undo", get(show).post(undo_it))
}

#[derive(Template)]
#[template(path = "pages/import_undo.html")]
struct UndoPage {
    shell: Shell,
    here: String,
    name: String,
    gone: usize,
    restored: usize,
    /// Name and page of assets that stay.
    stay: Vec<(String, String)>,
    stay_more: usize,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditAssets>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let row = find_import(&tx, &scope, &id).await?;
    if row.state != "taken" {
        // Its own page says what became of it.
        let page = format!("/c/{}/assets/imports/{}", scope.company(), row.id);
        return Ok(Redirect::to(&page).into_response());
    }
    let undoing = what_undo_does(&tx, &scope, &row).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Assets).await?;
    let home = format!("/c/{}/assets", scope.company());
    let stay = undoing.stay.iter().take(NAMED);
    Ok(Html(UndoPage {
        here: format!("{home}/imports/{}", row.id),
        name: row.file_name,
        gone: undoing.gone.len(),
        restored: undoing.restored.len(),
        stay: stay.map(|(id, name)| (name.clone(), format!("{home}/{id}"))).collect(),
        stay_more: undoing.stay.len().saturating_sub(NAMED),
        shell,
    })
    .into_response())
}

async fn undo_it(
    State(platform): State<Platform>,
    scope: Allowed<can::EditAssets>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Redirect, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let row = find_import(&tx, &scope, &id).await?;
    drop(tx);
    undo(&platform, &scope, &row).await?;
    Ok(Redirect::to(&format!("/c/{}/assets/imports/{}", scope.company(), row.id)))
}
