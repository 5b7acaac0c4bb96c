//! Recording that an outside desk was contacted.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::{Moment, TextError, clean_text};
use hikeshi_ui::FieldError;
use hikeshi_web::{Platform, Posted, Problem, RequestContext, row_of_form};
use hikeshi_when::parse_moment;
use uuid::Uuid;

use super::{Again, Typed, acts::to_page, render};
use crate::{
    case::{IncidentId, incident_of, lies_ahead},
    content::{Content, content},
    pages::case_link::base_of,
    people::{ContactOutcome, NewContactMade, record_contact},
};

/// Longest note, in characters.
const LONGEST_NOTE: usize = 2_000;

pub(super) async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::WorkIncident>,
    Path((_, incident)): Path<(String, String)>,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Problem> {
    let sent = [&*typed.desk, &typed.outcome, &typed.note, &typed.when];
    let owner: IncidentId = incident.parse().map_err(|_| Problem::not_found())?;
    let id = row_of_form(&platform, owner.0, &typed.form_id, &sent);
    let new = match read(&platform, &context, (content()?, id), &typed) {
        Ok(new) => new,
        Err(errors) => {
            let again = Again { status: StatusCode::UNPROCESSABLE_ENTITY, errors, notice: None };
            return render(&platform, &context, &scope, (&incident, typed), again).await;
        }
    };
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &incident).await?;
    record_contact(&tx, &platform, &scope, &incident, new).await?;
    tx.commit().await?;
    Ok(to_page(&base_of(&incident)))
}

fn read(
    platform: &Platform,
    context: &RequestContext,
    (content, id): (&Content, Uuid),
    typed: &Typed,
) -> Result<NewContactMade, Vec<FieldError>> {
    let words = &context.words;
    let mut errors = Vec::new();
    if content.desks.name(&typed.desk).is_none() {
        errors.push(FieldError::new("desk", words.t("people-desk-missing")));
    }
    let outcome = ContactOutcome::from_name(&typed.outcome);
    if outcome.is_none() {
        errors.push(FieldError::new("outcome", words.t("people-outcome-missing")));
    }
    let note = match clean_text(&typed.note, LONGEST_NOTE) {
        Ok(note) => note,
        Err(TextError::Empty) => String::new(),
        Err(TextError::TooLong { max }) => {
            errors.push(FieldError::new("note", words.t1("people-too-long", "max", max)));
            String::new()
        }
    };
    let now = platform.clock.now();
    let moment = match typed.when.trim() {
        "" => Moment::Exact { at: now },
        when => parse_moment(&content.times, when, now).unwrap_or_default(),
    };
    if moment == Moment::Unknown {
        errors.push(FieldError::new("when", words.t("people-when-wrong")));
    } else if lies_ahead(moment, now) {
        errors.push(FieldError::new("when", words.t("record-time-ahead")));
    }
    match outcome {
        Some(outcome) if errors.is_empty() => {
            Ok(NewContactMade { id, desk: typed.desk.clone(), outcome, note, moment })
        }
        _ => Err(errors),
    }
}
