//! Taking a measure into the plan, or writing an item of one's own.

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_i18n::Words;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_inventory::read_date;
use hikeshi_posture_engine::Measure;
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{
    Html, Platform, Posted, Problem, RequestContext, Typed, fresh_form, row_of_form,
};
use jiff::ToSpan as _;
use serde::Deserialize;

use super::shown::{measure_facts, people, rhythms, text, today};
use crate::plan::{Entry, NewItem, Owner, Rhythm, add, owners};

/// Characters of a title.
pub(crate) const LONGEST_TITLE: usize = 200;
/// Days until the day that a new item proposes.
const USUAL_DAYS: i64 = 30;
/// Characters of a remark.
pub(crate) const LONGEST_NOTE: usize = 4000;

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/plan/new", get(show).post(take))
}

#[derive(Template)]
#[template(path = "pages/new.html")]
struct NewPage {
    shell: Shell,
    base: String,
    measure: Option<MeasurePart>,
    people: Vec<Choice>,
    rhythms: Vec<Choice>,
    form: ItemForm,
}

/// The measure that is taken.
pub(super) struct MeasurePart {
    pub(super) title: String,
    pub(super) why: String,
    pub(super) steps: Vec<String>,
    pub(super) facts: Vec<(String, String)>,
    pub(super) proof: String,
}

/// What the form sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ItemForm {
    pub(super) title: String,
    pub(super) note: String,
    pub(super) person: String,
    pub(super) due: String,
    pub(super) rhythm: String,
    pub(super) seen: i64,
    pub(super) form_id: String,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    measure: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditPlan>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let measure = measure_of(&asked.measure)?;
    let rhythm = if measure.is_some_and(|one| one.yearly) { Rhythm::Yearly } else { Rhythm::Once };
    let form = ItemForm {
        rhythm: rhythm.name().to_owned(),
        person: scope.account().map(|account| account.to_string()).unwrap_or_default(),
        due: today(&platform).saturating_add(USUAL_DAYS.days()).to_string(),
        form_id: fresh_form(&platform),
        ..ItemForm::default()
    };
    page(&platform, &context, &scope, (measure, form, Vec::new())).await
}

async fn take(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditPlan>,
    Query(asked): Query<Asked>,
    Posted(form): Posted<ItemForm>,
) -> Result<Response, Problem> {
    let measure = measure_of(&asked.measure)?;
    let tx = platform.db.read(scope.fence()).await?;
    let people = owners(&tx, &scope).await?;
    drop(tx);
    let (entry, errors) = form.read(&context.words, measure, &people, None);
    if !errors.is_empty() {
        return page(&platform, &context, &scope, (measure, form, errors)).await;
    }
    let typed = [asked.measure.as_str(), &form.title, &form.note, &form.due, &form.rhythm];
    let new = NewItem {
        id: row_of_form(&platform, scope.company().0, &form.form_id, &typed),
        measure: measure.map(|one| one.id.clone()).unwrap_or_default(),
        entry,
        before: None,
        anchor: None,
    };
    let tx = platform.db.write(scope.fence()).await?;
    add(&tx, &platform, &scope, new).await?;
    tx.commit().await?;
    let to = format!("/c/{}/plan?done=taken", scope.company());
    Ok(Redirect::to(&to).into_response())
}

/// The measure that an address names; none for an item of one's own.
pub(crate) fn measure_of(id: &str) -> Result<Option<&'static Measure>, Problem> {
    if id.is_empty() {
        return Ok(None);
    }
    crate::plan::measure(id)?.map(Some).ok_or_else(Problem::not_found)
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (measure, form, errors): (Option<&'static Measure>, ItemForm, Vec<FieldError>),
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Plan).await?;
    let all = owners(&tx, scope).await?;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    shell.errors = errors;
    let page = NewPage {
        base: format!("/c/{}/plan", scope.company()),
        measure: measure.map(|one| MeasurePart::of(&shell, one)),
        people: people(&shell, &all, ("", "")),
        rhythms: rhythms(&shell),
        form,
        shell,
    };
    Ok(Html(page).with_status(status))
}

impl MeasurePart {
    pub(super) fn of(shell: &Shell, measure: &Measure) -> Self {
        Self {
            title: text(shell, &measure.title),
            why: text(shell, &measure.why),
            steps: measure.steps.iter().map(|step| text(shell, step)).collect(),
            facts: measure_facts(shell, measure).into(),
            proof: text(shell, &measure.proof),
        }
    }
}

impl ItemForm {
    /// What was typed, and what is wrong with it. The title of a measure is the content's. `now`: who
    /// sees to it now, and may stay even without the right.
    pub(super) fn read(
        &self,
        words: &Words,
        measure: Option<&Measure>,
        people: &[Owner],
        now: Option<&Entry>,
    ) -> (Entry, Vec<FieldError>) {
        let mut typed = Typed::new(words);
        let title = match measure {
            Some(measure) => measure.title.ja.clone(),
            None => typed.line("title", &words.t("plan-field-title"), &self.title, LONGEST_TITLE),
        };
        let note = words.t("plan-field-note");
        let note = typed.optional_text("note", &note, &self.note, LONGEST_NOTE);
        let due = match self.due.trim() {
            "" => None,
            text => read_date(text).map_err(|_| typed.mistake("due", words.t("plan-no-day"))).ok(),
        };
        let rhythm = Rhythm::from_name(&self.rhythm).unwrap_or_default();
        if rhythm != Rhythm::Once && due.is_none() && typed_is_empty(&self.due) {
            typed.mistake("due", words.t("plan-day-needed"));
        }
        let chosen = people.iter().find(|one| one.account.to_string() == self.person);
        let stays =
            now.filter(|now| now.account.is_some_and(|account| account.to_string() == self.person));
        let (account, owner) = match (chosen, stays) {
            (Some(one), _) => (Some(one.account), one.name.clone()),
            (None, Some(now)) => (now.account, now.owner.clone()),
            (None, None) => (None, String::new()),
        };
        if account.is_none() && !self.person.is_empty() {
            typed.mistake("person", words.t("plan-no-person"));
        }
        (Entry { title, note, account, owner, due, rhythm }, typed.errors())
    }

    /// The form of what stands there.
    pub(super) fn of(entry: &Entry, seen: i64) -> Self {
        Self {
            title: entry.title.clone(),
            note: entry.note.clone(),
            person: entry.account.map(|account| account.to_string()).unwrap_or_default(),
            due: entry.due_text(),
            rhythm: entry.rhythm.name().to_owned(),
            seen,
            form_id: String::new(),
        }
    }
}

fn typed_is_empty(text: &str) -> bool {
    text.trim().is_empty()
}
