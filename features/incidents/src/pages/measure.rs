//! One measure: changing it, and marking it done.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{
    case_head::{CaseHead, Tab},
    measure_form::MeasureForm,
    shown_measure::ShownMeasure,
};
use crate::{
    case::{incident_of, view_incident},
    measures::{MeasureConflict, change_measure, find_measure, finish_measure},
    model::{incident, measure},
};

/// The page of one measure.
#[derive(Template)]
#[template(path = "pages/measure.html")]
struct MeasurePage {
    shell: Shell,
    head: CaseHead,
    now: ShownMeasure,
    form: MeasureForm,
    /// The version that the person has seen when the page is sent.
    version: i64,
    /// Somebody else changed it meanwhile.
    conflict: bool,
}

/// Company, incident and measure.
type Place3 = Path<(String, String, String)>;

/// Shows the form.
pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Path((_, incident, id)): Place3,
) -> Result<Response, Problem> {
    let (tx, _) = view_incident(&platform, &scope, &incident).await?;
    let (incident, row) = found(&tx, &scope, (&incident, &id)).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let form = MeasureForm::of(&row);
    Ok(Html(page(&platform, &scope, shell, (&incident, &row), form)).into_response())
}

/// Changes it, or shows the form again with everything that was typed: with what is wrong (422),
/// or with what somebody else made of it meanwhile (409).
pub(super) async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::WorkIncident>,
    Path((_, incident, id)): Place3,
    Posted(form): Posted<MeasureForm>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let (incident, row) = found(&tx, &scope, (&incident, &id)).await?;
    // The kind stays: it is not part of this form.
    let form = MeasureForm { kind: row.kind.clone(), ..form };
    let new = match form.read(&platform, &context.words)? {
        Ok(new) => new,
        Err(errors) => {
            let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
            shell.errors = errors;
            let version = form.seen();
            let page = page(&platform, &scope, shell, (&incident, &row), form);
            return Ok(
                Html(MeasurePage { version, ..page }).with_status(StatusCode::UNPROCESSABLE_ENTITY)
            );
        }
    };
    let wanted = (new.title.clone(), new.owner.clone(), new.due, new.note.clone());
    let seen = (row.id, form.seen());
    match change_measure(&tx, &platform, &scope, &incident, seen, new).await? {
        Err(MeasureConflict(theirs)) if !says(&theirs, &wanted) => {
            let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
            let page = page(&platform, &scope, shell, (&incident, &theirs), form);
            Ok(Html(MeasurePage { conflict: true, ..page }).with_status(StatusCode::CONFLICT))
        }
        // The same form sent twice says what stands there already.
        Ok(_) | Err(_) => {
            tx.commit().await?;
            Ok(back(&scope, &context, &incident))
        }
    }
}

type Wanted = (String, String, Option<jiff::civil::Date>, String);

fn says(row: &measure::Model, (title, owner, due, note): &Wanted) -> bool {
    let due = due.map(|day| day.to_string()).unwrap_or_default();
    row.title == *title && row.owner == *owner && row.due_day == due && row.note == *note
}

/// Done or not done after all.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Mark {
    #[serde(default)]
    done: String,
}

/// Marks it done, or not done after all.
pub(super) async fn mark(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::WorkIncident>,
    Path((_, incident, id)): Place3,
    Posted(form): Posted<Mark>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let (incident, row) = found(&tx, &scope, (&incident, &id)).await?;
    let done = form.done == "yes";
    finish_measure(&tx, &platform, &scope, &incident, (row.id, done)).await?;
    tx.commit().await?;
    Ok(back(&scope, &context, &incident))
}

async fn found(
    tx: &Tx,
    scope: &CompanyScope,
    (incident, id): (&str, &str),
) -> Result<(incident::Model, measure::Model), Problem> {
    let incident = incident_of(tx, scope, incident).await?;
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let row = find_measure(tx, &incident, id).await?;
    Ok((incident, row))
}

fn page(
    platform: &Platform,
    scope: &CompanyScope,
    shell: Shell,
    (incident, row): (&incident::Model, &measure::Model),
    form: MeasureForm,
) -> MeasurePage {
    let head = CaseHead::new(scope, &shell.words, incident, Tab::Lessons);
    let now = ShownMeasure::new(&shell, &head.base, row, platform.clock.now());
    MeasurePage { head, now, form, version: row.version, conflict: false, shell }
}

fn back(scope: &CompanyScope, context: &RequestContext, incident: &incident::Model) -> Response {
    let base = CaseHead::new(scope, &context.words, incident, Tab::Lessons).base;
    Redirect::to(&format!("{base}/lessons?done=changed")).into_response()
}
