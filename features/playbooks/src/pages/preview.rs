//! The draft as a responder would see it.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    routing::get,
};
use hikeshi_identity::can;
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use super::{Place2, whole::Whole};
use crate::{
    keeper::Keeping,
    shelf::{draft_of, find},
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/playbooks/own/{playbook}/draft/preview", get(show))
        .route("/p/{provider}/playbooks/own/{playbook}/draft/preview", get(show))
}

#[derive(Template)]
#[template(path = "pages/preview.html")]
struct PreviewPage {
    shell: Shell,
    here: String,
    whole: Whole,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    keeper: Keeping<can::EditPlaybooks>,
    Path((_, id)): Place2,
) -> Result<Html<PreviewPage>, Problem> {
    let tx = platform.db.read(keeper.fence()).await?;
    let row = find(&tx, &keeper, &id).await?;
    let draft = draft_of(&tx, &row).await?.ok_or_else(Problem::not_found)?;
    let shell = keeper.shell(&tx, &context).await?;
    let here = format!("{}/own/{}/draft", keeper.base(), row.id);
    Ok(Html(PreviewPage { here, whole: Whole::new(&shell, &draft.playbook), shell }))
}
