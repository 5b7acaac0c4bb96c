//! The kinds of papers that can be made.

use axum::{
    Json, Router,
    extract::{Path, State},
    routing::get,
};
use hikeshi_drafting::{Approver, Confidence, Kind, Phase, Reader};
use hikeshi_i18n::plain;
use hikeshi_identity::{Allowed, can};
use hikeshi_incidents::case::view_incident;
use hikeshi_kernel::Lang;
use hikeshi_web::{Platform, Problem, RequestContext};
use serde::Serialize;
use utoipa::ToSchema;

use crate::papers::{form_name, forms_of, kinds, usual_recipient};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/api/v1/companies/{company}/incidents/{incident}/filings/kinds", get(list))
}

/// A kind of paper.
#[derive(Serialize, ToSchema)]
#[schema(as = PaperKind)]
pub(super) struct KindShape {
    id: &'static str,
    title: String,
    /// What it is for and what to know before sending it.
    purpose: String,
    /// For whom: `authority`, `police`, `person`, `partner`, `public`, `insurer` or `inside`.
    #[schema(value_type = String)]
    reader: Reader,
    /// `first`, `follow-up`, `final`.
    #[schema(value_type = Vec<String>)]
    phases: &'static [Phase],
    /// The files that it is handed out as: `pdf`, `docx`, `xlsx`, `txt`.
    forms: Vec<&'static str>,
    /// The duties that it fulfils.
    duties: &'static [String],
    /// Kinds of incident that it is for; empty for all.
    incident_kinds: &'static [String],
    /// Who may approve it: `president`, `officer`, `staff`.
    #[schema(value_type = Vec<String>)]
    approver_roles: &'static [Approver],
    /// Two different persons must approve, one of them with such a role.
    two_persons: bool,
    /// Edition of the form or rule that it follows.
    edition: &'static str,
    /// `confirmed`, `own` or `to-check`.
    #[schema(value_type = String)]
    confidence: Confidence,
    /// To whom it usually goes, in Japanese; empty where that is free.
    usual_recipient: String,
}

impl KindShape {
    fn new(kind: &'static Kind, lang: Lang) -> Result<Self, Problem> {
        let file = &kind.file;
        Ok(Self {
            id: kind.id(),
            title: plain(kind.title(lang)),
            purpose: plain(file.purpose.get(lang)),
            reader: file.reader,
            phases: &file.phases,
            forms: forms_of(kind).into_iter().map(form_name).collect(),
            duties: &file.duties,
            incident_kinds: &file.kinds,
            approver_roles: &file.approver_roles,
            two_persons: file.two_persons,
            edition: &file.edition,
            confidence: file.confidence,
            usual_recipient: usual_recipient(kind)?,
        })
    }
}

/// All kinds, in the order of their ids.
#[utoipa::path(get, path = "/api/v1/companies/{company}/incidents/{incident}/filings/kinds", tag = "filings",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path)),
    responses((status = 200, body = Vec<KindShape>), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn list(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewDocuments>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Json<Vec<KindShape>>, Problem> {
    view_incident(&platform, &scope, &id).await?;
    let lang = context.words.lang();
    let all = kinds()?.list.iter().map(|kind| KindShape::new(kind, lang));
    Ok(Json(all.collect::<Result<_, _>>()?))
}
