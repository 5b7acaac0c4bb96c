//! Declaring a star: what has to be entered elsewhere, and noting that it was done.

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
use hikeshi_inventory::read_date;
use hikeshi_kernel::fold_width;
use hikeshi_ui::{FieldError, Flash, NavItem, Shell, Tone};
use hikeshi_web::{
    Html, Platform, Posted, Problem, RequestContext, Typed, fresh_form, row_of_form,
};
use jiff::ToSpan as _;
use serde::Deserialize;

use super::{
    Place2,
    shown::{plain_text, text, today},
};
use crate::{
    content::{Rung, Scheme, StepKind, is_to_check, ladder},
    papers::{ActionData, action_data},
    plan::{Entry, NewItem, Rhythm, add, is_address},
    rungs::{DeclarationData, Known, NewDeclaration, declare, judge, known, save_data, take_back},
};

/// Characters of a name, a number and an address.
const LONGEST: usize = 200;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/standing/action", get(show).post(note))
        .route("/c/{company}/standing/action/data", post(enter))
        .route("/c/{company}/standing/action/{declaration}/take-back", post(undo))
}

#[derive(Template)]
#[template(path = "pages/action.html")]
struct ActionPage {
    shell: Shell,
    home: String,
    star: String,
    tabs: Vec<NavItem>,
    about: String,
    note: (String, bool),
    data: ActionData,
    /// The star is declared by the company itself.
    own: bool,
    declared: Vec<(String, String)>,
    form: NoteForm,
    entered: DataForm,
    may_declare: bool,
    may_edit: bool,
    conflict: bool,
    to_check: String,
}

/// What the form of the declaration sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct NoteForm {
    declared: String,
    declared_on: String,
    number: String,
    yearly: String,
    form_id: String,
}

/// What the form of the data sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct DataForm {
    corporate_number: String,
    representative: String,
    contact_name: String,
    contact_email: String,
    policy_address: String,
    seen: i64,
}

/// What the address says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) star: String,
    done: String,
}

/// What a page is made of beside what is known.
#[derive(Default)]
struct Shown {
    note: Option<NoteForm>,
    data: Option<DataForm>,
    errors: Vec<FieldError>,
    conflict: bool,
    done: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPlan>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let shown = Shown { done: asked.done.clone(), ..Shown::default() };
    page(&platform, &context, &scope, (&asked.star, shown)).await
}

/// The star that an address names; the first one where it names none.
pub(super) fn star_of(id: &str) -> Result<&'static Rung, Problem> {
    let all = ladder()?;
    let found = if id.is_empty() { all.rungs.first() } else { all.rung(id) };
    found.ok_or_else(Problem::not_found)
}

async fn note(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::DeclareStars>,
    Query(asked): Query<Asked>,
    Posted(form): Posted<NoteForm>,
) -> Result<Response, Problem> {
    let rung = star_of(&asked.star)?;
    let words = &context.words;
    let mut typed = Typed::new(words);
    let number = words.t("ladder-number");
    let number = typed.optional_line("number", &number, &fold_width(&form.number), LONGEST);
    let day = read_date(form.declared_on.trim()).ok().filter(|day| *day <= today(&platform));
    if day.is_none() {
        typed.mistake("declared_on", words.t("ladder-no-day"));
    }
    if form.declared != "yes" {
        typed.mistake("declared", words.t("ladder-tick"));
    }
    let errors = typed.errors();
    let Some(day) = day.filter(|_| errors.is_empty()) else {
        let shown = Shown { note: Some(form), errors, ..Shown::default() };
        return page(&platform, &context, &scope, (&asked.star, shown)).await;
    };
    let typed = [rung.id.as_str(), &form.declared_on, &form.number];
    let id = row_of_form(&platform, scope.company().0, &form.form_id, &typed);
    let new = NewDeclaration { id, star: rung.id.clone(), declared_on: day, number };
    let tx = platform.db.write(scope.fence()).await?;
    let noted = declare(&tx, &platform, &scope, &new).await?;
    if noted && form.yearly == "yes" {
        let check = yearly(&platform, &scope, (rung, day), id)?;
        add(&tx, &platform, &scope, check).await?;
    }
    tx.commit().await?;
    let to = format!("/c/{}/standing?done=declared", scope.company());
    Ok(Redirect::to(&to).into_response())
}

/// The check that comes back a year after the declaration.
fn yearly(
    platform: &Platform,
    scope: &CompanyScope,
    (rung, day): (&Rung, jiff::civil::Date),
    id: uuid::Uuid,
) -> Result<NewItem, Problem> {
    let title = &ladder()?.declaration.yearly.ja;
    let entry = Entry {
        title: format!("{} {title}", rung.mark),
        account: scope.account().map(Into::into),
        owner: scope.actor_name().to_owned(),
        due: day.checked_add(1.year()).ok(),
        rhythm: Rhythm::Yearly,
        ..Entry::default()
    };
    let id = row_of_form(platform, scope.company().0, &id.to_string(), &["yearly"]);
    Ok(NewItem { id, measure: String::new(), entry, before: None, anchor: None })
}

async fn enter(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditPlan>,
    Query(asked): Query<Asked>,
    Posted(form): Posted<DataForm>,
) -> Result<Response, Problem> {
    star_of(&asked.star)?;
    let (data, errors) = form.read(&context);
    if !errors.is_empty() {
        let shown = Shown { data: Some(form), errors, ..Shown::default() };
        return page(&platform, &context, &scope, (&asked.star, shown)).await;
    }
    let tx = platform.db.write(scope.fence()).await?;
    if !save_data(&tx, &platform, &scope, &data).await? {
        drop(tx);
        let shown = Shown { data: Some(form), conflict: true, ..Shown::default() };
        return page(&platform, &context, &scope, (&asked.star, shown)).await;
    }
    tx.commit().await?;
    let star = &star_of(&asked.star)?.id;
    let to = format!("/c/{}/standing/action?star={star}&done=entered", scope.company());
    Ok(Redirect::to(&to).into_response())
}

async fn undo(
    State(platform): State<Platform>,
    scope: Allowed<can::DeclareStars>,
    Path((_, id)): Place2,
) -> Result<Redirect, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    take_back(&tx, &platform, &scope, &id).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/c/{}/standing?done=taken-back", scope.company())))
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (star, shown): (&str, Shown),
) -> Result<Response, Problem> {
    let rung = star_of(star)?;
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Standing).await?;
    let known = known(&tx, platform, scope).await?;
    let mut data = action_data(&tx, scope, &shell.words, (ladder()?, rung, &known)).await?;
    drop(tx);
    data.missing = lacking(&shell, rung, &known, today(platform))?;
    let status = match (shown.conflict, shown.errors.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (_, false) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    if shown.done == "entered" {
        shell.flash = Some(Flash { kind: Tone::Done, text: shell.t("ladder-done-entered") });
    }
    shell.errors = shown.errors;
    let home = format!("/c/{}", scope.company());
    let tab = |one: &Rung| NavItem {
        label: one.mark.clone(),
        href: format!("{home}/standing/action?star={}", one.id),
        current: one.id == rung.id,
    };
    let declared = known.declarations.iter().filter(|row| row.star == rung.id).map(|row| {
        let day = row.declared_on.parse().map(|day| shell.words.date(day)).unwrap_or_default();
        let line = shell.words.ta(
            "ladder-declared-line",
            &[("day", &day), ("number", &row.number), ("by", &row.by_name)],
        );
        (row.id.to_string(), line)
    });
    let first = NoteForm {
        form_id: fresh_form(platform),
        declared_on: today(platform).to_string(),
        yearly: "yes".to_owned(),
        ..NoteForm::default()
    };
    let mut entered = shown.data.unwrap_or_else(|| DataForm::of(&known.data));
    entered.seen = known.data.revision;
    let page = ActionPage {
        star: rung.id.clone(),
        tabs: ladder()?.rungs.iter().map(tab).collect(),
        about: text(&shell, &rung.about),
        note: (text(&shell, &rung.note), is_to_check(rung.note_confidence)),
        own: rung.scheme == Scheme::SecurityAction,
        declared: declared.collect(),
        form: shown.note.unwrap_or(first),
        may_declare: scope.may::<can::DeclareStars>(),
        may_edit: scope.may::<can::EditPlan>(),
        conflict: shown.conflict,
        to_check: shell.t("ladder-to-check"),
        entered,
        data,
        home,
        shell,
    };
    Ok(Html(page).with_status(status))
}

/// The steps that are not done, without the declaration itself.
pub(super) fn lacking(
    shell: &Shell,
    rung: &Rung,
    known: &Known,
    day: jiff::civil::Date,
) -> Result<Vec<String>, Problem> {
    let all = judge(ladder()?, known, day);
    let standing = all.iter().find(|one| one.rung.id == rung.id);
    let steps = standing.map(|one| one.steps.as_slice()).unwrap_or_default();
    let open = steps.iter().filter(|one| !one.done && one.step.kind != StepKind::Declared);
    Ok(open.map(|one| plain_text(shell, &one.step.title)).collect())
}

impl DataForm {
    fn of(data: &DeclarationData) -> Self {
        Self {
            corporate_number: data.corporate_number.clone(),
            representative: data.representative.clone(),
            contact_name: data.contact_name.clone(),
            contact_email: data.contact_email.clone(),
            policy_address: data.policy_address.clone(),
            seen: data.revision,
        }
    }

    fn read(&self, context: &RequestContext) -> (DeclarationData, Vec<FieldError>) {
        let words = &context.words;
        let mut typed = Typed::new(words);
        let mut line = |name: &str, key: &str, value: &str| {
            typed.optional_line(name, &words.t(key), value, LONGEST)
        };
        let number = fold_width(&self.corporate_number).replace(['-', ' '], "");
        let corporate_number = line("corporate_number", "ladder-data-corporate-number", &number);
        let representative =
            line("representative", "ladder-data-representative", &self.representative);
        let contact_name = line("contact_name", "ladder-data-contact-name", &self.contact_name);
        let address = fold_width(&self.policy_address);
        let policy_address = line("policy_address", "ladder-data-policy-address", &address);
        let email = words.t("ladder-data-contact-email");
        let contact_email = typed.optional_email("contact_email", &email, &self.contact_email);
        let digits = |text: &str| text.len() == 13 && text.bytes().all(|b| b.is_ascii_digit());
        if !corporate_number.is_empty() && !digits(&corporate_number) {
            typed.mistake("corporate_number", words.t("ladder-data-not-13"));
        }
        if !policy_address.is_empty() && !is_address(&policy_address) {
            typed.mistake("policy_address", words.t("ladder-data-no-address"));
        }
        let data = DeclarationData {
            corporate_number,
            representative,
            contact_name,
            contact_email,
            policy_address,
            revision: self.seen,
        };
        (data, typed.errors())
    }
}
