//! The map: how many rows stand at each importance and possibility.

use askama::Template;
use axum::extract::State;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_risk::{Level, RiskModel};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use crate::{Rated, content::risk_model, rated, shown::band};

/// Links of a cell that are listed by name.
const NAMED: usize = 8;

#[derive(Template)]
#[template(path = "pages/map.html")]
pub(super) struct MapPage {
    shell: Shell,
    home: String,
    model: &'static RiskModel,
    /// The highest importance first, in it the lowest possibility first.
    cells: Vec<Cell>,
    unknown: usize,
    total: usize,
    about: String,
}

struct Cell {
    importance: u8,
    possibility: u8,
    value: u8,
    band_id: String,
    band: String,
    count: usize,
    href: String,
    rows: Vec<(String, String)>,
    more: usize,
    /// Where it stands in the drawing.
    x: u32,
    y: u32,
}

/// Shows it.
pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewRisks>,
) -> Result<Html<MapPage>, Problem> {
    let model = risk_model()?;
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Risks).await?;
    let all = rated(&tx, &platform, &scope).await?;
    drop(tx);
    let home = format!("/c/{}/risks", scope.company());
    let places = Level::ALL
        .into_iter()
        .rev()
        .flat_map(|importance| Level::ALL.map(|possibility| (importance, possibility)));
    let cells = places.map(|place| {
        let at = |one: &&Rated| {
            one.risk.risk.is_some_and(|risk| (risk.importance, risk.possibility) == place)
        };
        let rows: Vec<&Rated> = all.iter().filter(at).collect();
        cell(&shell, model, (place, &rows), &home)
    });
    let cells: Vec<Cell> = cells.collect();
    let known: usize = cells.iter().map(|cell| cell.count).sum();
    let said = cells.iter().filter(|cell| cell.count > 0).map(|cell| {
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("value", &cell.value), ("count", &cell.count)];
        shell.words.ta("risks-map-cell", &values)
    });
    let about: Vec<String> = said.collect();
    Ok(Html(MapPage {
        unknown: all.len() - known,
        total: all.len(),
        about: about.join(&shell.t("risks-comma")),
        cells,
        model,
        home,
        shell,
    }))
}

fn cell(
    shell: &Shell,
    model: &RiskModel,
    ((importance, possibility), rows): ((Level, Level), &[&Rated]),
    home: &str,
) -> Cell {
    let (importance, possibility) = (importance.number(), possibility.number());
    let value = importance * possibility;
    let in_band = model.band_of(value);
    let named = rows.iter().take(NAMED);
    Cell {
        importance,
        possibility,
        value,
        band_id: in_band.map(|band| band.id.clone()).unwrap_or_default(),
        band: hikeshi_i18n::plain(&band(&shell.words, in_band, Some(value))),
        count: rows.len(),
        href: format!("{home}?cell={importance}x{possibility}"),
        rows: named
            .map(|one| (format!("{home}/rows/{}", one.row.id), one.entry.name.clone()))
            .collect(),
        more: rows.len().saturating_sub(NAMED),
        x: 60 + u32::from(possibility - 1) * 92,
        y: 8 + u32::from(3 - importance) * 62,
    }
}
