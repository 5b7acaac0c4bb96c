//! Classification and damage level: what is proposed and why, and what a person decides.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::from_millis;
use hikeshi_ui::{Choice, FieldError, Markup, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};

use super::{
    case_head::{CaseHead, Tab},
    kind_choices::{kind_choices, kind_names},
    level_form::LevelForm,
};
use crate::{
    calls::{rounds_of, start_round},
    case::{Purpose, Status, decide_level, level_history, proposed_reasons, view_incident},
    content::content,
    model::incident,
};

pub(crate) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/incidents/{incident}/level", get(show).post(save))
}

/// The page.
#[derive(Template)]
#[template(path = "pages/level.html")]
struct LevelPage {
    shell: Shell,
    head: CaseHead,
    /// The proposed level; `None` for an incident opened by hand.
    proposed: Option<Markup>,
    reasons: Vec<ShownReason>,
    /// How a level is chosen.
    rule: Markup,
    levels: Vec<Choice>,
    kinds: Vec<Choice>,
    form: LevelForm,
    /// The version that the person has seen when the page is sent.
    version: i64,
    /// Somebody else decided meanwhile.
    conflict: bool,
    may_decide: bool,
    /// Whether a decision calls people: not in a drill or a past incident.
    calls: bool,
    /// The level at which the call tree was started last, and when.
    called: Option<(i64, String)>,
    /// The latest first.
    history: Vec<ShownChange>,
}

/// Why a level was proposed.
struct ShownReason {
    level: Option<Markup>,
    could_become: Option<Markup>,
    text: Markup,
}

/// An earlier decision.
struct ShownChange {
    level: Markup,
    kinds: String,
    by: String,
    at: String,
    reason: String,
}

type Place2 = Path<(String, String)>;

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Path((_, incident)): Place2,
) -> Result<Html<LevelPage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let form = LevelForm::of(&incident);
    Ok(Html(page(&tx, &scope, shell, (&incident, form, false)).await?))
}

/// Records the decision and starts the call tree; a mistake (422) or a faster person (409)
/// shows the form again with everything that was typed.
async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::SetLevel>,
    Path((_, id)): Place2,
    Posted(form): Posted<LevelForm>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &id).await?;
    if incident.status == Status::Closed.name() {
        return Err(Problem::conflict(context.words.t("run-closed")));
    }
    let decision = match form.read(&context.words)? {
        Ok(decision) => decision,
        Err(errors) => {
            let refused = (StatusCode::UNPROCESSABLE_ENTITY, errors);
            return again(&tx, &scope, &context, (&incident, form), refused).await;
        }
    };
    drop(tx);
    let tx = platform.db.write(scope.fence()).await?;
    let level = decision.level.number();
    match decide_level(&tx, &platform, &scope, &incident, decision).await? {
        Ok(changed) => {
            start_round(&tx, &platform, &scope, &changed, level).await?;
            tx.commit().await?;
            let path = format!("/c/{}/incidents/{}?done=level", scope.company(), incident.id);
            Ok(Redirect::to(&path).into_response())
        }
        Err(now) => {
            drop(tx);
            let tx = platform.db.read(scope.fence()).await?;
            again(&tx, &scope, &context, (&now, form), (StatusCode::CONFLICT, vec![])).await
        }
    }
}

async fn again(
    tx: &Tx,
    scope: &CompanyScope,
    context: &RequestContext,
    (incident, form): (&incident::Model, LevelForm),
    (status, errors): (StatusCode, Vec<FieldError>),
) -> Result<Response, Problem> {
    let mut shell = company_shell(tx, scope, context, Place::Incidents).await?;
    shell.errors = errors;
    let conflict = status == StatusCode::CONFLICT;
    Ok(Html(page(tx, scope, shell, (incident, form, conflict)).await?).with_status(status))
}

async fn page(
    tx: &Tx,
    scope: &CompanyScope,
    shell: Shell,
    (incident, form, conflict): (&incident::Model, LevelForm, bool),
) -> Result<LevelPage, Problem> {
    let lang = shell.words.lang();
    let levels = &content()?.levels;
    let level = |number: u8| shell.level(number);
    let reasons = proposed_reasons(incident).into_iter().map(|reason| ShownReason {
        level: reason.level.map(level),
        could_become: reason.could_become.map(level),
        text: shell.text(&reason.text),
    });
    let choices = levels.levels.iter().map(|text| {
        let hint = format!("{} {}", text.extent.get(lang), text.decider.get(lang));
        Choice::new(text.level.to_string(), text.title.get(lang)).with_hint(hint)
    });
    let mut history = Vec::new();
    for change in level_history(tx, incident).await?.into_iter().rev() {
        let kinds: Vec<String> = serde_json::from_str(&change.kinds_json).unwrap_or_default();
        history.push(ShownChange {
            level: shell.level(change.level),
            kinds: kind_names(&shell, &kinds)?,
            by: change.by_name,
            at: shell.words.date_time(from_millis(change.at)),
            reason: change.reason,
        });
    }
    let calls = incident.purpose == Purpose::Real.name();
    let latest = rounds_of(tx, incident).await?.into_iter().next().filter(|_| calls);
    let called = latest.map(|latest| {
        let since = shell.words.date_time(from_millis(latest.round.started_at));
        (latest.round.level, since)
    });
    Ok(LevelPage {
        head: CaseHead::new(scope, &shell.words, incident, Tab::Work),
        proposed: incident.proposed_level.map(|level| shell.level(level)),
        reasons: reasons.collect(),
        rule: shell.text(&levels.rule_text),
        levels: choices.collect(),
        kinds: kind_choices(&shell)?,
        form,
        version: incident.version,
        conflict,
        calls,
        called,
        may_decide: scope.may::<can::SetLevel>() && incident.status != Status::Closed.name(),
        history,
        shell,
    })
}
