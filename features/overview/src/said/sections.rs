//! What the page lists: what is late, incidents, assets, risks, documents, what changed.

use hikeshi_i18n::Words;
use hikeshi_kernel::from_millis;

use super::{Line, Said};
use crate::company::{Incident, Overview};

/// So many lines of a section stand on the page …
pub(crate) const ON_PAGE: usize = 20;
/// … and on paper, so that everything fits on one sheet.
pub(crate) const ON_PAPER: usize = 3;
/// Kinds of changes that are named.
const CHANGES: usize = 6;

/// A part of the page.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    /// Its place in the page.
    pub(crate) id: &'static str,
    /// Its title.
    pub(crate) title: Said,
    /// What it says.
    pub(crate) lines: Vec<Line>,
}

/// All sections, each with at most `most` lines of things that there may be many of.
pub(super) fn sections(
    words: &Words,
    home: &str,
    (overview, most): (&Overview, usize),
) -> Vec<Section> {
    vec![
        Section {
            id: "overdue",
            title: Said::of("overview-overdue"),
            lines: overdue(words, (overview, most)),
        },
        Section {
            id: "incidents",
            title: Said::of("overview-incidents"),
            lines: incidents(words, home, (overview, most)),
        },
        Section { id: "assets", title: Said::of("overview-assets"), lines: assets(home, overview) },
        Section { id: "risks", title: Said::of("overview-risks"), lines: risks(home, overview) },
        Section {
            id: "policies",
            title: Said::of("overview-policies"),
            lines: policies(home, (overview, most)),
        },
        Section {
            id: "changes",
            title: Said::of("overview-changes"),
            lines: changes(words, home, overview),
        },
    ]
}

fn overdue(words: &Words, (overview, most): (&Overview, usize)) -> Vec<Line> {
    if overview.overdue.is_empty() {
        return vec![Line::new(Said::of("overview-overdue-none"), String::new())];
    }
    let line = |one: &crate::company::Overdue| {
        let key = if one.owner.is_empty() { "overview-due" } else { "overview-due-owner" };
        let about = Said::with(key, "day", words.date(one.due));
        let about = if one.owner.is_empty() { about } else { about.and("owner", &one.owner) };
        Line::new(Said::Text(one.title.clone()), one.href.clone()).about(about).toned("danger")
    };
    some(overview.overdue.iter().map(line).collect(), (most, String::new()))
}

fn incidents(words: &Words, home: &str, (overview, most): (&Overview, usize)) -> Vec<Line> {
    let href = format!("{home}/incidents");
    let line = |one: &Incident, about: Said, tone| {
        Line::new(Said::Typed(one.title.clone()), one.href.clone()).about(about).toned(tone)
    };
    let mut lines = Vec::new();
    for one in &overview.incidents.open {
        let about = match one.level {
            Some(level) => Said::with("overview-incident-open-level", "level", level),
            None => Said::of("overview-incident-open"),
        };
        lines.push(line(one, about, "danger"));
    }
    for one in &overview.incidents.recent {
        let at = from_millis(one.closed_at.unwrap_or(one.opened_at));
        let day = words.date(at.to_zoned(hikeshi_kernel::japan()).date());
        lines.push(line(one, Said::with("overview-incident-closed", "day", day), ""));
    }
    if lines.is_empty() {
        return vec![Line::new(Said::of("overview-incidents-none"), href)];
    }
    some(lines, (most, href))
}

fn assets(home: &str, overview: &Overview) -> Vec<Line> {
    let ledger = format!("{home}/assets");
    let Some(counts) = overview.assets else {
        return vec![Line::new(Said::of("overview-assets-unknown"), ledger).toned("caution")];
    };
    let warnings = format!("{ledger}/warnings");
    let mut lines = Vec::new();
    let mut told = |count: u64, key, tone| {
        if count > 0 {
            lines.push(Line::new(Said::with(key, "count", count), warnings.clone()).toned(tone));
        }
    };
    told(counts.past, "overview-assets-past", "danger");
    told(counts.soon, "overview-assets-soon", "caution");
    told(counts.ends, "overview-assets-ends", "caution");
    if lines.is_empty() {
        lines.push(Line::new(Said::of("overview-assets-quiet"), warnings));
    }
    lines.push(Line::new(Said::with("overview-assets-all", "count", counts.all), ledger));
    lines
}

fn risks(home: &str, overview: &Overview) -> Vec<Line> {
    let href = format!("{home}/risks");
    let Some(risks) = overview.risks else {
        return vec![Line::new(Said::of("overview-risks-unknown"), href).toned("caution")];
    };
    let mut lines = Vec::new();
    let mut told = |count: usize, key, tone| {
        if count > 0 {
            lines.push(Line::new(Said::with(key, "count", count), href.clone()).toned(tone));
        }
    };
    told(risks.untreated, "overview-risks-untreated", "danger");
    told(risks.open, "overview-risks-open", "caution");
    if lines.is_empty() {
        lines.push(Line::new(Said::of("overview-risks-quiet"), href.clone()));
    }
    lines.push(Line::new(Said::with("overview-risks-all", "count", risks.rows), href));
    lines
}

fn policies(home: &str, (overview, most): (&Overview, usize)) -> Vec<Line> {
    let href = format!("{home}/policies");
    let Some(policies) = &overview.policies else {
        return vec![Line::new(Said::of("overview-policies-unknown"), href).toned("caution")];
    };
    let line = |(name, page): &(String, String)| {
        let about = Said::of("overview-policy-waits");
        Line::new(Said::Typed(name.clone()), page.clone()).about(about).toned("caution")
    };
    let mut lines = some(policies.waiting.iter().map(line).collect(), (most, href.clone()));
    if lines.is_empty() {
        lines.push(Line::new(Said::of("overview-policies-quiet"), href.clone()));
    }
    let all = Said::with("overview-policies-all", "count", policies.in_force);
    lines.push(Line::new(all.and("shown", policies.published), href));
    lines
}

fn changes(words: &Words, home: &str, overview: &Overview) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    if let [.., before, last] = overview.course.as_slice() {
        let said = Said::with("overview-change-score", "from", before.total.unwrap_or_default());
        let day = from_millis(last.finished_at.unwrap_or_default());
        let day = words.date(day.to_zoned(hikeshi_kernel::japan()).date());
        let said = said.and("to", last.total.unwrap_or_default()).and("day", day);
        let lately = last.finished_at.is_some_and(|at| at >= overview.month_ago);
        if lately && before.max == last.max {
            lines.push(Line::new(said, format!("{home}/assessments/{}", last.id)));
        }
    }
    let line = |one: &crate::company::Change| {
        Line::new(Said::with(one.key, "count", one.count), one.href.clone())
    };
    lines.extend(overview.changes.iter().map(line));
    if lines.is_empty() {
        lines.push(Line::new(Said::of("overview-changes-none"), String::new()));
    }
    lines.truncate(CHANGES);
    lines
}

/// The first lines, and how many more there are.
fn some(mut lines: Vec<Line>, (most, href): (usize, String)) -> Vec<Line> {
    let more = lines.len().saturating_sub(most);
    lines.truncate(most);
    if more > 0 {
        lines.push(Line::new(Said::with("overview-more", "count", more), href));
    }
    lines
}
