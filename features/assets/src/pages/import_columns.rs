//! What each column of a table means: proposed, and corrected by a person.

use std::collections::BTreeSet;

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, audit, can};
use hikeshi_inventory::{Field, Kind, Sureness, Table, heading_lines};
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use crate::{
    export::field_label,
    imports::{Contents, ImportPlan, find_import, open_contents, save_plan},
    model::asset_import,
};

/// Lines that are offered as the one with the headings.
const LINES: usize = 12;

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/assets/imports/{import}/columns", get(show).post(save))
}

/// What the form sends for a column that is not taken in.
const LEFT_OUT: &str = "leave-out";

#[derive(Template)]
#[template(path = "pages/import_columns.html")]
struct ColumnsPage {
    shell: Shell,
    home: String,
    here: String,
    name: String,
    sheets: Vec<Choice>,
    sheet: String,
    lines: Vec<Choice>,
    line: String,
    kinds: Vec<Choice>,
    kind: String,
    fields: Vec<Choice>,
    columns: Vec<ColumnView>,
}

/// A column with what it seems to mean.
struct ColumnView {
    nr: usize,
    heading: String,
    field: String,
    tone: &'static str,
    icon: &'static str,
    sureness: String,
    examples: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ColumnsForm {
    sheet: String,
    line: String,
    kind: String,
    field: Vec<String>,
    /// `again` looks at another sheet or line of headings.
    act: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditAssets>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let row = open_import(&platform, &scope, &id).await?;
    let plan: ImportPlan = serde_json::from_str(&row.plan_json)?;
    let contents = open_contents(&platform, &scope, &row, &plan).await?;
    let page = page(&platform, &context, &scope, (row, &plan, contents)).await?;
    Ok(Html(page).into_response())
}

/// The page with the columns as a plan has them.
async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (row, plan, contents): (asset_import::Model, &ImportPlan, Contents),
) -> Result<ColumnsPage, Problem> {
    let Contents::Table(table, sheets) = contents else { return Err(Problem::not_found()) };
    let words = &context.words;
    let guarded = plan.guarded(&table);
    let limited = limited_lines(scope, &guarded, &table);
    let (header, columns) = plan.columns(&table);
    // Somebody else may have taken a line with values for the headings.
    let hidden = plan.heading_line != 0
        && limited.as_ref().is_some_and(|only| !only.contains(&plan.heading_line));
    let views = columns.into_iter().enumerate().map(|(at, column)| {
        let field = plan.fields.get(at).copied().flatten();
        let left_out = plan.left_out.contains(&at);
        let changed = left_out || field != column.field;
        let (tone, icon, key) = match column.sureness {
            _ if changed => ("done", "pen", "yours"),
            Sureness::Sure => ("done", "done", "sure"),
            Sureness::Likely => ("now", "half", "likely"),
            Sureness::Looks => ("caution", "warn", "looks"),
            Sureness::None => ("wait", "open", "none"),
        };
        ColumnView {
            nr: at + 1,
            heading: if hidden { String::new() } else { column.heading },
            field: if left_out { LEFT_OUT } else { field.map_or("", Field::name) }.to_owned(),
            tone,
            icon,
            sureness: words.t(&format!("assetimport-sure-{key}")),
            examples: if guarded.contains(&at) {
                String::new()
            } else {
                column.examples.join("\u{3000}/\u{3000}")
            },
        }
    });
    let views: Vec<ColumnView> = views.collect();
    let keep = Choice::new("", words.t("assetimport-keep-own"));
    let leave = Choice::new(LEFT_OUT, words.t("assetimport-leave-out"));
    let fields = Field::ALL.iter().map(|f| Choice::new(f.name(), field_label(words, *f)));
    let number = Choice::new(Field::Number.name(), words.t("assets-number"));
    let shown_line = |cells: &[String]| {
        let filled: Vec<&str> =
            cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).take(4).collect();
        filled.join(" / ").chars().take(50).collect::<String>()
    };
    let none = Choice::new("0", words.t("assetimport-no-headings"));
    let offered = table.rows.iter().filter(|row| !row.is_empty());
    let offered =
        offered.filter(|row| limited.as_ref().is_none_or(|only| only.contains(&row.line)));
    let lines = offered.take(LINES).map(|row| {
        // Headings may hold no secrets, rows of data may: only the chosen line is shown in full.
        let is_heading = header.row.is_some_and(|at| table.rows[at].line == row.line);
        let above = header.row.is_some_and(|at| row.line < table.rows[at].line);
        let text = if is_heading || above { shown_line(&row.cells) } else { String::new() };
        let values: [(&str, &dyn std::fmt::Display); 2] = [("line", &row.line), ("text", &text)];
        Choice::new(row.line.to_string(), words.ta("assetimport-line-nr", &values))
    });
    let lines: Vec<Choice> = std::iter::once(none).chain(lines).collect();
    let by_row = Choice::new("", words.t("assetimport-kind-by-row"));
    let kinds = Kind::ALL
        .map(|kind| Choice::new(kind.name(), words.t(&format!("assets-kind-{}", kind.name()))));
    let sheets = sheets.into_iter().enumerate().map(|(at, name)| Choice::new(at.to_string(), name));
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, scope, context, Place::Assets).await?;
    let home = format!("/c/{}/assets", scope.company());
    Ok(ColumnsPage {
        here: format!("{home}/imports/{}", row.id),
        home,
        name: row.file_name,
        sheets: sheets.collect(),
        sheet: plan.sheet.to_string(),
        lines,
        line: plan.heading_line.to_string(),
        kinds: std::iter::once(by_row).chain(kinds).collect(),
        kind: plan.kind.map_or("", Kind::name).to_owned(),
        fields: [keep, leave, number].into_iter().chain(fields).collect(),
        columns: views,
        shell,
    })
}

/// The lines that somebody who may not see secrets can take for the headings, where a table may hold
/// some: those in which no values stand. `None`: all of them.
fn limited_lines(
    scope: &CompanyScope,
    guarded: &BTreeSet<usize>,
    table: &Table,
) -> Option<BTreeSet<usize>> {
    let limited = !scope.may::<can::ShowSecrets>() && !guarded.is_empty();
    limited.then(|| heading_lines(table))
}

async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditAssets>,
    Path((_, id)): Path<(String, String)>,
    Posted(form): Posted<ColumnsForm>,
) -> Result<Response, Problem> {
    let row = open_import(&platform, &scope, &id).await?;
    let old: ImportPlan = serde_json::from_str(&row.plan_json)?;
    let left_out = (0..).zip(&form.field).filter(|(_, to)| *to == LEFT_OUT).map(|(at, _)| at);
    let mut plan = ImportPlan {
        sheet: form.sheet.parse().unwrap_or(old.sheet),
        heading_line: form.line.parse().unwrap_or(old.heading_line),
        fields: form.field.iter().map(|name| Field::of_column(name)).collect(),
        kind: Kind::from_name(&form.kind),
        left_out: left_out.collect(),
        secret: Vec::new(),
        without_programs: old.without_programs,
    };
    let contents = open_contents(&platform, &scope, &row, &plan).await?;
    let Contents::Table(table, _) = &contents else { return Err(Problem::not_found()) };
    let other_sheet = plan.sheet != old.sheet;
    if other_sheet {
        plan.heading_line = ImportPlan::heading_of(table);
    } else {
        plan.secret = old.guarded(table).into_iter().collect();
    }
    let guarded = plan.guarded(table);
    let line = plan.heading_line;
    let refused_line = line != 0
        && line != ImportPlan::heading_of(table)
        && limited_lines(&scope, &guarded, table).is_some_and(|only| !only.contains(&line));
    if refused_line {
        let error = context.words.t("assetimport-secret-line");
        plan.heading_line = old.heading_line;
        let error = FieldError::new("line", error);
        return refuse(&platform, &context, &scope, (row, &plan, contents), error).await;
    }
    let again = form.act == "again" || other_sheet || plan.heading_line != old.heading_line;
    let mut opened = Vec::new();
    if again {
        plan.propose(table);
    } else {
        plan.secret = guarded.into_iter().collect();
        opened.extend(
            plan.secret.iter().copied().filter(|at| plan.is_open(*at) && !old.is_open(*at)),
        );
    }
    if let Some(at) = opened.first()
        && !scope.may::<can::ShowSecrets>()
    {
        let error = context.words.t("assetimport-secret-column");
        let error = FieldError::new(format!("field-{}", at + 1), error);
        plan.close_again(&opened, &old);
        return refuse(&platform, &context, &scope, (row, &plan, contents), error).await;
    }
    let tx = platform.db.write(scope.fence()).await?;
    save_plan(&tx, &row, &plan).await?;
    if !opened.is_empty() {
        let detail = serde_json::json!({ "columns": opened.len() });
        let about = ("asset-import", row.id);
        audit(&tx, &platform, &scope, "asset-import.opened", about, detail).await?;
    }
    tx.commit().await?;
    let here = format!("/c/{}/assets/imports/{}", scope.company(), row.id);
    let next = if again { format!("{here}/columns") } else { here };
    Ok(Redirect::to(&next).into_response())
}

/// The page again, as it was filled in, with what cannot be done.
async fn refuse(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    asked: (asset_import::Model, &ImportPlan, Contents),
    error: FieldError,
) -> Result<Response, Problem> {
    let mut page = page(platform, context, scope, asked).await?;
    page.shell.errors.push(error);
    Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// A file that still waits.
pub(super) async fn open_import(
    platform: &Platform,
    scope: &CompanyScope,
    id: &str,
) -> Result<asset_import::Model, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let row = find_import(&tx, scope, id).await?;
    if row.state == "open" { Ok(row) } else { Err(Problem::not_found()) }
}
