//! Writing one step of a draft.

use askama::Template;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_i18n::plain;
use hikeshi_identity::can;
use hikeshi_playbook::{Branch, Playbook, Step, StepKind, UNKNOWN, put_step};
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use sha2::{Digest as _, Sha256};

use super::{
    option_rows::{OptionRow, rows_of, rows_typed, with_hanging},
    step_form::{ACTORS, FORM_BYTES, KINDS, ReadStep, StepForm, StepTexts, actor_name, kind_name},
};
use crate::{
    keeper::{Keeper, Keeping},
    shelf::{change_draft, draft_of, find, hold},
    shown::{ShownStep, actor_key, kind_key},
};

/// Company or provider, playbook, step.
type Place3 = Path<(String, String, String)>;

pub(super) fn routes() -> Router<Platform> {
    let limit = DefaultBodyLimit::max(FORM_BYTES);
    Router::new()
        .route("/c/{company}/playbooks/own/{playbook}/draft/steps/{step}", get(show).post(save))
        .route("/p/{provider}/playbooks/own/{playbook}/draft/steps/{step}", get(show).post(save))
        .layer(limit)
}

#[derive(Template)]
#[template(path = "pages/step_edit.html")]
struct StepEditPage {
    shell: Shell,
    here: String,
    name: String,
    texts: StepTexts,
    form: StepForm,
    rows: Vec<OptionRow>,
    kinds: Vec<Choice>,
    actors: Vec<Choice>,
    phases: Vec<Choice>,
    units: Vec<Choice>,
    /// Other steps, to be done before.
    others: Vec<Choice>,
    /// The same with an empty choice, to hang on an answer.
    nexts: Vec<Choice>,
    /// Answers of other steps, as `question:answer`.
    answers: Vec<Choice>,
    /// Options, to recommend one.
    advices: Vec<Choice>,
    /// What somebody else saved meanwhile.
    conflict: Option<Conflict>,
}

/// What stands in the draft instead of what the person saw.
enum Conflict {
    /// The step says something else now.
    Changed(ShownStep),
    /// The step was taken out.
    Gone,
}

impl StepEditPage {
    fn asks_something(&self) -> bool {
        self.form.kind != kind_name(StepKind::Task)
    }
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    keeper: Keeping<can::EditPlaybooks>,
    Path((_, id, step)): Place3,
) -> Result<Response, Problem> {
    let tx = platform.db.read(keeper.fence()).await?;
    let row = find(&tx, &keeper, &id).await?;
    let draft = draft_of(&tx, &row).await?.ok_or_else(Problem::not_found)?;
    let step = draft.playbook.step(&step).ok_or_else(Problem::not_found)?;
    let shell = keeper.shell(&tx, &context).await?;
    let here = format!("{}/own/{}/draft", keeper.base(), row.id);
    let mut form = StepForm::of(step, print_of(Some(step))?);
    form.before = serde_json::to_string(step)?;
    let rows = rows_of(step);
    let page = StepEditPage::new(shell, here, (&draft.playbook, &step.id), (form, rows));
    Ok(Html(page).into_response())
}

async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    keeper: Keeping<can::EditPlaybooks>,
    Path((_, id, step)): Place3,
    Posted(form): Posted<StepForm>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(keeper.fence()).await?;
    let row = hold(&tx, &keeper, &id).await?;
    let draft = draft_of(&tx, &row).await?.ok_or_else(Problem::not_found)?;
    let here = format!("{}/own/{}/draft", keeper.base(), row.id);
    let known = draft.playbook.step(&step);
    let blank;
    let old = match known {
        Some(old) => old,
        None if form.seen.is_empty() => return Err(Problem::not_found()),
        // Somebody took it out; saved once more, it stands there again.
        None => {
            let mut with = draft.playbook.clone();
            let phase = with.phases.first().map(|phase| phase.id.clone()).unwrap_or_default();
            let made = hikeshi_playbook::add_step(&mut with, &phase);
            let made = with.step(&made).cloned().ok_or_else(Problem::not_found)?;
            blank = Step { id: clean_id(&step).ok_or_else(Problem::not_found)?, ..made };
            &blank
        }
    };
    let read = form.read(&context.words, &draft.playbook, old);
    let stale = form.seen != print_of(known)?;
    let (read, errors) = match read {
        Ok(read) if !stale => (Some(read), Vec::new()),
        Ok(_) => (None, Vec::new()),
        Err(errors) => (None, errors),
    };
    let Some(read) = read else {
        drop(tx);
        return again(&platform, &context, &keeper, &id, (&step, form, errors)).await;
    };
    let mut playbook = draft.playbook.clone();
    let errors = put(&mut playbook, read, &context);
    if !errors.is_empty() {
        drop(tx);
        return again(&platform, &context, &keeper, &id, (&step, form, errors)).await;
    }
    if playbook != draft.playbook {
        change_draft(&tx, &platform, &keeper, (&draft, &playbook)).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("{here}?done=saved#step-{step}")).into_response())
}

/// Puts the step into the playbook and lets others hang on its answers.
fn put(playbook: &mut Playbook, read: ReadStep, context: &RequestContext) -> Vec<FieldError> {
    let (question, mut errors) = (read.step.id.clone(), Vec::new());
    put_step(playbook, read.step);
    for (target, answer) in read.hang {
        let Some(mut other) = playbook.step(&target).cloned().filter(|step| step.id != question)
        else {
            continue;
        };
        match &mut other.only_if {
            Some(branch) if branch.step == question => {
                if !branch.answer.contains(&answer) {
                    branch.answer.push(answer);
                }
            }
            Some(_) => {
                let name = plain(other.title.get(context.words.lang()));
                let text = context.words.t1("playbooks-hangs-elsewhere", "step", name);
                errors.push(FieldError::new("opt_title-1", text));
                continue;
            }
            none => *none = Some(Branch { step: question.clone(), answer: vec![answer] }),
        }
        put_step(playbook, other);
    }
    errors
}

/// The form again: with mistakes, or because somebody else was faster.
async fn again(
    platform: &Platform,
    context: &RequestContext,
    keeper: &Keeper,
    id: &str,
    (step, mut form, errors): (&str, StepForm, Vec<FieldError>),
) -> Result<Response, Problem> {
    let tx = platform.db.read(keeper.fence()).await?;
    let row = find(&tx, keeper, id).await?;
    let draft = draft_of(&tx, &row).await?.ok_or_else(Problem::not_found)?;
    let mut shell = keeper.shell(&tx, context).await?;
    let known = draft.playbook.step(step);
    let now = print_of(known)?;
    let mut rows = rows_typed(&form);
    if let (true, Some(known), Some(before)) = (form.seen != now, known, seen_step(&form)?)
        && form.follow(&before, known)
    {
        rows = rows_of(known);
    }
    let conflict = (form.seen != now).then(|| match known {
        Some(known) => Conflict::Changed(ShownStep::new(&shell, known, None)),
        None => Conflict::Gone,
    });
    let status = match &conflict {
        _ if !errors.is_empty() => StatusCode::UNPROCESSABLE_ENTITY,
        Some(_) => StatusCode::CONFLICT,
        None => StatusCode::UNPROCESSABLE_ENTITY,
    };
    shell.errors = errors;
    form.seen = now;
    form.before = known.map(serde_json::to_string).transpose()?.unwrap_or_default();
    let here = format!("{}/own/{}/draft", keeper.base(), row.id);
    let mut page = StepEditPage::new(shell, here, (&draft.playbook, step), (form, rows));
    page.conflict = conflict;
    Ok(Html(page).with_status(status))
}

/// The step as the form showed it; nothing if the form did not bring what its print says.
fn seen_step(form: &StepForm) -> Result<Option<Step>, Problem> {
    let before = serde_json::from_str(&form.before).ok();
    let is_it = print_of(before.as_ref())? == form.seen;
    Ok(before.filter(|_| is_it))
}

impl StepEditPage {
    fn new(
        shell: Shell,
        here: String,
        (playbook, step): (&Playbook, &str),
        (form, rows): (StepForm, Vec<OptionRow>),
    ) -> Self {
        let words = &shell.words;
        let lang = words.lang();
        let name = |step: &Step| plain(step.title.get(lang));
        let others: Vec<Choice> = playbook
            .steps
            .iter()
            .filter(|other| other.id != step)
            .map(|other| Choice::new(other.id.clone(), name(other)))
            .collect();
        let mut nexts = vec![Choice::new("", words.t("playbooks-next-none"))];
        nexts.extend(others.iter().cloned());
        let kinds = KINDS.map(|kind| {
            let hint = words.t(&format!("playbooks-kind-hint-{}", kind_name(kind)));
            Choice::new(kind_name(kind), words.t(kind_key(kind))).with_hint(hint)
        });
        let mut advices = vec![Choice::new("", words.t("playbooks-advice-none"))];
        let named = rows.iter().filter(|row| !row.id.is_empty());
        advices.extend(named.map(|row| Choice::new(row.id.clone(), plain(&row.title.ja))));
        Self {
            name: playbook.step(step).map(name).unwrap_or_default(),
            rows: with_hanging(rows, words, playbook, step),
            kinds: kinds.to_vec(),
            actors: ACTORS.map(|a| Choice::new(actor_name(a), words.t(actor_key(a)))).to_vec(),
            phases: playbook
                .phases
                .iter()
                .map(|phase| Choice::new(phase.id.clone(), plain(phase.title.get(lang))))
                .collect(),
            units: ["minutes", "hours", "days"]
                .map(|unit| Choice::new(unit, words.t(&format!("playbooks-unit-{unit}"))))
                .to_vec(),
            answers: answers(&shell, playbook, step),
            others,
            nexts,
            advices,
            conflict: None,
            here,
            texts: form.texts(),
            form,
            shell,
        }
    }
}

/// The answers of all other questions and decisions.
fn answers(shell: &Shell, playbook: &Playbook, step: &str) -> Vec<Choice> {
    let lang = shell.words.lang();
    let mut all = Vec::new();
    let asking = |other: &&Step| other.id != step && other.kind != StepKind::Task;
    for asked in playbook.steps.iter().filter(asking) {
        let question = plain(asked.title.get(lang));
        let mut push = |id: &str, answer: String| {
            let label = shell.t2("playbooks-answer-of", "question", &question, "answer", answer);
            all.push(Choice::new(format!("{}:{id}", asked.id), label));
        };
        for option in &asked.options {
            push(&option.id, plain(option.title.get(lang)));
        }
        push(UNKNOWN, shell.t("playbooks-unknown"));
    }
    all
}

/// Names the state of a step, so that a form knows whether somebody else changed it.
fn print_of(step: Option<&Step>) -> Result<String, Problem> {
    let Some(step) = step else { return Ok("gone".to_owned()) };
    let digest = Sha256::digest(serde_json::to_vec(step)?);
    Ok(hex::encode(&digest[..8]))
}

/// An id as playbooks have them; anything else in an address is no step.
fn clean_id(id: &str) -> Option<String> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    (!id.is_empty() && id.len() <= 64 && id.chars().all(fits)).then(|| id.to_owned())
}
