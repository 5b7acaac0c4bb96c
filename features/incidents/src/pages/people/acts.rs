//! What the forms about people do.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::{TextError, clean_line};
use hikeshi_ui::FieldError;
use hikeshi_web::{Platform, Posted, Problem, RequestContext, Typed as Reach};
use serde::Deserialize;
use uuid::Uuid;

use super::{Again, Typed, render};
use crate::{
    calls::{acknowledge, find_attempt, restart_round},
    case::incident_of,
    pages::case_link::base_of,
    people::{NewParticipant, Part, add_participant, remove_participant, set_commander},
};

/// Longest text of a field, in characters.
const LONGEST: usize = 200;

type May = Allowed<can::WorkIncident>;
type Ids = Path<(String, String)>;

/// A form that names one row.
#[derive(Debug, Deserialize)]
pub(super) struct OneRow {
    id: Uuid,
}

/// Who takes command, and who had it when the form was shown.
#[derive(Debug, Deserialize)]
pub(super) struct CommandForm {
    commander: Uuid,
    #[serde(default)]
    seen: String,
}

pub(super) async fn add(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: May,
    Path((_, incident)): Ids,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Problem> {
    let new = match read(&context, &typed) {
        Ok(new) => new,
        Err(errors) => {
            let again = Again { status: StatusCode::UNPROCESSABLE_ENTITY, errors, notice: None };
            return render(&platform, &context, &scope, (&incident, typed), again).await;
        }
    };
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &incident).await?;
    add_participant(&tx, &platform, &scope, &incident, new).await?;
    tx.commit().await?;
    Ok(to_page(&base_of(&incident)))
}

fn read(context: &RequestContext, typed: &Typed) -> Result<NewParticipant, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut field = |name: &str, value: &str, required: bool| match clean_line(value, LONGEST) {
        Ok(text) => text,
        Err(TextError::Empty) if !required => String::new(),
        Err(TextError::Empty) => {
            errors.push(FieldError::new(name, context.words.t("people-name-missing")));
            String::new()
        }
        Err(TextError::TooLong { max }) => {
            errors.push(FieldError::new(name, context.words.t1("people-too-long", "max", max)));
            String::new()
        }
    };
    let name = field("name", &typed.name, true);
    let organisation = field("organisation", &typed.organisation, false);
    let mut reach = Reach::new(&context.words);
    let phone = reach.optional_phone("phone", &context.words.t("people-phone"), &typed.phone);
    let email = reach.optional_email("email", &context.words.t("people-email"), &typed.email);
    errors.extend(reach.errors());
    let part = Part::from_name(&typed.part);
    if part.is_none() {
        errors.push(FieldError::new("part", context.words.t("people-part-missing")));
    }
    match part {
        Some(part) if errors.is_empty() => {
            Ok(NewParticipant { name, organisation, part, phone, email })
        }
        _ => Err(errors),
    }
}

pub(super) async fn remove(
    State(platform): State<Platform>,
    scope: May,
    Path((_, incident)): Ids,
    Posted(row): Posted<OneRow>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &incident).await?;
    remove_participant(&tx, &platform, &scope, &incident, row.id).await?;
    tx.commit().await?;
    Ok(to_page(&base_of(&incident)))
}

pub(super) async fn command(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: May,
    Path((_, id)): Ids,
    Posted(form): Posted<CommandForm>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &id).await?;
    let wish = (form.commander, form.seen.as_str());
    let done = set_commander(&tx, &platform, &scope, &incident, wish).await?;
    tx.commit().await?;
    match done {
        Ok(()) => Ok(to_page(&base_of(&incident))),
        Err(conflict) => {
            let now = conflict.0.commander_name;
            let notice = Some(context.words.t1("people-command-conflict", "name", now));
            let again = Again { status: StatusCode::CONFLICT, errors: Vec::new(), notice };
            render(&platform, &context, &scope, (&id, Typed::default()), again).await
        }
    }
}

pub(super) async fn confirm(
    State(platform): State<Platform>,
    scope: May,
    Path((_, incident)): Ids,
    Posted(row): Posted<OneRow>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &incident).await?;
    let attempt = find_attempt(&tx, &incident, row.id).await?;
    acknowledge(&tx, &platform, &scope, &incident, attempt.id).await?;
    tx.commit().await?;
    Ok(to_page(&base_of(&incident)))
}

pub(super) async fn call_again(
    State(platform): State<Platform>,
    scope: May,
    Path((_, incident)): Ids,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &incident).await?;
    restart_round(&tx, &platform, &scope, &incident).await?;
    tx.commit().await?;
    Ok(to_page(&base_of(&incident)))
}

/// Back to the page, so that loading it again sends nothing again.
pub(super) fn to_page(base: &str) -> Response {
    Redirect::to(&format!("{base}/people")).into_response()
}
