//! One step of a run: what to do and how, or what to find out, or what to decide.

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    routing::get,
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_playbook::{Availability, StepKind, StepView, advise};
use hikeshi_playbooks::shown::ShownStep;
use hikeshi_ui::{Call, Flash, Shell, Tone};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use jiff::Timestamp;
use serde::Deserialize;

use super::{
    case_head::{CaseHead, Tab},
    incident_next::due_text,
    incident_people::People,
    incident_tasks::state_of,
    step_act,
    step_form::StepForm,
    step_history::ShownEvent,
    step_source::ShownSource,
};
use crate::{
    case::{Status, view_incident},
    model::incident,
    runs::{Run, find_run, may_act_on, step_events, step_version},
};

pub(crate) fn routes() -> Router<Platform> {
    Router::new().route(
        "/c/{company}/incidents/{incident}/runs/{run}/steps/{step}",
        get(show).post(step_act::save),
    )
}

/// The page.
#[derive(Template)]
#[template(path = "pages/step.html")]
pub(crate) struct StepPage {
    shell: Shell,
    head: CaseHead,
    step: ShownStep,
    actor: String,
    due: String,
    tone: &'static str,
    icon: &'static str,
    state: String,
    /// Why it cannot be done now; empty if it can.
    stands_in_the_way: String,
    source: ShownSource,
    /// The latest first.
    history: Vec<ShownEvent>,
    form: StepForm,
    version: i64,
    /// Somebody else changed the step meanwhile.
    conflict: bool,
    /// It can be begun, done, answered or decided now.
    may_act: bool,
    may_begin: bool,
    /// It can be set aside.
    may_set_aside: bool,
    may_reopen: bool,
    call: Option<Call>,
}

/// What the page is drawn from.
pub(crate) struct Drawn<'a> {
    pub incident: &'a incident::Model,
    pub run: &'a Run,
    pub step: &'a str,
    pub form: StepForm,
    pub conflict: bool,
    pub now: Timestamp,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// Not empty after something was written.
    #[serde(default)]
    done: String,
}

/// Company, incident, run and step.
pub(crate) type Place4 = Path<(String, String, String, String)>;

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Path((_, incident, run, step)): Place4,
    Query(asked): Query<Asked>,
) -> Result<Html<StepPage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let run = find_run(&tx, &incident, run.parse().map_err(|_| Problem::not_found())?).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    if !asked.done.is_empty() {
        shell.flash = Some(Flash { kind: Tone::Done, text: shell.t("case-saved") });
    }
    let (form, now) = (StepForm::of(&run, &step), platform.clock.now());
    let drawn = Drawn { incident: &incident, run: &run, step: &step, form, conflict: false, now };
    Ok(Html(StepPage::new(&tx, &scope, shell, drawn).await?))
}

impl StepPage {
    pub(crate) async fn new(
        tx: &Tx,
        scope: &CompanyScope,
        shell: Shell,
        drawn: Drawn<'_>,
    ) -> Result<Self, Problem> {
        let Drawn { incident, run, now, .. } = drawn;
        let views = run.views();
        let view = views.iter().find(|view| view.step.id == drawn.step);
        let view = view.ok_or_else(Problem::not_found)?;
        let step = view.step;
        let people = People::read(tx, incident, &shell.words).await?;
        let events = step_events(tx, run, &step.id).await?;
        let (tone, icon, state) = state_of(view);
        let open = incident.status != Status::Closed.name();
        let may = open && may_act_on(scope, step.kind);
        let free = view.availability == Availability::Available;
        let redo = step.kind != StepKind::Task && view.availability == Availability::Done;
        let advised = advise(&run.playbook, &run.state, step);
        Ok(Self {
            head: CaseHead::new(scope, &shell.words, incident, Tab::Work),
            step: ShownStep::new(&shell, step, advised.as_ref()),
            actor: people.actor(step.actor),
            due: run
                .due_of(step)
                .filter(|_| !view.state.status.is_settled())
                .map(|due| due_text(&shell, due, now))
                .unwrap_or_default(),
            tone,
            icon,
            state: shell.t(state),
            stands_in_the_way: in_the_way(&shell, run, view),
            source: ShownSource::new(&shell, run, step),
            history: events.iter().map(|event| ShownEvent::new(&shell, step, event)).collect(),
            version: step_version(&view.state),
            conflict: drawn.conflict,
            may_act: may && (free || redo),
            may_begin: may && free && view.state.status == hikeshi_playbook::Status::Open,
            may_set_aside: may
                && (free || matches!(view.availability, Availability::Blocked { .. })),
            may_reopen: may && view.state.status.is_settled(),
            call: shell.call.clone(),
            form: drawn.form,
            shell,
        })
    }

    fn is_task(&self) -> bool {
        self.step.kind == StepKind::Task
    }

    fn is_decision(&self) -> bool {
        self.step.kind == StepKind::Decision
    }

    fn kind_key(&self) -> &'static str {
        match self.step.kind {
            StepKind::Task => "run-kind-task",
            StepKind::Question => "run-kind-question",
            StepKind::Decision => "run-kind-decision",
        }
    }

    fn recorded(&self) -> impl Iterator<Item = &ShownEvent> {
        self.history.iter().filter(|event| event.is_decision)
    }
}

fn in_the_way(shell: &Shell, run: &Run, view: &StepView<'_>) -> String {
    use hikeshi_playbook::Refusal;
    let refusal = match &view.availability {
        Availability::Blocked { by } => Refusal::Blocked { by: by.clone() },
        Availability::Skipped { because } => Refusal::Skipped { because: because.clone() },
        _ => return String::new(),
    };
    crate::runs::refusal_text(&shell.words, run, &refusal)
}
