//! What stands around the steps of a draft: title, when to use it, kind of incident, headings.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_i18n::Words;
use hikeshi_identity::can;
use hikeshi_playbook::{Direction, Playbook, add_phase, move_phase, remove_phase};
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, Typed};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::{Place2, kinds, texts::Triple};
use crate::{
    keeper::{Keeper, Keeping},
    shelf::{change_draft, draft_of, find, hold},
};

/// Characters of a title and of the summary.
const TITLE: usize = 200;
const SUMMARY: usize = 600;
/// The most headings.
const MOST: usize = 50;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/playbooks/own/{playbook}/draft/head", get(show).post(save))
        .route("/p/{provider}/playbooks/own/{playbook}/draft/head", get(show).post(save))
}

#[derive(Template)]
#[template(path = "pages/head.html")]
struct HeadPage {
    shell: Shell,
    here: String,
    texts: HeadTexts,
    form: HeadForm,
    kinds: Vec<Choice>,
    phases: Vec<PhaseRow>,
    conflict: Option<Playbook>,
}

/// The texts as fields of the form.
struct HeadTexts {
    title: Triple,
    summary: Triple,
}

/// A heading in the form.
struct PhaseRow {
    id: String,
    title: Triple,
    /// Steps stand under it: it cannot be taken out.
    used: bool,
    /// The field's name in the summary of mistakes.
    field: String,
}

/// What the form sends and shows again.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct HeadForm {
    seen: String,
    title: String,
    title_easy: String,
    title_en: String,
    summary: String,
    summary_easy: String,
    summary_en: String,
    kind: String,
    phase_id: Vec<String>,
    phase: Vec<String>,
    phase_easy: Vec<String>,
    phase_en: Vec<String>,
    /// A heading to add.
    new_phase: String,
    /// `up:ID`, `down:ID` or `remove:ID`; empty for the button that saves.
    act: String,
}

impl HeadForm {
    fn of(playbook: &Playbook) -> Result<Self, Problem> {
        let (title, summary) =
            (Triple::of(Some(&playbook.title)), Triple::of(Some(&playbook.summary)));
        Ok(Self {
            seen: print_of(playbook)?,
            title: title.ja,
            title_easy: title.easy,
            title_en: title.en,
            summary: summary.ja,
            summary_easy: summary.easy,
            summary_en: summary.en,
            kind: playbook.kind.clone(),
            ..Self::default()
        })
    }

    fn title(&self) -> Triple {
        Triple { ja: self.title.clone(), easy: self.title_easy.clone(), en: self.title_en.clone() }
    }

    fn summary(&self) -> Triple {
        let (ja, easy, en) = (&self.summary, &self.summary_easy, &self.summary_en);
        Triple { ja: ja.clone(), easy: easy.clone(), en: en.clone() }
    }

    fn phase(&self, at: usize) -> Triple {
        let of = |list: &[String]| list.get(at).cloned().unwrap_or_default();
        Triple { ja: of(&self.phase), easy: of(&self.phase_easy), en: of(&self.phase_en) }
    }
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    keeper: Keeping<can::EditPlaybooks>,
    Path((_, id)): Place2,
) -> Result<Response, Problem> {
    page(&platform, &context, &keeper, &id, (None, Vec::new())).await
}

async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    keeper: Keeping<can::EditPlaybooks>,
    Path((_, id)): Place2,
    Posted(form): Posted<HeadForm>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(keeper.fence()).await?;
    let row = hold(&tx, &keeper, &id).await?;
    let draft = draft_of(&tx, &row).await?.ok_or_else(Problem::not_found)?;
    let read = read(&context.words, &form, &draft.playbook);
    let stale = form.seen != print_of(&draft.playbook)?;
    let (playbook, errors) = match read {
        Ok(playbook) if !stale => (Some(playbook), Vec::new()),
        Ok(_) => (None, Vec::new()),
        Err(errors) => (None, errors),
    };
    let Some(playbook) = playbook else {
        drop(tx);
        return page(&platform, &context, &keeper, &id, (Some(form), errors)).await;
    };
    if playbook != draft.playbook {
        change_draft(&tx, &platform, &keeper, (&draft, &playbook)).await?;
    }
    tx.commit().await?;
    let here = format!("{}/own/{}/draft", keeper.base(), row.id);
    let stays = !form.act.is_empty() || !form.new_phase.trim().is_empty();
    let to = if stays { format!("{here}/head#phases") } else { format!("{here}?done=saved") };
    Ok(Redirect::to(&to).into_response())
}

/// The playbook with the head that was typed.
fn read(words: &Words, form: &HeadForm, old: &Playbook) -> Result<Playbook, Vec<FieldError>> {
    let mut typed = Typed::new(words);
    let label = words.t("playbooks-field-title");
    let title = form.title().read((words, &mut typed), ("title", &label, TITLE), Some(&old.title));
    if title.is_none() {
        typed.mistake("title", words.t("playbooks-title-missing"));
    }
    let label = words.t("playbooks-field-summary");
    let summary = ("summary", label.as_str(), SUMMARY);
    let summary = form.summary().read((words, &mut typed), summary, Some(&old.summary));
    if summary.is_none() {
        typed.mistake("summary", words.t("playbooks-summary-missing"));
    }
    let mut new = old.clone();
    let label = words.t("playbooks-phase");
    for (at, id) in form.phase_id.iter().enumerate() {
        let Some(phase) = new.phases.iter_mut().find(|phase| phase.id == *id) else { continue };
        let field = format!("phase-{id}");
        let title = form.phase(at);
        let title = title.read((words, &mut typed), (&field, &label, TITLE), Some(&phase.title));
        match title {
            Some(title) => phase.title = title,
            None => typed.mistake(&field, words.t("playbooks-phase-missing")),
        }
    }
    let added = Triple { ja: form.new_phase.clone(), ..Triple::default() };
    if let Some(title) = added.read((words, &mut typed), ("new_phase", &label, TITLE), None) {
        if new.phases.len() >= MOST {
            typed.mistake("new_phase", words.t1("playbooks-phases-too-many", "max", MOST));
        } else {
            add_phase(&mut new, title);
        }
    }
    let errors = typed.errors();
    if !errors.is_empty() {
        return Err(errors);
    }
    new.title = title.unwrap_or_default();
    new.summary = summary.unwrap_or_default();
    if kinds(words).iter().any(|kind| kind.value == form.kind) {
        new.kind.clone_from(&form.kind);
    }
    match form.act.split_once(':') {
        Some(("up", id)) => move_phase(&mut new, id, Direction::Up),
        Some(("down", id)) => move_phase(&mut new, id, Direction::Down),
        Some(("remove", id)) => remove_phase(&mut new, id),
        _ => false,
    };
    Ok(new)
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    keeper: &Keeper,
    id: &str,
    (typed, errors): (Option<HeadForm>, Vec<FieldError>),
) -> Result<Response, Problem> {
    let tx = platform.db.read(keeper.fence()).await?;
    let row = find(&tx, keeper, id).await?;
    let draft = draft_of(&tx, &row).await?.ok_or_else(Problem::not_found)?;
    let mut shell = keeper.shell(&tx, context).await?;
    let now = print_of(&draft.playbook)?;
    let conflict = typed.as_ref().is_some_and(|typed| typed.seen != now);
    let status = match (&typed, errors.is_empty()) {
        (_, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (Some(_), true) => StatusCode::CONFLICT,
        (None, true) => StatusCode::OK,
    };
    shell.errors = errors;
    let playbook = draft.playbook;
    let mut kinds = kinds(&shell.words);
    if !kinds.iter().any(|kind| kind.value == playbook.kind) {
        kinds.push(Choice::new(playbook.kind.clone(), playbook.kind.clone()));
    }
    let phases = playbook.phases.iter().map(|phase| PhaseRow {
        id: phase.id.clone(),
        title: typed
            .as_ref()
            .and_then(|typed| {
                Some(typed.phase(typed.phase_id.iter().position(|id| *id == phase.id)?))
            })
            .unwrap_or_else(|| Triple::of(Some(&phase.title))),
        used: playbook.steps.iter().any(|step| step.phase == phase.id),
        field: format!("phase-{}", phase.id),
    });
    let phases = phases.collect();
    let mut form = match typed {
        Some(typed) => typed,
        None => HeadForm::of(&playbook)?,
    };
    form.seen = now;
    let here = format!("{}/own/{}/draft", keeper.base(), row.id);
    let conflict = conflict.then_some(playbook);
    let texts = HeadTexts { title: form.title(), summary: form.summary() };
    Ok(Html(HeadPage { here, texts, form, kinds, phases, conflict, shell }).with_status(status))
}

/// Names the state of the head, so that a form knows whether somebody else changed it.
fn print_of(playbook: &Playbook) -> Result<String, Problem> {
    let head = (&playbook.title, &playbook.summary, &playbook.kind, &playbook.phases);
    let digest = Sha256::digest(serde_json::to_vec(&head)?);
    Ok(hex::encode(&digest[..8]))
}
