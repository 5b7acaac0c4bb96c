//! Which cell of an official spreadsheet takes which item.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use askama::Template;
use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::fold_width;
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Download, Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::official_forms::delete;
use crate::{
    model::official_form,
    official::{
        CellName, FormKind, LEFT_OUT, cells_of, find_form, form_kinds, names_of, open_form,
        remove_form, save_cells,
    },
    render::{Form, name_of},
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/official-forms/{kind}", get(show).post(save))
        .route("/c/{company}/official-forms/{kind}/file", get(download))
        .route("/c/{company}/official-forms/{kind}/remove", post(remove))
}

#[derive(Template)]
#[template(path = "pages/official_map.html")]
struct MapPage {
    shell: Shell,
    home: String,
    kind: &'static FormKind,
    title: String,
    fields: Vec<Field>,
    /// The names to choose from, written once for all fields.
    names: Vec<CellName>,
    left_out: &'static str,
    seen: String,
    example: String,
    may_edit: bool,
    conflict: bool,
}

/// One item and its cell.
struct Field {
    name: String,
    title: String,
    /// The name as typed or chosen before.
    chosen: String,
    /// Where the chosen cell is.
    place: String,
    /// The name that is chosen by itself.
    usual: String,
}

/// What the form posts: one field for each item.
#[derive(Debug, Default, Deserialize)]
struct MapForm {
    #[serde(default)]
    seen: String,
    #[serde(flatten)]
    cells: BTreeMap<String, String>,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewReporting>,
    Path((_, kind)): Path<(String, String)>,
) -> Result<Response, Problem> {
    page(&platform, &context, &scope, &kind, Shown::default()).await
}

async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditReporting>,
    Path((_, kind)): Path<(String, String)>,
    Posted(form): Posted<MapForm>,
) -> Result<Response, Problem> {
    let about = kind_of(&kind)?;
    let tx = platform.db.write(scope.fence()).await?;
    let row = find_form(&tx, &scope, &kind).await?.ok_or_else(Problem::not_found)?;
    let (cells, errors) = read(&form, about, &row, &context);
    let seen = form.seen.parse().unwrap_or_default();
    let status = if !errors.is_empty() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else if !save_cells(&tx, &platform, &scope, &row, (seen, &cells)).await? {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    if status != StatusCode::OK {
        drop(tx);
        let shown = Shown { typed: Some(cells), seen: form.seen, errors, status };
        return page(&platform, &context, &scope, &kind, shown).await;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("/c/{}/official-forms", scope.company())).into_response())
}

async fn download(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewReporting>,
    Path((_, kind)): Path<(String, String)>,
) -> Result<Download, Problem> {
    let official = open_form(&platform, &scope, &kind).await?.ok_or_else(Problem::not_found)?;
    let (ending, mime) = Form::Xlsx.file_type();
    let name = format!("{}.{ending}", kind_of(&kind)?.id);
    Ok(Download { name, mime, inline: false, body: Body::from(official.bytes) })
}

async fn remove(
    State(platform): State<Platform>,
    scope: Allowed<can::EditReporting>,
    Path((_, kind)): Path<(String, String)>,
) -> Result<Redirect, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let row = find_form(&tx, &scope, &kind).await?.ok_or_else(Problem::not_found)?;
    let blob = remove_form(&tx, &platform, &scope, row).await?;
    tx.commit().await?;
    delete(&platform, blob).await;
    Ok(Redirect::to(&format!("/c/{}/official-forms", scope.company())))
}

fn kind_of(id: &str) -> Result<&'static FormKind, Problem> {
    form_kinds()?.iter().find(|kind| kind.id == id).ok_or_else(Problem::not_found)
}

/// What a page shows beside what is stored.
#[derive(Default)]
struct Shown {
    /// Names that were not written.
    typed: Option<BTreeMap<String, String>>,
    /// The version that the person saw.
    seen: String,
    errors: Vec<FieldError>,
    status: StatusCode,
}

/// What was typed for each item, as the file spells it; and what is no name of the file, or the cell
/// of another item.
fn read(
    form: &MapForm,
    kind: &FormKind,
    row: &official_form::Model,
    context: &RequestContext,
) -> (BTreeMap<String, String>, Vec<FieldError>) {
    let names = names_of(row);
    let names = by_letters(&names);
    let (mut cells, mut errors, mut taken) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
    for item in &kind.items {
        let field = format!("item-{}", item.id);
        let typed = form.cells.get(&field).map(|typed| typed.trim());
        let Some(typed) = typed.filter(|typed| !typed.is_empty()) else { continue };
        let found = match names.get(&typed.to_lowercase()) {
            Some(one) => Some(one.name.as_str()),
            None => Some(LEFT_OUT).filter(|none| fold_width(typed) == *none),
        };
        if found.is_none() {
            let said = context.words.t1("render-official-no-such-name", "name", typed);
            errors.push(FieldError::new(&field, said));
        }
        let place = names.get(&typed.to_lowercase()).map(|one| one.place.as_str());
        if let Some(place) = place
            && !taken.insert(place)
        {
            let said = context.words.t1("render-official-twice", "name", typed);
            errors.push(FieldError::new(&field, said));
        }
        cells.insert(item.id.clone(), found.unwrap_or(typed).to_owned());
    }
    (cells, errors)
}

/// Names differ not by case.
fn by_letters(names: &[CellName]) -> HashMap<String, &CellName> {
    names.iter().map(|one| (one.name.to_lowercase(), one)).collect()
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    id: &str,
    shown: Shown,
) -> Result<Response, Problem> {
    let kind = kind_of(id)?;
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Company).await?;
    let row = find_form(&tx, scope, id).await?.ok_or_else(Problem::not_found)?;
    drop(tx);
    let conflict = shown.status == StatusCode::CONFLICT;
    let seen = match shown.errors.is_empty() {
        true => row.version.to_string(),
        false => shown.seen,
    };
    let cells = shown.typed.unwrap_or_else(|| cells_of(&row));
    let names = names_of(&row);
    shell.errors = shown.errors;
    let page = MapPage {
        home: format!("/c/{}", scope.company()),
        title: hikeshi_i18n::plain(kind.title.get(shell.words.lang())),
        fields: fields(&shell, kind, &names, &cells),
        names,
        left_out: LEFT_OUT,
        seen,
        example: kind.items.first().map(|item| name_of(&item.id)).unwrap_or_default(),
        may_edit: scope.may::<can::EditReporting>(),
        kind,
        shell,
        conflict,
    };
    Ok(Html(page).with_status(shown.status))
}

fn fields(
    shell: &Shell,
    kind: &FormKind,
    names: &[CellName],
    cells: &BTreeMap<String, String>,
) -> Vec<Field> {
    let lang = shell.words.lang();
    let names = by_letters(names);
    let field = |item: &hikeshi_drafting::ItemFile| {
        let chosen = cells.get(&item.id).cloned().unwrap_or_default();
        let known = names.get(&chosen.to_lowercase());
        let title = hikeshi_i18n::plain(item.title.get(lang));
        Field {
            name: format!("item-{}", item.id),
            title: format!("{} {title}", item.number.as_deref().unwrap_or_default())
                .trim()
                .to_owned(),
            place: known.map(|one| one.place.clone()).unwrap_or_default(),
            usual: name_of(&item.id),
            chosen: known.map_or(chosen, |one| one.name.clone()),
        }
    };
    kind.items.iter().map(field).collect()
}
