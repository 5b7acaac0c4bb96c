//! The poster with a company's help address, as a file to print.

use axum::{Router, body::Body, extract::State, routing::get};
use axum_extra::extract::Query;
use hikeshi_directory::{acting_provider, company};
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::Lang;
use hikeshi_web::{Download, Platform, Problem, RequestContext};
use serde::Deserialize;

use crate::documents::{Issue, set_poster};

pub(crate) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/help-address/poster.pdf", get(show))
}

/// In which language; otherwise the reader's.
#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    lang: String,
}

/// Whoever works in the company may print it: it shows what the help page shows.
async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewCompany>,
    Query(asked): Query<Asked>,
) -> Result<Download, Problem> {
    let words = match Lang::from_code(&asked.lang) {
        Some(lang) => platform.words(lang),
        None => context.words,
    };
    let tx = platform.db.read(scope.fence()).await?;
    let row = company(&tx, &scope).await?;
    let provider = acting_provider(&tx, scope.company()).await?;
    drop(tx);
    let address = platform.public(&format!("/help/{}", row.help_token));
    let name = words.t("papers-file-poster");
    let issue = Issue::new(words, platform.clock.now(), "");
    let pdf = set_poster(&row, provider.as_ref(), address, issue).await?;
    Ok(Download {
        name: format!("{name}.pdf"),
        mime: "application/pdf",
        inline: true,
        body: Body::from(pdf.bytes),
    })
}
