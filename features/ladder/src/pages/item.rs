//! One item of the plan: what it says, how far it is, what proves it, what happened.

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::{clean_text, from_millis};
use hikeshi_posture_engine::Answer;
use hikeshi_ui::{Choice, FieldError, Flash, Shell, Tone};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, fresh_form, percent};
use serde::Deserialize;

use super::{
    Place2,
    new::{ItemForm, MeasurePart},
    shown::{Mark, people, plain_text, rhythms, text, today},
};
use crate::{
    model::{plan_change, plan_proof},
    plan::{
        Acted, Entry, Item, Rhythm, State as Far, Wanted, change, changes_of, find, hold,
        is_address, owners, proofs_of, set_state, value_text,
    },
    rungs::{Known, known},
};

/// Characters of a reason.
const LONGEST_REASON: usize = 600;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/plan/{item}", get(show).post(save))
        .route("/c/{company}/plan/{item}/state", post(move_on))
}

#[derive(Template)]
#[template(path = "pages/item.html")]
struct ItemPage {
    shell: Shell,
    base: String,
    here: String,
    title: String,
    /// The same without readings.
    name: String,
    mark: Mark,
    facts: Vec<(String, String)>,
    own_title: bool,
    measure: Option<MeasurePart>,
    /// What can be answered better now that it is done.
    again: Vec<(String, String, String)>,
    form: ItemForm,
    people: Vec<Choice>,
    rhythms: Vec<Choice>,
    conflict: Vec<(String, String)>,
    states: Vec<Choice>,
    state: String,
    reason: String,
    /// It comes back and cannot be opened again.
    ended: bool,
    proofs: Vec<ProofLine>,
    form_id: String,
    history: Vec<String>,
    may_edit: bool,
    open_form: bool,
}

/// A proof.
struct ProofLine {
    id: String,
    title: String,
    href: String,
    about: String,
    withdrawn: bool,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    done: String,
}

/// What the form of the state sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct StateForm {
    state: String,
    reason: String,
    seen: i64,
}

/// What a page is made of beside the row.
#[derive(Default)]
struct Shown {
    form: Option<ItemForm>,
    state: Option<StateForm>,
    errors: Vec<FieldError>,
    /// What was typed while somebody else wrote.
    typed: Option<Entry>,
    stale: bool,
    done: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPlan>,
    Path((_, id)): Place2,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    page(&platform, &context, &scope, (&id, Shown { done: asked.done, ..Shown::default() })).await
}

async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditPlan>,
    Path((_, id)): Place2,
    Posted(form): Posted<ItemForm>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let item = hold(&tx, &scope, &id).await?;
    let people = owners(&tx, &scope).await?;
    let (entry, errors) = form.read(&context.words, item.measure, &people, Some(&item.entry));
    if !errors.is_empty() {
        drop(tx);
        let shown = Shown { form: Some(form), errors, ..Shown::default() };
        return page(&platform, &context, &scope, (&id, shown)).await;
    }
    let acted = change(&tx, &platform, &scope, (&item, &entry, form.seen)).await?;
    if acted == Acted::Stale {
        drop(tx);
        let shown = Shown { form: Some(form), typed: Some(entry), stale: true, ..Shown::default() };
        return page(&platform, &context, &scope, (&id, shown)).await;
    }
    tx.commit().await?;
    let to = format!("/c/{}/plan/{id}?done=saved", scope.company());
    Ok(Redirect::to(&to).into_response())
}

async fn move_on(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditPlan>,
    Path((_, id)): Place2,
    Posted(form): Posted<StateForm>,
) -> Result<Response, Problem> {
    let refused = |field: &str, key: &str, form: StateForm| Shown {
        errors: vec![FieldError::new(field, context.words.t(key))],
        state: Some(form),
        ..Shown::default()
    };
    let reason = clean_text(&form.reason, LONGEST_REASON).unwrap_or_default();
    let Some(state) = Far::from_name(&form.state) else {
        // Also another company's item is not found before anything is said about the form.
        return page(&platform, &context, &scope, (&id, refused("state", "plan-no-state", form)))
            .await;
    };
    if state == Far::Dropped && reason.is_empty() {
        let shown = refused("reason", "plan-reason-needed", form);
        return page(&platform, &context, &scope, (&id, shown)).await;
    }
    let tx = platform.db.write(scope.fence()).await?;
    let item = hold(&tx, &scope, &id).await?;
    let wanted = Wanted { state, reason };
    let acted = set_state(&tx, &platform, &scope, (&item, &wanted, form.seen)).await?;
    let done = match acted {
        Acted::Stale => {
            drop(tx);
            let shown = Shown { state: Some(form), stale: true, ..Shown::default() };
            return page(&platform, &context, &scope, (&id, shown)).await;
        }
        Acted::Ended => "ended",
        Acted::Done(Some(_)) => "comes-back",
        Acted::Done(None) => state.name(),
    };
    tx.commit().await?;
    Ok(Redirect::to(&format!("/c/{}/plan/{id}?done={done}", scope.company())).into_response())
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (id, shown): (&str, Shown),
) -> Result<Response, Problem> {
    let day = today(platform);
    let tx = platform.db.read(scope.fence()).await?;
    let item = find(&tx, scope, id).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Plan).await?;
    let owners = owners(&tx, scope).await?;
    let proofs = proofs_of(&tx, &item).await?;
    let changes = changes_of(&tx, &item).await?;
    let known = known(&tx, platform, scope).await?;
    drop(tx);
    let status = match (shown.stale, shown.errors.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (_, false) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    shell.flash = flash(&shell, &shown.done);
    if shown.stale {
        shell.flash = Some(Flash { kind: Tone::Caution, text: shell.t("plan-conflict") });
    }
    shell.errors = shown.errors;
    let conflict = shown.typed.iter().flat_map(|typed| item.entry.differences(typed));
    let conflict = conflict.map(|(field, now, _)| {
        (shell.t(&format!("plan-field-{field}")), value_text(&shell.words, &field, &now))
    });
    let conflict: Vec<(String, String)> = conflict.collect();
    let open_form = shown.form.is_some();
    let mut form = shown.form.unwrap_or_else(|| ItemForm::of(&item.entry, item.row.revision));
    form.seen = item.row.revision;
    let home = format!("/c/{}", scope.company());
    let base = format!("{home}/plan");
    let here = format!("{base}/{}", item.row.id);
    let states = states(&shell);
    let (state, reason) = shown.state.map_or_else(
        || (item.state.name().to_owned(), item.row.reason.clone()),
        |form| (form.state, form.reason),
    );
    let page = ItemPage {
        title: text(&shell, &item.title()),
        name: plain_text(&shell, &item.title()),
        mark: Mark::of_item(&shell, &item, day),
        facts: facts(&shell, &item),
        own_title: item.measure.is_none(),
        measure: item.measure.map(|one| MeasurePart::of(&shell, one)),
        again: if item.state == Far::Done {
            again(&shell, &home, &item, &known)
        } else {
            Vec::new()
        },
        people: people(&shell, &owners, (&form.person, &item.entry.owner)),
        rhythms: rhythms(&shell),
        conflict,
        ended: item.state == Far::Done && item.entry.rhythm != Rhythm::Once,
        proofs: proofs.iter().map(|row| ProofLine::of(&shell, &here, row)).collect(),
        form_id: fresh_form(platform),
        history: changes.iter().map(|row| history(&shell, row)).collect::<Result<_, _>>()?,
        may_edit: scope.may::<can::EditPlan>(),
        open_form,
        states,
        state,
        reason,
        form,
        base,
        here,
        shell,
    };
    Ok(Html(page).with_status(status))
}

fn flash(shell: &Shell, done: &str) -> Option<Flash> {
    let key = match done {
        "saved" => "plan-done-saved",
        "open" | "doing" | "dropped" => "plan-done-state",
        "done" => "plan-done-done",
        "comes-back" => "plan-done-comes-back",
        "ended" => "plan-done-ended",
        "kept" => "plan-done-kept",
        "withdrawn" => "plan-done-withdrawn",
        "nothing" => "plan-done-nothing",
        "refused" => "plan-done-refused",
        _ => return None,
    };
    let kind =
        if matches!(done, "nothing" | "refused" | "ended") { Tone::Caution } else { Tone::Done };
    Some(Flash { kind, text: shell.t(key) })
}

fn states(shell: &Shell) -> Vec<Choice> {
    let choice = |one: Far| Choice::new(one.name(), shell.t(&format!("plan-state-{}", one.name())));
    Far::ALL.map(choice).into()
}

fn facts(shell: &Shell, item: &Item) -> Vec<(String, String)> {
    let words = &shell.words;
    let value = |field: &str, value: &str| {
        (shell.t(&format!("plan-field-{field}")), value_text(words, field, value))
    };
    let mut facts = vec![
        value("owner", &item.entry.owner),
        value("due", &item.entry.due_text()),
        value("rhythm", item.entry.rhythm.name()),
    ];
    if !item.entry.note.is_empty() {
        facts.push(value("note", &item.entry.note));
    }
    if !item.row.reason.is_empty() {
        facts.push(value("reason", &item.row.reason));
    }
    facts
}

/// The questions that can be answered better, with where: the draft, or a new beginning.
fn again(shell: &Shell, home: &str, item: &Item, known: &Known) -> Vec<(String, String, String)> {
    let mut again = Vec::new();
    for effect in item.measure.iter().flat_map(|measure| &measure.effects) {
        let Some(assessed) = known.assessed.get(&effect.item.catalogue) else { continue };
        let Some(told) = assessed.draft.as_ref().or(assessed.finished.as_ref()) else { continue };
        let Some(question) = told.catalogue.item(&effect.item.item) else { continue };
        let scoring = &told.catalogue.scoring;
        let better = |answer: Answer| {
            answer != Answer::Na && scoring.points_of(answer) < scoring.points_of(effect.to)
        };
        if !told.answers.sheets.iter().any(|sheet| better(sheet.answer(&question.id))) {
            continue;
        }
        let href = match &assessed.draft {
            Some(draft) => {
                format!("{home}/assessments/{}/items/{}?site=0", draft.id, percent(&question.id))
            }
            None => format!("{home}/assessments/new/{}", effect.item.catalogue),
        };
        let title = format!("{}\u{3000}{}", question.id, text(shell, &question.title));
        again.push((href, title, text(shell, &told.catalogue.title)));
    }
    again
}

impl ProofLine {
    fn of(shell: &Shell, here: &str, row: &plan_proof::Model) -> Self {
        let href = match row.blob_id {
            Some(_) => format!("{here}/proofs/{}", row.id),
            None if is_address(&row.link) => row.link.clone(),
            None => String::new(),
        };
        let mut about = vec![shell.t(&format!("plan-proof-{}", row.kind))];
        if row.kind == "record" {
            about.push(row.link.clone());
        }
        if let Ok(day) = row.as_of.parse() {
            about.push(shell.t1("plan-proof-of", "day", shell.words.date(day)));
        }
        about.push(row.by_name.clone());
        if let Some(by) = &row.withdrawn_by {
            about.push(shell.t1("plan-proof-withdrawn", "by", by));
        }
        Self {
            id: row.id.to_string(),
            title: row.title.clone(),
            href,
            about: about.join("\u{3000}"),
            withdrawn: row.withdrawn_at.is_some(),
        }
    }
}

/// A line of history in words.
fn history(shell: &Shell, row: &plan_change::Model) -> Result<String, Problem> {
    let changes: Vec<(String, String, String)> = serde_json::from_str(&row.changes_json)?;
    let words = &shell.words;
    let one = |(field, old, new): &(String, String, String)| {
        let name = words.t(&format!("plan-field-{field}"));
        let (old, new) = (value_text(words, field, old), value_text(words, field, new));
        words.ta("plan-history-change", &[("field", &name), ("old", &old), ("new", &new)])
    };
    let mut parts = vec![
        words.date_time(from_millis(row.at)),
        row.by_name.clone(),
        words.t(&format!("plan-history-{}", row.kind)),
    ];
    parts.extend(changes.iter().map(one));
    parts.retain(|part| !part.is_empty());
    Ok(parts.join("\u{3000}"))
}
