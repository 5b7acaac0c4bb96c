//! The page of the printed kit: how the paper stands, making it, saying where it is kept.

use askama::Template;
use axum::{
    Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use axum_extra::extract::Query;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::Lang;
use hikeshi_ui::{Choice, FieldError, Flash, Shell, Tone};
use hikeshi_web::{
    Html, Platform, Posted, Problem, RequestContext, Typed, fresh_form, row_of_form,
};
use serde::Deserialize;

use super::shown::{Row, Shown};
use crate::{
    NewPrint,
    edition::{editions, find_edition},
    make_edition, note_print, standing_of,
};

/// Letters of a place.
const LONGEST_PLACE: usize = 80;
/// What is inside, as the page lists it.
const INSIDE: [&str; 6] = [
    "kit-inside-first",
    "kit-inside-people",
    "kit-inside-decide",
    "kit-inside-cards",
    "kit-inside-blanks",
    "kit-inside-tags",
];

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/kit", get(show).post(make))
        .route("/c/{company}/kit/printed", post(printed))
}

#[derive(Template)]
#[template(path = "pages/kit.html")]
pub(super) struct KitPage {
    pub(super) shell: Shell,
    home: String,
    shown: Option<Shown>,
    /// Editions before the last one.
    earlier: Vec<Row>,
    may_make: bool,
    may_see_tags: bool,
    langs: Vec<Choice>,
    lang: String,
    inside: [&'static str; 6],
    /// What was typed: where the paper is kept, a tag.
    pub(super) place: String,
    pub(super) number: String,
    form_id: String,
}

/// What the address says: what has just been done.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    done: String,
}

#[derive(Debug, Deserialize)]
struct MakeForm {
    #[serde(default)]
    lang: String,
}

#[derive(Debug, Deserialize)]
struct PrintForm {
    #[serde(default)]
    edition: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    form_id: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewContacts>,
    Query(asked): Query<Asked>,
) -> Result<Html<KitPage>, Problem> {
    let mut page = page(&platform, &context, &scope).await?;
    let done = match asked.done.as_str() {
        "made" => Some("kit-made"),
        "printed" => Some("kit-printed"),
        _ => None,
    };
    if let Some(key) = done {
        page.shell.flash = Some(Flash { kind: Tone::Done, text: page.shell.t(key) });
    }
    Ok(Html(page))
}

async fn make(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::MakeKit>,
    Posted(form): Posted<MakeForm>,
) -> Result<Redirect, Problem> {
    let lang = Lang::from_code(&form.lang).unwrap_or(context.lang);
    make_edition(&platform, &scope, lang).await?;
    Ok(Redirect::to(&format!("/c/{}/kit?done=made", scope.company())))
}

async fn printed(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::MakeKit>,
    Posted(form): Posted<PrintForm>,
) -> Result<Response, Problem> {
    let id = form.edition.parse().map_err(|_| Problem::not_found())?;
    let mut typed = Typed::new(&context.words);
    let place = typed.line("place", &context.words.t("kit-place"), &form.place, LONGEST_PLACE);
    let errors = typed.errors();
    if !errors.is_empty() {
        let mut page = page(&platform, &context, &scope).await?;
        page.place = form.place;
        return Ok(refused(page, errors));
    }
    let id_of_note =
        row_of_form(&platform, scope.company().0, &form.form_id, &[&form.edition, &place]);
    let tx = platform.db.write(scope.fence()).await?;
    let edition = find_edition(&tx, &scope, id).await?;
    note_print(&tx, &platform, &scope, &edition, &NewPrint { id: id_of_note, place }).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/c/{}/kit?done=printed", scope.company())).into_response())
}

/// The page again, with what was wrong.
pub(super) fn refused(mut page: KitPage, errors: Vec<FieldError>) -> Response {
    page.shell.errors = errors;
    Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY)
}

/// The page as it stands now.
pub(super) async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
) -> Result<KitPage, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, scope, context, Place::Contacts).await?;
    let home = format!("/c/{}", scope.company());
    let standing = standing_of(&tx, platform, scope).await?;
    let earlier = editions(&tx, scope).await?;
    let row = |edition| Row::of(edition, &home, &shell.words);
    let lang = |lang: Lang| Choice::new(lang.code(), shell.t(&format!("kit-lang-{}", lang.code())));
    Ok(KitPage {
        shown: standing.as_ref().map(|one| Shown::of(one, &home, &shell.words)),
        earlier: earlier.iter().skip(1).map(row).collect(),
        may_make: scope.may::<can::MakeKit>(),
        may_see_tags: scope.may::<can::ViewEvidence>(),
        langs: Lang::ALL.map(lang).into(),
        lang: context.lang.code().to_owned(),
        inside: INSIDE,
        place: standing
            .and_then(|one| one.prints.into_iter().next())
            .map(|print| print.place)
            .unwrap_or_default(),
        number: String::new(),
        form_id: fresh_form(platform),
        home,
        shell,
    })
}
