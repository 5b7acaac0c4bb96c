//! Which cell of an official spreadsheet takes which item.

use std::collections::BTreeMap;

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
use hikeshi_ui::{Choice, Shell};
use hikeshi_web::{Download, Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::official_forms::delete;
use crate::{
    model::official_form,
    official::{
        FormKind, LEFT_OUT, cells_of, find_form, form_kinds, names_of, open_form, remove_form,
        save_cells,
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
    seen: String,
    example: String,
    has_names: bool,
    may_edit: bool,
    conflict: bool,
}

/// One item and its cell.
struct Field {
    name: String,
    title: String,
    choices: Vec<Choice>,
    chosen: String,
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
    page(&platform, &context, &scope, &kind, None).await
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
    let cells = read(&form, about, &row);
    let seen = form.seen.parse().unwrap_or_default();
    if !save_cells(&tx, &platform, &scope, &row, (seen, &cells)).await? {
        drop(tx);
        return page(&platform, &context, &scope, &kind, Some(cells)).await;
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

/// What was chosen, as far as it is an item of the kind and a name of the file.
fn read(form: &MapForm, kind: &FormKind, row: &official_form::Model) -> BTreeMap<String, String> {
    let names = names_of(row);
    let known = |name: &str| name == LEFT_OUT || names.iter().any(|one| one.name == name);
    let chosen = kind.items.iter().filter_map(|item| {
        let name = form.cells.get(&format!("item-{}", item.id))?;
        known(name).then(|| (item.id.clone(), name.clone()))
    });
    chosen.collect()
}

/// The page; with `typed` choices that were not written, as somebody else was first.
async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    id: &str,
    typed: Option<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let kind = kind_of(id)?;
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, scope, context, Place::Company).await?;
    let row = find_form(&tx, scope, id).await?.ok_or_else(Problem::not_found)?;
    drop(tx);
    let conflict = typed.is_some();
    let cells = typed.unwrap_or_else(|| cells_of(&row));
    let page = MapPage {
        home: format!("/c/{}", scope.company()),
        title: hikeshi_i18n::plain(kind.title.get(shell.words.lang())),
        fields: fields(&shell, kind, &row, &cells),
        seen: row.version.to_string(),
        example: kind.items.first().map(|item| name_of(&item.id)).unwrap_or_default(),
        has_names: !names_of(&row).is_empty(),
        may_edit: scope.may::<can::EditReporting>(),
        kind,
        shell,
        conflict,
    };
    let status = if conflict { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok(Html(page).with_status(status))
}

fn fields(
    shell: &Shell,
    kind: &FormKind,
    row: &official_form::Model,
    cells: &BTreeMap<String, String>,
) -> Vec<Field> {
    let lang = shell.words.lang();
    let mut choices = vec![
        Choice::new("", shell.t("render-official-undecided")),
        Choice::new(LEFT_OUT, shell.t("render-official-left-out")),
    ];
    let names = names_of(row);
    let named =
        names.iter().map(|one| Choice::new(&one.name, format!("{} ({})", one.name, one.place)));
    choices.extend(named);
    let field = |item: &hikeshi_drafting::ItemFile| {
        let chosen = cells.get(&item.id).cloned().unwrap_or_default();
        // Names differ not by case: the choice is the one that the file spells so.
        let spelled = names.iter().find(|one| one.name.to_lowercase() == chosen.to_lowercase());
        let title = hikeshi_i18n::plain(item.title.get(lang));
        Field {
            name: format!("item-{}", item.id),
            title: format!("{} {title}", item.number.as_deref().unwrap_or_default())
                .trim()
                .to_owned(),
            choices: choices.clone(),
            chosen: spelled.map_or(chosen, |one| one.name.clone()),
        }
    };
    kind.items.iter().map(field).collect()
}
