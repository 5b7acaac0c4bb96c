//! Acting on a step.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_playbook::Refusal;
use hikeshi_ui::FieldError;
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};

use super::{
    step::{Drawn, Place4, StepPage},
    step_form::{LONGEST_REASON, StepForm},
};
use crate::{
    case::incident_of,
    model::incident,
    runs::{Acted, Run, StepAct, act_on_step, find_run, may_act_on, refusal_text},
};

/// Carries an act out, or shows the step again with what was typed: with what is wrong (422), or
/// with what somebody else made of the step meanwhile (409).
pub(crate) async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::WorkIncident>,
    Path((_, incident, run, step)): Place4,
    Posted(form): Posted<StepForm>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &incident).await?;
    let run = find_run(&tx, &incident, run.parse().map_err(|_| Problem::not_found())?).await?;
    let kind = run.playbook.step(&step).ok_or_else(Problem::not_found)?.kind;
    if !may_act_on(&scope, kind) {
        return Err(Problem::forbidden());
    }
    let again = Again { platform: &platform, context: &context, scope: &scope, step: &step };
    let action = match form.action() {
        Ok(action) => {
            action.ok_or_else(|| Problem::invalid(context.words.t("run-refused-kind")))?
        }
        Err(_) => {
            let text = context.words.t1("case-reason-error", "max", LONGEST_REASON);
            let errors = vec![FieldError::new(form.reason_field(), text)];
            drop(tx);
            return again
                .show((&incident, &run, form), StatusCode::UNPROCESSABLE_ENTITY, errors)
                .await;
        }
    };
    let seen = Some(form.seen.parse().unwrap_or(-1));
    let act = StepAct { run: run.row.id, step: step.clone(), action, seen };
    match act_on_step(&tx, &platform, &scope, &incident, act).await? {
        Acted::Done(_) => {
            tx.commit().await?;
            let case = format!("/c/{}/incidents/{}", scope.company(), incident.id);
            let path = match form.from.as_str() {
                "case" => format!("{case}?done=step"),
                _ => format!("{case}/runs/{}/steps/{step}?done=step", run.row.id),
            };
            Ok(Redirect::to(&path).into_response())
        }
        Acted::Conflict(now) => {
            drop(tx);
            again.show((&incident, &now, form), StatusCode::CONFLICT, vec![]).await
        }
        Acted::Refused(now, refusal) => {
            drop(tx);
            let field = match refusal {
                Refusal::ReasonMissing => form.reason_field(),
                Refusal::UnknownOption { .. } => "option",
                _ => "",
            };
            let text = refusal_text(&context.words, &now, &refusal);
            let errors = vec![FieldError::new(field, text)];
            again.show((&incident, &now, form), StatusCode::UNPROCESSABLE_ENTITY, errors).await
        }
    }
}

/// Shows the step again.
struct Again<'a> {
    platform: &'a Platform,
    context: &'a RequestContext,
    scope: &'a CompanyScope,
    step: &'a str,
}

impl Again<'_> {
    async fn show(
        &self,
        (incident, run, form): (&incident::Model, &Run, StepForm),
        status: StatusCode,
        errors: Vec<FieldError>,
    ) -> Result<Response, Problem> {
        let tx = self.platform.db.read(self.scope.fence()).await?;
        let mut shell = company_shell(&tx, self.scope, self.context, Place::Incidents).await?;
        shell.errors = errors;
        let (now, conflict) = (self.platform.clock.now(), status == StatusCode::CONFLICT);
        let drawn = Drawn { incident, run, step: self.step, form, conflict, now };
        Ok(Html(StepPage::new(&tx, self.scope, shell, drawn).await?).with_status(status))
    }
}
