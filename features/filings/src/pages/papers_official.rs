//! A paper in the official file that the company keeps for its kind: an approved version the file
//! that was filled when it was approved, anything else filled now and named a draft.

use axum::{
    Router,
    body::Body,
    extract::{Path, Query, State},
    routing::get,
};
use hikeshi_db::Tx;
use hikeshi_directory::company_key;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::case::view_incident;
use hikeshi_web::{Download, Platform, Problem, RequestContext};
use serde::Deserialize;

use crate::{
    model::{paper_file, paper_version},
    official::{find_form, form_kinds},
    papers::{
        OFFICIAL, PaperNow, State as Stands, files_of, find_paper, sheet_of_now, sheet_of_version,
        version_of_serial,
    },
    render::{Form, fill_kept},
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/incidents/{incident}/filings/{paper}/official.xlsx", get(show))
}

/// What the address says: the number of a version; without it the paper as it stands now.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    serial: Option<i64>,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewDocuments>,
    Path((_, incident, paper)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Download, Problem> {
    let file = official_file(&platform, &scope, (&incident, &paper), asked.serial).await?;
    file.ok_or_else(|| Problem::invalid(context.words.t("paperwork-official-late")))
}

/// The official file of a paper; `None` for an approved version for which none was ready then.
pub(super) async fn official_file(
    platform: &Platform,
    scope: &CompanyScope,
    (incident, paper): (&str, &str),
    serial: Option<i64>,
) -> Result<Option<Download>, Problem> {
    let (tx, incident) = view_incident(platform, scope, incident).await?;
    let row = find_paper(&tx, scope, &incident, paper).await?;
    let sheet = match serial {
        None if !scope.may::<can::ViewDrafts>() => return Err(Problem::not_found()),
        None => {
            let now = PaperNow::read(&tx, platform, scope, &incident, row).await?;
            sheet_of_now(platform, &now, &incident, None)?
        }
        Some(serial) => {
            let version = version_of_serial(&tx, scope, &row, serial).await?;
            if version.state == Stands::Approved.name() {
                let Some(file) = official_of(&tx, &version).await? else { return Ok(None) };
                let key = company_key(&tx, platform, scope).await?;
                drop(tx);
                let body = Body::from_stream(platform.blobs.open_stream(&key, file.blob_id).await?);
                let (_, mime) = Form::Xlsx.file_type();
                return Ok(Some(Download { name: file.name, mime, inline: false, body }));
            }
            sheet_of_version(platform, &version)?
        }
    };
    drop(tx);
    let file = fill_kept(platform, scope, &sheet).await?;
    let body = Body::from(file.bytes);
    Ok(Some(Download { name: file.file_name, mime: file.mime, inline: false, body }))
}

/// The official file as the page of a paper offers it.
pub(super) struct Official {
    pub href: String,
    /// It was not ready when the version was approved: what is offered is a draft.
    pub late: bool,
}

impl Official {
    /// What there is for a paper of a kind, whose page is `base`; `frozen` is its approved version.
    pub async fn read(
        tx: &Tx,
        scope: &CompanyScope,
        (kind, base): (&str, &str),
        frozen: Option<&paper_version::Model>,
    ) -> Result<Option<Self>, Problem> {
        if let Some(version) = frozen
            && official_of(tx, version).await?.is_some()
        {
            let href = format!("{base}/official.xlsx?serial={}", version.serial);
            return Ok(Some(Self { href, late: false }));
        }
        let kept = find_form(tx, scope, kind).await?.filter(|_| scope.may::<can::ViewDrafts>());
        let late = frozen.is_some();
        Ok(kept.map(|_| Self { href: format!("{base}/official.xlsx"), late }))
    }
}

/// The official file among the files of an approved version.
async fn official_of(
    tx: &Tx,
    version: &paper_version::Model,
) -> Result<Option<paper_file::Model>, Problem> {
    Ok(files_of(tx, version).await?.into_iter().find(|file| file.form == OFFICIAL))
}

/// The page on which the official file of a kind is kept; `None` for a kind that has none, or a
/// person who may not open that page.
pub(super) fn place_to_keep(scope: &CompanyScope, kind: &str) -> Result<Option<String>, Problem> {
    let has = form_kinds()?.iter().any(|one| one.id == kind);
    let may = has && scope.may::<can::ViewReporting>();
    Ok(may.then(|| format!("/c/{}/official-forms", scope.company())))
}
