//! The scripts that write a machine down.

use axum::{
    Router,
    body::Body,
    extract::Path,
    routing::get,
};
use hikeshi_identity::{Allowed, can};
use hikeshi_web::{Download, Platform, Problem};

use crate::scripts::SCRIPTS;

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/assets/scripts/{script}", get(fetch))
}

async fn fetch(
    _: Allowed<can::EditAssets>,
    Path((_, name)): Path<(String, String)>,
) -> Result<Download, Problem> {
    let script = SCRIPTS.iter().find(|script| script.name == name);
    let script = script.ok_or_else(Problem::not_found)?;
    // Windows programs want their own line ends.
    let text = if script.system == "windows" {
        script.text.replace('\n', "\r\n")
    } else {
        script.text.to_owned()
    };
    Ok(Download {
        name: script.name.to_owned(),
        mime: "text/plain; charset=utf-8",
        inline: false,
        body: Body::from(text),
    })
}
