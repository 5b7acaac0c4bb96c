//! Where the company stands: each star, what the next one lacks, and the measures that help most.

mod next;
mod parts;

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_posture::library;
use hikeshi_ui::{Flash, Shell, Tone};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use serde::Deserialize;

use self::{
    next::{NextAct, next_act},
    parts::{Card, Missing, RungLine, ScorePart, StepLine, missing_of, score_of, step_line},
};
use super::shown::{text, today};
use crate::{
    content::{is_to_check, ladder},
    plan::{items, plan_standing},
    rungs::{Stands, judge, known, next_rung, proposed},
};

/// How many measures are proposed.
const MEASURES: usize = 6;

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/standing", get(show))
}

#[derive(Template)]
#[template(path = "pages/standing.html")]
struct StandingPage {
    shell: Shell,
    home: String,
    title: String,
    lead: String,
    /// Nothing was answered yet.
    fresh: bool,
    rungs: Vec<RungLine>,
    act: Option<NextAct>,
    /// What the next star is, and what it lacks.
    next: Option<NextPart>,
    score: Option<ScorePart>,
    measures: Vec<Card>,
    open: usize,
    overdue: usize,
    links: Vec<(String, String)>,
    may_edit: bool,
    to_check: String,
}

/// The star to work for.
struct NextPart {
    title: String,
    about: String,
    note: String,
    note_to_check: bool,
    steps: Vec<StepLine>,
    missing: Vec<Missing>,
    /// It was declared, but what stands under it does not hold any more.
    lapsed: bool,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    done: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPlan>,
    Query(asked): Query<Asked>,
) -> Result<Html<StandingPage>, Problem> {
    let day = today(&platform);
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Standing).await?;
    let done = match asked.done.as_str() {
        "declared" => Some("ladder-done-declared"),
        "taken-back" => Some("ladder-done-taken-back"),
        _ => None,
    };
    shell.flash = done.map(|key| Flash { kind: Tone::Done, text: shell.t(key) });
    let known = known(&tx, &platform, &scope).await?;
    let plan = items(&tx, &scope).await?;
    let standing = plan_standing(&tx, &scope, day).await?;
    drop(tx);
    let home = format!("/c/{}", scope.company());
    let all = judge(ladder()?, &known, day);
    let next = next_rung(&all);
    let best = proposed(&library()?.measures().measures, &known, next, (&plan, MEASURES));
    let fresh = known.assessed.is_empty();
    let rungs = all.iter().map(|one| {
        RungLine::of(&shell, &home, one, next.is_some_and(|next| next.rung.id == one.rung.id))
    });
    let part = next.map(|next| NextPart {
        title: next.rung.mark.clone(),
        about: text(&shell, &next.rung.about),
        note: text(&shell, &next.rung.note),
        note_to_check: is_to_check(next.rung.note_confidence),
        steps: next.steps.iter().map(|one| step_line(&shell, (&home, &known), next, one)).collect(),
        missing: next.steps.iter().filter_map(|one| missing_of(&shell, &home, one)).collect(),
        lapsed: next.stands == Stands::Lapsed,
    });
    let (title, lead) = parts::heading(&shell, fresh, next);
    let may_edit = scope.may::<can::EditPlan>();
    Ok(Html(StandingPage {
        title,
        lead,
        fresh,
        rungs: rungs.collect(),
        act: next_act(&shell, (&home, &scope), &known, next, &best),
        score: score_of(&shell, &home, &known),
        measures: best.iter().map(|one| Card::of(&shell, &home, one)).collect(),
        open: standing.open,
        overdue: standing.overdue,
        links: links(&shell, &home, &scope),
        next: part,
        to_check: shell.t("ladder-to-check"),
        may_edit,
        home,
        shell,
    }))
}

/// The other pages of the same matter that the person may see.
fn links(shell: &Shell, home: &str, scope: &CompanyScope) -> Vec<(String, String)> {
    let all = [
        (scope.may::<can::ViewPosture>(), "assessments", "ladder-link-assessments"),
        (scope.may::<can::ViewAssets>(), "assets", "ladder-link-assets"),
        (scope.may::<can::ViewRisks>(), "risks", "ladder-link-risks"),
        (scope.may::<can::ViewMoney>(), "money", "ladder-link-money"),
        (scope.may::<can::ViewPolicies>(), "policies", "ladder-link-policies"),
        (scope.may::<can::ViewPlan>(), "plan", "ladder-link-plan"),
        (scope.may::<can::ViewPlan>(), "standing/action", "ladder-link-action"),
        (scope.may::<can::ViewPlan>(), "standing/scs-3", "ladder-link-scs-3"),
    ];
    let seen = all.into_iter().filter(|(may, _, _)| *may);
    seen.map(|(_, path, key)| (format!("{home}/{path}"), shell.t(key))).collect()
}
