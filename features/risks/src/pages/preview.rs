//! What a file would change: seen before it is taken, and taken back afterwards.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_i18n::{Words, plain};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_risk::RiskModel;
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::Place2;
use crate::{
    content::risk_model,
    field::Field,
    import::{BadRow, Plan, Step, StepKind, Taking, find_import, plan_of, take, too_many, undo},
    ledger::{MOST_ROWS, rows},
    shown::{names, raw},
};

/// Rows of each kind that are listed; the others are counted.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "pages/preview.html")]
struct PreviewPage {
    shell: Shell,
    home: String,
    file: String,
    sheet: String,
    unknown: Vec<String>,
    /// `read`, `taken`, `undone`.
    state: String,
    same: usize,
    empty: usize,
    /// What cannot be read first, then what changes, what is new, what stands twice.
    listed: Vec<Listed>,
    counts: [usize; 3],
    /// It could not be taken because the ledger is another by now.
    stale: bool,
    /// Rows by which the ledger would be too long.
    too_many: usize,
    /// The most rows of a ledger.
    most: usize,
    /// Rows that were left alone when it was taken back.
    left: Vec<i64>,
}

/// Rows with one fate.
struct Listed {
    id: &'static str,
    title: &'static str,
    rows: Vec<Line>,
    /// Rows that are not shown.
    more: usize,
}

struct Line {
    line: usize,
    name: String,
    about: String,
    details: Vec<String>,
}

/// What the form posts.
#[derive(Debug, Deserialize)]
pub(super) struct Act {
    #[serde(default)]
    act: String,
}

/// Shows the plan.
pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditRisks>,
    Path((_, id)): Place2,
) -> Result<Response, Problem> {
    page(&platform, &context, &scope, (&id, false, Vec::new())).await
}

/// Takes the file, or takes it back.
pub(super) async fn act(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditRisks>,
    Path((_, id)): Place2,
    Posted(form): Posted<Act>,
) -> Result<Response, Problem> {
    let home = format!("/c/{}/risks", scope.company());
    let tx = platform.db.write(scope.fence()).await?;
    if form.act == "undo" {
        let left = undo(&tx, &platform, &scope, &id).await?;
        tx.commit().await?;
        return match left {
            Some(left) if !left.is_empty() => {
                page(&platform, &context, &scope, (&id, false, left)).await
            }
            _ => Ok(Redirect::to(&format!("{home}?done=undone")).into_response()),
        };
    }
    if take(&tx, &platform, &scope, &id).await? == Taking::Taken {
        tx.commit().await?;
        return Ok(Redirect::to(&format!("{home}?done=taken")).into_response());
    }
    drop(tx);
    page(&platform, &context, &scope, (&id, true, Vec::new())).await
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (id, refused, left): (&str, bool, Vec<i64>),
) -> Result<Response, Problem> {
    let model = risk_model()?;
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, scope, context, Place::Risks).await?;
    let import = find_import(&tx, scope, id).await?;
    let plan = plan_of(&import)?;
    let ledger = if import.state == "read" { rows(&tx, scope).await?.len() } else { 0 };
    drop(tx);
    let too_many = too_many(&plan, ledger);
    let words = &shell.words;
    let steps = |kind: StepKind| {
        let steps = plan.steps.iter().filter(|step| step.kind == kind).take(SHOWN);
        steps.map(|step| Line::of(words, model, step)).collect::<Vec<_>>()
    };
    let bad = plan.bad.iter().take(SHOWN).map(|row| Line::bad(words, row)).collect();
    let listed = [
        ("bad", "risks-preview-bad-rows", bad, plan.bad.len()),
        (
            "changed",
            "risks-preview-changed-rows",
            steps(StepKind::Changed),
            plan.count(StepKind::Changed),
        ),
        ("new", "risks-preview-new-rows", steps(StepKind::New), plan.count(StepKind::New)),
        ("twice", "risks-preview-twice-rows", steps(StepKind::Twice), plan.count(StepKind::Twice)),
    ];
    let listed = listed.into_iter().filter(|(.., count)| *count > 0);
    let listed = listed.map(|(id, title, rows, count)| {
        let more = count - rows.len();
        Listed { id, title, rows, more }
    });
    let status = if refused { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok(Html(PreviewPage {
        home: format!("/c/{}/risks", scope.company()),
        listed: listed.collect(),
        same: plan.count(StepKind::Same),
        empty: plan.empty,
        counts: counts(&plan),
        stale: refused && import.state == "read" && too_many == 0,
        too_many,
        most: MOST_ROWS,
        state: import.state,
        file: import.file_name,
        sheet: plan.sheet,
        unknown: plan.unknown,
        left,
        shell,
    })
    .with_status(status))
}

/// New, changed, unreadable.
fn counts(plan: &Plan) -> [usize; 3] {
    [plan.count(StepKind::New), plan.count(StepKind::Changed), plan.bad.len()]
}

impl Line {
    fn of(words: &Words, model: &RiskModel, step: &Step) -> Self {
        let name = |field: Field| plain(&words.t(&format!("risks-field-{}", field.name())));
        let said = |field: Field, value: &str| match plain(&raw(words, model, field, value)) {
            said if said.is_empty() => plain(&words.t("risks-none")),
            said => said,
        };
        let changes = step.differences.iter().map(|(field, before, after)| {
            let (before, after) = (said(*field, before), said(*field, after));
            format!("{}: {before} \u{2192} {after}", name(*field))
        });
        let remarks = step.remarks.iter().map(|(kind, what)| {
            let what = Field::from_name(what).map_or_else(|| what.clone(), name);
            plain(&words.t1(&format!("risks-remark-{kind}"), "what", what))
        });
        let about = [step.entry.business.clone(), names(words, &model.media, &step.entry.media)];
        let about: Vec<String> = about.into_iter().filter(|text| !text.is_empty()).collect();
        Self {
            line: step.line,
            name: step.entry.name.clone(),
            about: about.join(" / "),
            details: changes.chain(remarks).collect(),
        }
    }

    fn bad(words: &Words, row: &BadRow) -> Self {
        let troubles = row.troubles.iter().map(|(trouble, field, cell)| {
            let known = Field::from_name(field);
            let field = known.map_or_else(String::new, |field| {
                plain(&words.t(&format!("risks-field-{}", field.name())))
            });
            let values: [(&str, &dyn std::fmt::Display); 2] = [("field", &field), ("cell", cell)];
            plain(&words.ta(&format!("risks-trouble-{trouble}"), &values))
        });
        Self {
            line: row.line,
            name: row.cells.join(" | "),
            about: String::new(),
            details: troubles.collect(),
        }
    }
}
