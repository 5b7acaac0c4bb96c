//! Correcting a line of the timeline; what it said before stays.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_ui::{Choice, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};

use super::{
    case_head::{CaseHead, Tab},
    correct_form::CorrectForm,
    line_versions::{LineVersion, moments, versions},
    shown_entry::kind_choices,
};
use crate::{
    case::{
        correct_entry, corrections_of_entry, find_entry, incident_of, moment_of, view_incident,
    },
    model::{incident, timeline_correction, timeline_entry},
};

/// One page for a line.
#[derive(Template)]
#[template(path = "pages/correct.html")]
struct CorrectPage {
    shell: Shell,
    head: CaseHead,
    kinds: Vec<Choice>,
    form: CorrectForm,
    /// The version that the person has seen when the page is sent.
    version: i64,
    /// Whether somebody else corrected the line meanwhile.
    conflict: bool,
    /// The first text, then each correction.
    versions: Vec<LineVersion>,
}

/// Company, incident and line.
type Place3 = Path<(String, String, String)>;

/// Shows the page.
pub(crate) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Path((_, incident, entry)): Place3,
) -> Result<Response, Problem> {
    let (tx, _) = view_incident(&platform, &scope, &incident).await?;
    let line = Line::find(&tx, &scope, (&incident, &entry)).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let form = CorrectForm::of(&context.words, &line.entry);
    Ok(Html(line.page(&platform, &scope, shell, form)).into_response())
}

/// Writes the correction, or shows the form again: with what is wrong (422), or with what
/// somebody else made of the line meanwhile (409).
pub(crate) async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::WorkIncident>,
    Path((_, incident, entry)): Place3,
    Posted(form): Posted<CorrectForm>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let line = Line::find(&tx, &scope, (&incident, &entry)).await?;
    let known = moments(&line.entry, &line.corrections);
    let (new, reason) = match form.read(&platform, &context.words, &known)? {
        Ok(read) => read,
        Err(errors) => {
            let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
            shell.errors = errors;
            let version = form.version();
            let page = CorrectPage { version, ..line.page(&platform, &scope, shell, form) };
            return Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let same = |now: &timeline_entry::Model| {
        now.text == new.text && now.kind == new.kind.name() && moment_of(now) == new.moment
    };
    let already = same(&line.entry) && line.entry.version == form.version() + 1;
    let seen = (line.entry.id, form.version());
    let done = already
        || correct_entry(&tx, &platform, &scope, &line.incident, seen, (new, &reason))
            .await?
            .is_ok();
    if done {
        tx.commit().await?;
        let base = CaseHead::new(&scope, &context.words, &line.incident, Tab::Timeline).base;
        let href = format!("{base}/timeline?entry={}&done=corrected", line.entry.id);
        return Ok(Redirect::to(&href).into_response());
    }
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let line = Line::find(&tx, &scope, (&incident, &entry)).await?;
    let page = CorrectPage { conflict: true, ..line.page(&platform, &scope, shell, form) };
    Ok(Html(page).with_status(StatusCode::CONFLICT))
}

/// A line with all that it ever said.
struct Line {
    incident: incident::Model,
    entry: timeline_entry::Model,
    corrections: Vec<timeline_correction::Model>,
}

impl Line {
    async fn find(
        tx: &Tx,
        scope: &CompanyScope,
        (incident, entry): (&str, &str),
    ) -> Result<Self, Problem> {
        let incident = incident_of(tx, scope, incident).await?;
        let id = entry.parse().map_err(|_| Problem::not_found())?;
        let entry = find_entry(tx, &incident, id).await?.ok_or_else(Problem::not_found)?;
        let corrections = corrections_of_entry(tx, &entry).await?;
        Ok(Self { incident, entry, corrections })
    }

    fn page(
        &self,
        platform: &Platform,
        scope: &CompanyScope,
        shell: Shell,
        form: CorrectForm,
    ) -> CorrectPage {
        let now = platform.clock.now();
        CorrectPage {
            head: CaseHead::new(scope, &shell.words, &self.incident, Tab::Timeline),
            kinds: kind_choices(&shell.words),
            form,
            version: self.entry.version,
            conflict: false,
            versions: versions(&shell.words, now, &self.entry, &self.corrections),
            shell,
        }
    }
}
