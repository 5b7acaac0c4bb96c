//! Adding a thing (a device, a paper) as an exhibit.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_ui::{Choice, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};

use super::{
    evidence::list_href,
    evidence_copy::{Asked, CopyForm},
    evidence_form::Typed,
};
use crate::{
    case::{incident_of, refuse_if_closed, view_incident},
    content::{content, guidance::Guidance},
    evidence::{CopyOf, add_copies, add_exhibits},
    model::incident,
};

#[derive(Template)]
#[template(path = "pages/evidence_add_thing.html")]
struct AddThingPage {
    shell: Shell,
    back: String,
    kinds: Vec<Choice>,
    copy: Option<CopyForm>,
    guidance: &'static Guidance,
    typed: Typed,
}

impl AddThingPage {
    fn of(
        shell: Shell,
        incident: &incident::Model,
        (typed, copy): (Typed, Option<&CopyOf>),
    ) -> Result<Html<Self>, Problem> {
        let kinds = Typed::choices(&shell, true)?;
        let copy = copy.map(|copy| CopyForm::new(&shell, copy));
        let guidance = &content()?.guidance;
        Ok(Html(Self { shell, back: list_href(incident), kinds, copy, guidance, typed }))
    }
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AddEvidence>,
    Path((_, incident)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    refuse_if_closed(&platform, &incident)?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let mut typed = Typed::fresh(&platform, &scope, true);
    typed.source = asked.copy_of;
    let copy = typed.copy_of(&tx, &incident).await?;
    Ok(AddThingPage::of(shell, &incident, (typed, copy.as_ref()))?.into_response())
}

pub(super) async fn add(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AddEvidence>,
    Path((_, incident)): Path<(String, String)>,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &incident).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let copy = typed.copy_of(&tx, &incident).await?;
    let Some(checked) = typed.check(&mut shell, &platform, &scope, true)? else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let shown = (typed, copy.as_ref());
        return Ok(AddThingPage::of(shell, &incident, shown)?.with_status(status));
    };
    let thing = checked.exhibit(&platform, &incident, (0, None, ""));
    let added = match &copy {
        Some(copy) => add_copies(&tx, &platform, &scope, &incident, (copy, &[thing])).await?,
        None => add_exhibits(&tx, &platform, &scope, &incident, &[thing]).await?,
    };
    tx.commit().await?;
    let done = if added { "added" } else { "known" };
    Ok(Redirect::to(&format!("{}?done={done}", list_href(&incident))).into_response())
}
