//! All catalogues of a company: where it stands in each, what is being answered, and beginning anew.

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::{clean_line, from_millis};
use hikeshi_posture_engine::{Catalogue, site_key};
use hikeshi_ui::{FieldError, Flash, Shell, Tone};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, fresh_form, row_of_form};
use serde::Deserialize;

use super::{
    Place2,
    shown::{is_to_check, text},
};
use crate::{
    assessment::{Assessment, MAX_SITES, Standing, assessments, begin, standing},
    content::library,
    model::assessment,
    report::sources,
    said::points_text,
};

/// Characters of a site's name.
const LONGEST_SITE: usize = 60;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/assessments", get(show))
        .route("/c/{company}/assessments/new/{catalogue}", get(new).post(start))
}

#[derive(Template)]
#[template(path = "pages/list.html")]
struct ListPage {
    shell: Shell,
    rows: Vec<Row>,
    earlier: Vec<Earlier>,
    may_answer: bool,
}

/// A catalogue with where the company stands in it.
struct Row {
    title: String,
    purpose: String,
    to_check: bool,
    count: usize,
    /// Points and band of the last time, with its day and page.
    last: Option<(String, String, String)>,
    /// What is being answered: page and day.
    draft: Option<(String, String)>,
    begin: String,
}

/// A finished assessment of before.
struct Earlier {
    title: String,
    about: String,
    href: String,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    done: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPosture>,
    Query(asked): Query<Asked>,
) -> Result<Html<ListPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Posture).await?;
    if asked.done == "discarded" {
        shell.flash = Some(Flash { kind: Tone::Done, text: shell.t("posture-discarded") });
    }
    let all = assessments(&tx, &scope).await?;
    let standings = standing(&tx, &scope).await?;
    let home = format!("/c/{}/assessments", scope.company());
    let row = |catalogue: &Catalogue| Row::of(&shell, &home, catalogue, (&standings, &all));
    let rows = library()?.catalogues().iter().map(row).collect();
    let finished = all.iter().filter(|row| row.finished_at.is_some());
    let earlier = finished.map(|row| Earlier::of(&shell, &home, row)).collect::<Result<_, _>>()?;
    let may_answer = scope.may::<can::AnswerPosture>();
    Ok(Html(ListPage { rows, earlier, may_answer, shell }))
}

impl Row {
    fn of(
        shell: &Shell,
        home: &str,
        catalogue: &Catalogue,
        (standings, all): (&[Standing], &[assessment::Model]),
    ) -> Self {
        let last = standings.iter().find(|one| one.catalogue == catalogue.id);
        let mut own = all.iter().filter(|row| row.catalogue == catalogue.id);
        let draft = own.find(|row| row.finished_at.is_none());
        let day = |at: i64| shell.words.date_time(from_millis(at));
        Self {
            title: text(shell, &catalogue.title),
            purpose: text(shell, &catalogue.purpose),
            to_check: is_to_check(catalogue.confidence),
            count: catalogue.len(),
            last: last.map(|one| {
                let (total, max) = (one.total.unwrap_or(0), one.max.unwrap_or(0));
                let mut points =
                    shell.words.ta("posture-points", &[("total", &total), ("max", &max)]);
                if let Some(band) = &one.band {
                    points = format!("{points}\u{3000}{}", shell.t1("posture-band", "band", band));
                }
                (points, day(one.finished_at.unwrap_or_default()), format!("{home}/{}", one.id))
            }),
            draft: draft.map(|row| (format!("{home}/{}", row.id), day(row.changed_at))),
            begin: format!("{home}/new/{}", catalogue.id),
        }
    }
}

impl Earlier {
    fn of(shell: &Shell, home: &str, row: &assessment::Model) -> Result<Self, Problem> {
        let catalogue: Catalogue = serde_json::from_str(&row.catalogue_json)?;
        let fit = |value: Option<i64>| i32::try_from(value.unwrap_or(0)).unwrap_or(0);
        let points = points_text(&shell.words, fit(row.total), fit(row.max));
        let at = shell.words.date_time(from_millis(row.finished_at.unwrap_or_default()));
        Ok(Self {
            title: text(shell, &catalogue.title),
            about: format!("{at}\u{3000}{points}"),
            href: format!("{home}/{}", row.id),
        })
    }
}

#[derive(Template)]
#[template(path = "pages/new.html")]
struct NewPage {
    shell: Shell,
    id: String,
    back: String,
    title: String,
    purpose: String,
    notice: String,
    edition: String,
    sources: Vec<String>,
    count: usize,
    sites: String,
    form_id: String,
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct NewForm {
    sites: String,
    form_id: String,
}

async fn new(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AnswerPosture>,
    Path((_, catalogue)): Place2,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let sites = sites_of_last_time(&tx, &scope, &catalogue).await?;
    drop(tx);
    let form = NewForm { form_id: fresh_form(&platform), sites };
    page(&platform, &context, &scope, (&catalogue, form, None)).await
}

/// The sites of the last time, one on each line, so that both times can be compared.
async fn sites_of_last_time(
    tx: &Tx,
    scope: &CompanyScope,
    catalogue: &str,
) -> Result<String, Problem> {
    let all = assessments(tx, scope).await?.into_iter();
    let finished = all.filter(|row| row.catalogue == catalogue && row.finished_at.is_some());
    let Some(last) = finished.max_by_key(|row| row.finished_at) else { return Ok(String::new()) };
    Ok(Assessment::of(last)?.sites.join("\n"))
}

async fn start(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AnswerPosture>,
    Path((_, id)): Place2,
    Posted(form): Posted<NewForm>,
) -> Result<Response, Problem> {
    let catalogue = library()?.catalogue(&id).ok_or_else(Problem::not_found)?;
    let sites = match read_sites(&form.sites) {
        Ok(sites) => sites,
        Err(key) => {
            let error = context.words.ta(key, &[("max", &MAX_SITES), ("letters", &LONGEST_SITE)]);
            return page(&platform, &context, &scope, (&id, form, Some(error))).await;
        }
    };
    let row = row_of_form(&platform, scope.company().0, &form.form_id, &[&id, &form.sites]);
    let tx = platform.db.write(scope.fence()).await?;
    begin(&tx, &platform, &scope, (row, catalogue, &sites)).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/c/{}/assessments/{row}", scope.company())).into_response())
}

/// The names of sites as written, one on each line.
fn read_sites(typed: &str) -> Result<Vec<String>, &'static str> {
    let mut sites: Vec<String> = Vec::new();
    for line in typed.lines().filter(|line| !line.trim().is_empty()) {
        let name = clean_line(line, LONGEST_SITE).map_err(|_| "posture-sites-long")?;
        if sites.iter().any(|known| site_key(known) == site_key(&name)) {
            return Err("posture-sites-twice");
        }
        sites.push(name);
    }
    if sites.len() > MAX_SITES { Err("posture-sites-many") } else { Ok(sites) }
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (id, form, error): (&str, NewForm, Option<String>),
) -> Result<Response, Problem> {
    let catalogue = library()?.catalogue(id).ok_or_else(Problem::not_found)?;
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Posture).await?;
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    shell.errors.extend(error.map(|error| FieldError::new("sites", error)));
    let page = NewPage {
        id: id.to_owned(),
        back: format!("/c/{}/assessments", scope.company()),
        title: text(&shell, &catalogue.title),
        purpose: text(&shell, &catalogue.purpose),
        notice: catalogue.notice.as_ref().map(|one| text(&shell, one)).unwrap_or_default(),
        edition: shell.words.ta(
            "posture-edition",
            &[("edition", &catalogue.edition), ("version", &catalogue.version)],
        ),
        sources: sources(catalogue),
        count: catalogue.len(),
        sites: form.sites,
        form_id: form.form_id,
        shell,
    };
    Ok(Html(page).with_status(status))
}
