//! The sketch of the network, and the same as a table.

use askama::Template;
use axum::{Router, extract::State, routing::get};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use crate::{
    ledger::{Which, all},
    sketch::{Drawing, Sketch, sketch_of},
    support::today,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/assets/network", get(show))
}

#[derive(Template)]
#[template(path = "pages/network.html")]
struct NetworkPage {
    shell: Shell,
    home: String,
    sketch: Sketch,
    drawing: Drawing,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewAssets>,
) -> Result<Html<NetworkPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Assets).await?;
    let rows = all(&tx, &scope, (&Which::default(), today(&platform))).await?;
    let sketch = sketch_of(&rows)?;
    let drawing = sketch.drawn(&context.words);
    let home = format!("/c/{}", scope.company());
    Ok(Html(NetworkPage { home, sketch, drawing, shell }))
}
