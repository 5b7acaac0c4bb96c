//! What has ended or ends soon: the makers' support, contracts, licences, domains.

use askama::Template;
use axum::{Router, extract::State, routing::get};
use hikeshi_content::Pack;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use super::shown::{Row, Support};
use crate::{
    ledger::{Sort, Warning, Which, kind_of, list, values_of},
    support::{findings, refresh, today},
};

/// Rows of one section; the ledger lists the others.
const SHOWN: u64 = 100;

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/assets/warnings", get(show))
}

#[derive(Template)]
#[template(path = "pages/warnings.html")]
struct WarningsPage {
    shell: Shell,
    home: String,
    sections: Vec<Section>,
    /// Until when the dates were looked at.
    reviewed: Vec<(String, String)>,
}

struct Section {
    id: &'static str,
    title: String,
    lead: String,
    rows: Vec<(Row, Option<Support>)>,
    more: u64,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewAssets>,
) -> Result<Html<WarningsPage>, Problem> {
    refresh(&platform, &scope).await?;
    let words = &context.words;
    let day = today(&platform);
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Assets).await?;
    let home = format!("/c/{}", scope.company());
    let mut sections = Vec::new();
    for warning in [Warning::Past, Warning::Soon, Warning::Ends, Warning::Look] {
        let which = Which { warning: Some(warning), ..Which::default() };
        let sort = if warning == Warning::Ends { Sort::Ends } else { Sort::Support };
        let (rows, count) = list(&tx, &scope, (&which, sort, day), (0, SHOWN)).await?;
        let mut shown = Vec::new();
        for row in &rows {
            let found = match warning {
                Warning::Ends => None,
                _ => findings(kind_of(row), &values_of(row)?, day)?.into_iter().next(),
            };
            let support = found.map(|finding| Support::of(words, &finding));
            shown.push((Row::of(words, row, &home, day), support));
        }
        let name = warning.name();
        sections.push(Section {
            id: name,
            title: words.t(&format!("assets-warn-{name}")),
            lead: words.t(&format!("assets-warn-lead-{name}")),
            more: count.saturating_sub(rows.len() as u64),
            rows: shown,
        });
    }
    let mut reviewed = Vec::new();
    for file in Pack.files("lifecycle") {
        let head = Pack.head(&file)?;
        reviewed.push((head.id, head.reviewed_on));
    }
    Ok(Html(WarningsPage { home, sections, reviewed, shell }))
}
