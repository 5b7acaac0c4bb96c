//! The draft: its steps in order, with what is still wrong, and everything that changes the order.

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_identity::can;
use hikeshi_kernel::from_millis;
use hikeshi_playbook::{
    Direction, Playbook, add_step, check_own, in_order, move_step, remove_step,
};
use hikeshi_ui::{Flash, Markup, Shell, Tone};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{Place2, name_of, whole::only_if};
use crate::{
    keeper::{Keeper, Keeping},
    said::finding_text,
    shelf::{Draft, change_draft, discard_draft, draft_of, find, hold},
    shown::{actor_key, due_text, kind_key},
    take_in::place_of,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/playbooks/own/{playbook}/draft", get(show).post(act))
        .route("/p/{provider}/playbooks/own/{playbook}/draft", get(show).post(act))
}

#[derive(Template)]
#[template(path = "pages/draft.html")]
struct DraftPage {
    shell: Shell,
    back: String,
    here: String,
    name: String,
    summary: Markup,
    phases: Vec<ShownPhase>,
    faults: Vec<ShownFault>,
    seen: i64,
    changed: String,
    conflict: bool,
}

/// A heading with its steps.
struct ShownPhase {
    id: String,
    title: Markup,
    steps: Vec<ShownRow>,
}

/// A step in the list.
struct ShownRow {
    id: String,
    title: Markup,
    name: String,
    about: String,
    only_if: String,
    faulty: bool,
}

/// What is wrong, with the page on which it is mended.
struct ShownFault {
    text: String,
    href: String,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    done: String,
}

/// What a button sends: `add:PHASE`, `up:STEP`, `down:STEP`, `remove:STEP` or `discard`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ActForm {
    act: String,
    /// The state of the draft that the person saw.
    seen: i64,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    keeper: Keeping<can::EditPlaybooks>,
    Path((_, id)): Place2,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    page(&platform, &context, &keeper, &id, (false, !asked.done.is_empty())).await
}

async fn act(
    State(platform): State<Platform>,
    context: RequestContext,
    keeper: Keeping<can::EditPlaybooks>,
    Path((_, id)): Place2,
    Posted(form): Posted<ActForm>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(keeper.fence()).await?;
    let row = hold(&tx, &keeper, &id).await?;
    let draft = draft_of(&tx, &row).await?.ok_or_else(Problem::not_found)?;
    let own = format!("{}/own/{}", keeper.base(), row.id);
    let here = format!("{own}/draft");
    let (act, subject) = form.act.split_once(':').unwrap_or((&form.act, ""));
    // What takes words away is done only to what the person saw.
    if matches!(act, "remove" | "discard") && form.seen != draft.row.revision {
        drop(tx);
        return page(&platform, &context, &keeper, &id, (true, false)).await;
    }
    let mut playbook = draft.playbook.clone();
    let to = match act {
        "discard" => {
            let gone = discard_draft(&tx, &platform, &keeper, &row).await?;
            tx.commit().await?;
            let to = if gone { keeper.base() } else { own };
            return Ok(Redirect::to(&to).into_response());
        }
        "add" if playbook.phases.iter().any(|phase| phase.id == subject) => {
            if playbook.steps.len() >= hikeshi_exchange::MAX_STEPS {
                return Err(Problem::invalid(context.words.t("playbooks-too-many-steps")));
            }
            let step = add_step(&mut playbook, subject);
            format!("{here}/steps/{step}")
        }
        "up" => {
            move_step(&mut playbook, subject, Direction::Up);
            format!("{here}#step-{subject}")
        }
        "down" => {
            move_step(&mut playbook, subject, Direction::Down);
            format!("{here}#step-{subject}")
        }
        "remove" => {
            remove_step(&mut playbook, subject);
            format!("{here}?done=removed")
        }
        _ => here,
    };
    if playbook != draft.playbook {
        change_draft(&tx, &platform, &keeper, (&draft, &playbook)).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&to).into_response())
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    keeper: &Keeper,
    id: &str,
    (conflict, done): (bool, bool),
) -> Result<Response, Problem> {
    let tx = platform.db.read(keeper.fence()).await?;
    let row = find(&tx, keeper, id).await?;
    let Some(Draft { row: draft, mut playbook }) = draft_of(&tx, &row).await? else {
        return Ok(Redirect::to(&format!("{}/own/{}", keeper.base(), row.id)).into_response());
    };
    let mut shell = keeper.shell(&tx, context).await?;
    if done {
        shell.flash = Some(Flash { kind: Tone::Done, text: shell.t("playbooks-saved") });
    }
    in_order(&mut playbook);
    let back = format!("{}/own/{}", keeper.base(), row.id);
    let here = format!("{back}/draft");
    let at = shell.words.date_time(from_millis(draft.changed_at));
    let changed = shell.t2("playbooks-draft-changed", "at", at, "by", &draft.changed_by);
    let faults = faults(&shell, &playbook, &here);
    let page = DraftPage {
        name: name_of(&shell.words, &playbook),
        summary: shell.text(&playbook.summary),
        phases: phases(&shell, &playbook),
        faults,
        seen: draft.revision,
        changed,
        conflict,
        back,
        here,
        shell,
    };
    let status = if conflict { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok(Html(page).with_status(status))
}

fn faults(shell: &Shell, playbook: &Playbook, here: &str) -> Vec<ShownFault> {
    let fault = |finding: &hikeshi_playbook::Finding| {
        let at = place_of(finding).filter(|at| playbook.step(at).is_some());
        let href = match at {
            Some(step) => format!("{here}/steps/{step}"),
            None if place_of(finding).is_some() => format!("{here}/head"),
            None => "#steps".to_owned(),
        };
        ShownFault { text: finding_text(&shell.words, playbook, finding), href }
    };
    check_own(playbook).iter().map(fault).collect()
}

fn phases(shell: &Shell, playbook: &Playbook) -> Vec<ShownPhase> {
    let found = check_own(playbook);
    let comma = shell.t("playbooks-comma");
    let row = |step: &hikeshi_playbook::Step| {
        let mut about = vec![shell.t(kind_key(step.kind)), shell.t(actor_key(step.actor))];
        about.extend(step.due.map(|due| due_text(&shell.words, due)));
        ShownRow {
            id: step.id.clone(),
            title: shell.text(&step.title),
            name: hikeshi_i18n::plain(step.title.get(shell.words.lang())),
            about: about.join(&comma),
            only_if: only_if(shell, playbook, step),
            faulty: found.iter().any(|finding| place_of(finding) == Some(step.id.as_str())),
        }
    };
    let phase = |phase: &hikeshi_playbook::Phase| ShownPhase {
        id: phase.id.clone(),
        title: shell.text(&phase.title),
        steps: playbook.steps.iter().filter(|step| step.phase == phase.id).map(row).collect(),
    };
    playbook.phases.iter().map(phase).collect()
}
