//! The ledger: all information with its risk, to look through and to filter.

use askama::Template;
use axum::extract::State;
use axum_extra::extract::Query;
use hikeshi_directory::{Place, company_shell};
use hikeshi_i18n::Words;
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::fold_width;
use hikeshi_risk::RiskModel;
use hikeshi_ui::{Choice, Pager, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext, percent};
use jiff::Timestamp;
use serde::Deserialize;

use crate::{
    Rated,
    content::risk_model,
    rated,
    shown::{band, flash, kinds, look, names},
    threats::{open, states},
};

/// Rows of a page.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "pages/ledger.html")]
pub(super) struct LedgerPage {
    shell: Shell,
    home: String,
    model: &'static RiskModel,
    asked: Asked,
    lines: Vec<Line>,
    pager: Pager,
    /// Rows in all, and those that fit what was asked.
    total: usize,
    found: usize,
    /// Rows by band: id, name, count.
    counts: Vec<(String, String, usize)>,
    open_threats: usize,
    /// The first threat to judge, as it stands in the address.
    first_open: String,
    untreated: usize,
    waiting: usize,
    overdue: usize,
    departments: Vec<String>,
    media: Vec<Choice>,
    bands: Vec<Choice>,
    shows: Vec<Choice>,
    may_edit: bool,
    /// The money page, for those who may see it.
    money: Option<String>,
}

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    department: String,
    #[serde(default)]
    medium: String,
    #[serde(default)]
    band: String,
    /// `untreated`, `waiting`, `overdue`.
    #[serde(default)]
    show: String,
    /// Cell of the map: importance and possibility, as `3x2`.
    #[serde(default)]
    cell: String,
    #[serde(default)]
    page: String,
    #[serde(default)]
    done: String,
}

/// A row as it is listed.
struct Line {
    href: String,
    number: i64,
    name: String,
    about: String,
    media: String,
    importance: String,
    tone: &'static str,
    icon: &'static str,
    band: String,
    /// What it could be at most, if that is more.
    at_most: Option<u8>,
    treatment: String,
    overdue: bool,
}

/// Shows it.
pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewRisks>,
    Query(asked): Query<Asked>,
) -> Result<Html<LedgerPage>, Problem> {
    let model = risk_model()?;
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Risks).await?;
    let all = rated(&tx, &platform, &scope).await?;
    let judged = states(&tx, &scope).await?;
    drop(tx);
    shell.flash = flash(&shell.words, &asked.done);
    let home = format!("/c/{}/risks", scope.company());
    let now = platform.clock.now();
    let found: Vec<&Rated> = all.iter().filter(|one| asked.fits(one, model, now)).collect();
    let last = found.len().div_ceil(PAGE).max(1);
    let page = asked.page.parse().unwrap_or(1).clamp(1, last);
    let lines = found.iter().skip((page - 1) * PAGE).take(PAGE);
    let lines = lines.map(|one| Line::of(one, (&shell.words, model), &home, now));
    let in_band = |id: Option<&str>| {
        all.iter().filter(|one| one.band(model).map(|band| band.id.as_str()) == id).count()
    };
    let mut counts: Vec<(String, String, usize)> = model
        .bands
        .iter()
        .map(|one| {
            let title = shell.words.t1("risks-band-of", "band", one.title.get(context.lang));
            (one.id.clone(), title, in_band(Some(&one.id)))
        })
        .collect();
    counts.push(("none".to_owned(), shell.t("risks-band-none"), in_band(None)));
    let mut departments: Vec<String> = all.iter().map(|one| one.entry.department.clone()).collect();
    departments.sort_unstable();
    departments.dedup();
    departments.retain(|one| !one.is_empty());
    let count = |fits: &dyn Fn(&Rated) -> bool| all.iter().filter(|one| fits(one)).count();
    let shows = ["untreated", "waiting", "overdue"];
    let first_open = open(model, &judged).next().map(|one| format!("/{}", one.id));
    Ok(Html(LedgerPage {
        lines: lines.collect(),
        pager: Pager::numbered(page, last, |page| asked.address(&home, page)),
        total: all.len(),
        found: found.len(),
        bands: counts.iter().map(|(id, title, _)| Choice::new(id.clone(), title.clone())).collect(),
        counts,
        open_threats: open(model, &judged).count(),
        first_open: first_open.unwrap_or_default(),
        untreated: count(&|one| one.is_untreated(model)),
        waiting: count(&Rated::waits_for_acceptance),
        overdue: count(&|one| one.is_overdue(now)),
        departments,
        media: kinds(&shell.words, &model.media),
        shows: shows.map(|one| Choice::new(one, shell.t(&format!("risks-show-{one}")))).into(),
        may_edit: scope.may::<can::EditRisks>(),
        money: scope.may::<can::ViewMoney>().then(|| format!("/c/{}/money", scope.company())),
        model,
        asked,
        home,
        shell,
    }))
}

impl Asked {
    fn is_filtered(&self) -> bool {
        [&self.q, &self.department, &self.medium, &self.band, &self.show, &self.cell]
            .iter()
            .any(|one| !one.is_empty())
    }

    fn fits(&self, one: &Rated, model: &RiskModel, now: Timestamp) -> bool {
        let folded = |text: &str| fold_width(text).to_lowercase();
        let entry = &one.entry;
        let texts = [&entry.name, &entry.business, &entry.remark, &entry.users, &entry.place];
        let wanted = folded(self.q.trim());
        let text = texts.iter().any(|text| folded(text).contains(&wanted));
        let band = one.band(model).map_or("none", |band| band.id.as_str());
        let risk = one.risk.risk;
        let cell =
            risk.map(|risk| format!("{}x{}", risk.importance.number(), risk.possibility.number()));
        let show = match self.show.as_str() {
            "untreated" => one.is_untreated(model),
            "waiting" => one.waits_for_acceptance(),
            "overdue" => one.is_overdue(now),
            _ => true,
        };
        text && show
            && (self.department.is_empty() || self.department == entry.department)
            && (self.medium.is_empty() || entry.media.contains(&self.medium))
            && (self.band.is_empty() || self.band == band)
            && (self.cell.is_empty() || cell.as_deref() == Some(self.cell.as_str()))
    }

    fn address(&self, home: &str, page: usize) -> String {
        let pairs = [
            ("q", &self.q),
            ("department", &self.department),
            ("medium", &self.medium),
            ("band", &self.band),
            ("show", &self.show),
            ("cell", &self.cell),
        ];
        let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        let pairs: String =
            pairs.map(|(key, value)| format!("{key}={}&", percent(value))).collect();
        format!("{home}?{pairs}page={page}")
    }
}

impl Line {
    fn of(one: &Rated, (words, model): (&Words, &RiskModel), home: &str, now: Timestamp) -> Self {
        let in_band = one.band(model);
        let (tone, icon) = look(in_band);
        let about = [one.entry.business.as_str(), one.entry.department.as_str()];
        let about: Vec<&str> = about.into_iter().filter(|text| !text.is_empty()).collect();
        let importance = one.entry.importance();
        Self {
            href: format!("{home}/rows/{}", one.row.id),
            number: one.row.number,
            name: one.entry.name.clone(),
            about: about.join(" / "),
            media: names(words, &model.media, &one.entry.media),
            importance: importance
                .map_or_else(|| words.t("risks-none"), |level| level.number().to_string()),
            tone,
            icon,
            band: band(words, in_band, one.value()),
            at_most: Some(one.risk.at_most).filter(|most| one.value() != Some(*most)),
            treatment: treatment(words, one),
            overdue: one.is_overdue(now),
        }
    }
}

/// What is done about a row, in a word.
fn treatment(words: &Words, one: &Rated) -> String {
    match &one.treatment {
        _ if one.standing.holds() => words.t("risks-state-accepted"),
        Some(treatment) if treatment.done_at.is_some() => words.t("risks-state-done"),
        Some(treatment) => words.t(&format!("risks-option-{}", treatment.kind)),
        None => words.t("risks-none"),
    }
}
