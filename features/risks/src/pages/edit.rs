//! Entering a piece of information, and changing it.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_i18n::Words;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_inventory::read_date;
use hikeshi_kernel::japan;
use hikeshi_risk::{Level, RiskModel};
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{
    Html, Platform, Posted, Problem, RequestContext, Typed, fresh_form, row_of_form,
};
use serde::{Deserialize, Serialize};

use super::Place2;
use crate::{
    content::risk_model,
    entry::Entry,
    field::Field,
    history::ChangeKind,
    ledger::{add as add_row, change, find, hold},
    shown::{kinds, raw, steps},
};

#[derive(Template)]
#[template(path = "pages/edit.html")]
struct EditPage {
    shell: Shell,
    home: String,
    /// The row; empty for a new one.
    here: String,
    form: EditForm,
    media: Vec<Choice>,
    personal: Vec<Choice>,
    harm: Vec<(&'static str, String, String, Vec<Choice>, String)>,
    threat: Vec<Choice>,
    weakness: Vec<Choice>,
    /// What somebody else changed meanwhile: field and value of now.
    conflict: Vec<(String, String)>,
    to_check: bool,
}

/// What the form posts.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub(super) struct EditForm {
    #[serde(default)]
    seen: i64,
    #[serde(default)]
    form_id: String,
    #[serde(default)]
    business: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    remark: String,
    #[serde(default)]
    users: String,
    #[serde(default)]
    department: String,
    #[serde(default)]
    media: Vec<String>,
    #[serde(default)]
    place: String,
    #[serde(default)]
    personal: Vec<String>,
    #[serde(default)]
    confidentiality: String,
    #[serde(default)]
    integrity: String,
    #[serde(default)]
    availability: String,
    #[serde(default, rename = "kept-until")]
    kept_until: String,
    #[serde(default, rename = "registered-on")]
    registered_on: String,
    #[serde(default, rename = "own-threat")]
    own_threat: String,
    #[serde(default, rename = "own-weakness")]
    own_weakness: String,
    #[serde(default, rename = "own-reason")]
    own_reason: String,
}

/// An empty form.
pub(super) async fn new(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditRisks>,
) -> Result<Response, Problem> {
    let today = platform.clock.now().to_zoned(japan()).date();
    let entry = Entry { registered_on: Some(today), ..Entry::default() };
    let form = EditForm { form_id: fresh_form(&platform), ..EditForm::of(&entry, 0) };
    page(&platform, &context, &scope, Shown { form, ..Shown::default() }).await
}

/// Enters it.
pub(super) async fn add(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditRisks>,
    Posted(form): Posted<EditForm>,
) -> Result<Response, Problem> {
    let (entry, errors) = form.read(&context.words)?;
    if !errors.is_empty() {
        return page(&platform, &context, &scope, Shown { form, errors, ..Shown::default() }).await;
    }
    let typed = serde_json::to_string(&entry)?;
    let id = row_of_form(&platform, scope.company().0, &form.form_id, &[&typed]);
    let tx = platform.db.write(scope.fence()).await?;
    let id = add_row(&tx, &platform, &scope, (id, &entry, ChangeKind::Added)).await?;
    tx.commit().await?;
    let to = format!("/c/{}/risks/rows/{id}?done=added", scope.company());
    Ok(Redirect::to(&to).into_response())
}

/// The form of a row.
pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditRisks>,
    Path((_, id)): Place2,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let row = find(&tx, &scope, &id).await?;
    drop(tx);
    let form = EditForm::of(&Entry::of(&row), row.revision);
    page(&platform, &context, &scope, Shown { form, row: Some(id), ..Shown::default() }).await
}

/// Saves it; over something that somebody else wrote meanwhile it is shown again, with both.
pub(super) async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditRisks>,
    Path((_, id)): Place2,
    Posted(mut form): Posted<EditForm>,
) -> Result<Response, Problem> {
    let (entry, errors) = form.read(&context.words)?;
    let tx = platform.db.write(scope.fence()).await?;
    let row = hold(&tx, &scope, &id).await?;
    let stale = form.seen != row.revision;
    if stale || !errors.is_empty() {
        drop(tx);
        let now = stale.then(|| Entry::of(&row));
        let conflict = now.map(|now| (now, entry));
        form.seen = row.revision;
        let shown = Shown { form, errors, row: Some(id), conflict };
        return page(&platform, &context, &scope, shown).await;
    }
    change(&tx, &platform, &scope, (&row, &entry, ChangeKind::Changed)).await?;
    tx.commit().await?;
    let to = format!("/c/{}/risks/rows/{id}?done=changed", scope.company());
    Ok(Redirect::to(&to).into_response())
}

/// What a page is made of.
#[derive(Default)]
struct Shown {
    form: EditForm,
    errors: Vec<FieldError>,
    row: Option<String>,
    /// What stands there now, and what was typed.
    conflict: Option<(Entry, Entry)>,
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    shown: Shown,
) -> Result<Response, Problem> {
    let model = risk_model()?;
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Risks).await?;
    let status = match (&shown.conflict, shown.errors.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    shell.errors = shown.errors;
    let home = format!("/c/{}/risks", scope.company());
    let words = &shell.words;
    let field_name = |field: Field| words.t(&format!("risks-field-{}", field.name()));
    let conflict = shown.conflict.iter().flat_map(|(now, typed)| now.differences(typed));
    let conflict = conflict.map(|(field, now, _)| {
        (hikeshi_i18n::plain(&field_name(field)), raw(words, model, field, &now))
    });
    let form = shown.form;
    let harm = [
        ("confidentiality", form.confidentiality.clone()),
        ("integrity", form.integrity.clone()),
        ("availability", form.availability.clone()),
    ];
    let harm = harm.map(|(id, chosen)| {
        let scale = model.scale(id);
        let text = |text: Option<&hikeshi_kernel::LocalText>| {
            text.map_or_else(String::new, |text| hikeshi_i18n::plain(text.get(context.lang)))
        };
        (
            id,
            text(scale.map(|scale| &scale.title)),
            text(scale.map(|scale| &scale.ask)),
            scale.map(|scale| steps(words, scale)).unwrap_or_default(),
            chosen,
        )
    });
    let of = |id: &str| model.scale(id).map(|scale| steps(words, scale)).unwrap_or_default();
    Ok(Html(EditPage {
        here: shown.row.map(|id| format!("{home}/rows/{id}")).unwrap_or_default(),
        home,
        media: kinds(words, &model.media),
        personal: kinds(words, &model.personal),
        harm: harm.into(),
        threat: as_company(words, of("threat")),
        weakness: as_company(words, of("weakness")),
        conflict: conflict.collect(),
        to_check: model.is_to_check(),
        form,
        shell,
    })
    .with_status(status))
}

/// The last choice is no level: it means that nothing differs.
fn as_company(words: &Words, mut steps: Vec<Choice>) -> Vec<Choice> {
    if let Some(last) = steps.last_mut() {
        last.label = words.t("risks-as-company");
    }
    steps.rotate_right(1);
    steps
}

impl EditForm {
    /// The form of what stands there.
    fn of(entry: &Entry, seen: i64) -> Self {
        let level =
            |level: Option<Level>| level.map(|one| one.number().to_string()).unwrap_or_default();
        Self {
            seen,
            form_id: String::new(),
            business: entry.business.clone(),
            name: entry.name.clone(),
            remark: entry.remark.clone(),
            users: entry.users.clone(),
            department: entry.department.clone(),
            media: entry.media.clone(),
            place: entry.place.clone(),
            personal: entry.personal.clone(),
            confidentiality: level(entry.confidentiality),
            integrity: level(entry.integrity),
            availability: level(entry.availability),
            kept_until: entry.kept_until.clone(),
            registered_on: entry.value(Field::RegisteredOn),
            own_threat: level(entry.own_threat),
            own_weakness: level(entry.own_weakness),
            own_reason: entry.own_reason.clone(),
        }
    }

    /// What was typed, and what is wrong with it.
    fn read(&self, words: &Words) -> Result<(Entry, Vec<FieldError>), Problem> {
        let model = risk_model()?;
        let mut typed = Typed::new(words);
        let label = |field: Field| words.t(&format!("risks-field-{}", field.name()));
        let mut line = |field: Field, value: &str| {
            typed.optional_line(field.name(), &label(field), value, field.longest())
        };
        let business = line(Field::Business, &self.business);
        let users = line(Field::Users, &self.users);
        let department = line(Field::Department, &self.department);
        let place = line(Field::Place, &self.place);
        let kept_until = line(Field::KeptUntil, &self.kept_until);
        let name = Field::Name;
        let name = typed.line(name.name(), &label(name), &self.name, name.longest());
        let mut text = |field: Field, value: &str| {
            typed.optional_text(field.name(), &label(field), value, field.longest())
        };
        let remark = text(Field::Remark, &self.remark);
        let own_reason = text(Field::OwnReason, &self.own_reason);
        let mut level = |field: Field, value: &str| level_of(&mut typed, words, field, value);
        let confidentiality = level(Field::Confidentiality, &self.confidentiality);
        let integrity = level(Field::Integrity, &self.integrity);
        let availability = level(Field::Availability, &self.availability);
        let own_threat = level(Field::OwnThreat, &self.own_threat);
        let own_weakness = level(Field::OwnWeakness, &self.own_weakness);
        if (own_threat.is_some() || own_weakness.is_some()) && own_reason.is_empty() {
            typed.mistake(Field::OwnReason.name(), words.t("risks-own-reason-missing"));
        }
        let day = self.registered_on.trim();
        let registered_on = Some(day).filter(|day| !day.is_empty()).map(read_date);
        if matches!(registered_on, Some(Err(_))) {
            typed.mistake(Field::RegisteredOn.name(), words.t("risks-no-day"));
        }
        let entry = Entry {
            business,
            name,
            remark,
            users,
            department,
            media: known(&model.media, &self.media),
            place,
            personal: known(&model.personal, &self.personal),
            confidentiality,
            integrity,
            availability,
            kept_until,
            registered_on: registered_on.and_then(Result::ok),
            own_threat,
            own_weakness,
            own_reason,
        };
        Ok((entry, typed.errors()))
    }
}

/// A level of a field, or nothing.
pub(super) fn level_of(
    typed: &mut Typed<'_>,
    words: &Words,
    field: Field,
    value: &str,
) -> Option<Level> {
    if value.trim().is_empty() {
        return None;
    }
    let level = value.trim().parse::<i64>().ok().and_then(|one| Level::try_from(one).ok());
    if level.is_none() {
        typed.mistake(field.name(), words.t("risks-no-level"));
    }
    level
}

/// The kinds that the model knows, in its order.
fn known(all: &[hikeshi_risk::Kind], chosen: &[String]) -> Vec<String> {
    let ids = all.iter().map(|kind| kind.id.clone());
    ids.filter(|id| chosen.contains(id)).collect()
}

/// The steps of a scale as choices; none for a scale that the model does not have.
pub(super) fn scale_steps(words: &Words, model: &RiskModel, id: &str) -> Vec<Choice> {
    model.scale(id).map(|scale| steps(words, scale)).unwrap_or_default()
}
