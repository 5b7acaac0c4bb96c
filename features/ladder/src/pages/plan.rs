//! The action plan as a list: what is late first.

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_ui::{Flash, NavItem, Shell, Tone};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use jiff::civil::Date;
use serde::Deserialize;

use super::shown::{Mark, text, today};
use crate::plan::{Item, Rhythm, items};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/plan", get(show))
}

#[derive(Template)]
#[template(path = "pages/plan.html")]
struct PlanPage {
    shell: Shell,
    home: String,
    base: String,
    tabs: Vec<NavItem>,
    open: usize,
    overdue: usize,
    lines: Vec<Line>,
    may_edit: bool,
}

/// An item.
struct Line {
    href: String,
    title: String,
    due: String,
    owner: String,
    about: String,
    mark: Mark,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    show: String,
    done: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPlan>,
    Query(asked): Query<Asked>,
) -> Result<Html<PlanPage>, Problem> {
    let day = today(&platform);
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Plan).await?;
    if asked.done == "taken" {
        shell.flash = Some(Flash { kind: Tone::Done, text: shell.t("plan-taken") });
    }
    let all = items(&tx, &scope).await?;
    let own = scope.account().map(uuid::Uuid::from);
    let shown = |item: &&Item| match asked.show.as_str() {
        "mine" => item.state.is_open() && own.is_some() && item.entry.account == own,
        "ended" => !item.state.is_open(),
        _ => item.state.is_open(),
    };
    let home = format!("/c/{}", scope.company());
    let base = format!("{home}/plan");
    let lines = all.iter().filter(shown).map(|item| Line::of(&shell, &base, item, day)).collect();
    let tab = |name: &str, key: &str| NavItem {
        label: shell.t(key),
        href: if name.is_empty() { base.clone() } else { format!("{base}?show={name}") },
        current: asked.show == name,
    };
    let mut tabs = vec![tab("", "plan-show-open"), tab("mine", "plan-show-mine")];
    tabs.push(tab("ended", "plan-show-ended"));
    Ok(Html(PlanPage {
        open: all.iter().filter(|item| item.state.is_open()).count(),
        overdue: all.iter().filter(|item| item.is_overdue(day)).count(),
        may_edit: scope.may::<can::EditPlan>(),
        tabs,
        lines,
        home,
        base,
        shell,
    }))
}

impl Line {
    fn of(shell: &Shell, base: &str, item: &Item, day: Date) -> Self {
        let mut about = Vec::new();
        if item.entry.rhythm != Rhythm::Once {
            about.push(shell.t(&format!("plan-rhythm-{}", item.entry.rhythm.name())));
        }
        if !item.row.reason.is_empty() {
            about.push(item.row.reason.clone());
        } else if !item.entry.note.is_empty() {
            about.push(item.entry.note.lines().next().unwrap_or_default().to_owned());
        }
        Self {
            href: format!("{base}/{}", item.row.id),
            title: text(shell, &item.title()),
            due: item.entry.due.map(|day| shell.words.date(day)).unwrap_or_default(),
            owner: item.entry.owner.clone(),
            about: about.join("\u{3000}"),
            mark: Mark::of_item(shell, item, day),
        }
    }
}
