//! Custody sheets and tags of exhibits, as files to print.

use axum::{
    body::Body,
    extract::{Path, State},
};
use axum_extra::extract::Query;
use hikeshi_directory::company;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::Lang;
use hikeshi_web::{Download, Platform, Problem, RequestContext};
use serde::Deserialize;

use super::evidence::{exhibit_href, exhibit_of};
use crate::{
    case::view_incident,
    content::content,
    documents::{Issue, SheetSource, checkpoint_of, set_custody, set_tags},
    evidence::{chains_of_incident, list_exhibits, number_key},
    model::evidence,
};

/// In which language; otherwise the reader's.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    lang: String,
}

/// Which paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paper {
    Sheet,
    Tag,
}

type One = Path<(String, String, String)>;
type All = Path<(String, String)>;

pub(super) async fn sheet(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewEvidence>,
    Path((_, incident, exhibit)): One,
    Query(asked): Query<Asked>,
) -> Result<Download, Problem> {
    let which = (incident.as_str(), Some(exhibit.as_str()));
    make(&platform, &context, &scope, which, (Paper::Sheet, asked)).await
}

pub(super) async fn sheets(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewEvidence>,
    Path((_, incident)): All,
    Query(asked): Query<Asked>,
) -> Result<Download, Problem> {
    make(&platform, &context, &scope, (&incident, None), (Paper::Sheet, asked)).await
}

pub(super) async fn tag(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewEvidence>,
    Path((_, incident, exhibit)): One,
    Query(asked): Query<Asked>,
) -> Result<Download, Problem> {
    let which = (incident.as_str(), Some(exhibit.as_str()));
    make(&platform, &context, &scope, which, (Paper::Tag, asked)).await
}

pub(super) async fn tags(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewEvidence>,
    Path((_, incident)): All,
    Query(asked): Query<Asked>,
) -> Result<Download, Problem> {
    make(&platform, &context, &scope, (&incident, None), (Paper::Tag, asked)).await
}

async fn make(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (incident, exhibit): (&str, Option<&str>),
    (paper, asked): (Paper, Asked),
) -> Result<Download, Problem> {
    let words = match Lang::from_code(&asked.lang) {
        Some(lang) => platform.words(lang),
        None => context.words.clone(),
    };
    let (tx, incident) = view_incident(platform, scope, incident).await?;
    let firm = company(&tx, scope).await?;
    let all = list_exhibits(&tx, &incident).await?;
    let mut wanted = match exhibit {
        Some(id) => vec![exhibit_of(&tx, &incident, id).await?],
        None => all.clone(),
    };
    let mut chains = chains_of_incident(&tx, &incident).await?;
    drop(tx);
    wanted.sort_by_key(|row| number_key(&row.number));
    if wanted.is_empty() {
        return Err(Problem::not_found());
    }
    let of_source = |row: &evidence::Model| {
        row.source_id.and_then(|id| all.iter().find(|other| other.id == id)).cloned()
    };
    let source = |row: evidence::Model| SheetSource {
        chain: chains.remove(&row.id).unwrap_or_default(),
        source: of_source(&row),
        address: platform.public(&exhibit_href(&row)),
        exhibit: row,
    };
    let number = exhibit.and(wanted.first()).map_or_else(
        || incident.number.clone(),
        |row| format!("{} {}", incident.number, row.number),
    );
    let sources: Vec<_> = wanted.into_iter().map(source).collect();
    let issue = Issue {
        checkpoint: checkpoint_of(platform).await?,
        ..Issue::new(words.clone(), platform.clock.now(), scope.actor_name())
    };
    let (key, pdf) = match paper {
        Paper::Sheet => {
            let guidance = &content()?.guidance;
            let pdf = set_custody(&sources, (&firm, &incident), guidance, issue).await?;
            ("custody-file-sheet", pdf)
        }
        Paper::Tag => ("custody-file-tag", set_tags(&sources, (&firm, &incident), issue).await?),
    };
    Ok(Download {
        name: format!("{}.pdf", words.t1(key, "number", number)),
        mime: "application/pdf",
        inline: true,
        body: Body::from(pdf.bytes),
    })
}
