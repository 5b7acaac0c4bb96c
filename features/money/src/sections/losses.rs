//! What accidents could cost: a stop, a leak, and published figures beside both.

use hikeshi_i18n::plain;
use hikeshi_kernel::LocalText;
use hikeshi_loss::{Days, Figure, Head, ReferencePoint, Responsibility, Scenario};

use super::{Said, Section};

/// A week of stop, and other lengths.
pub(super) fn stop(said: &Said<'_>) -> Section {
    let figures = &said.results.figures;
    let rows = said.results.stops.iter().map(|stop| {
        let (sales, work) = (stop.lost_sales.is_some(), stop.idle_work.is_some());
        let total = hikeshi_loss::Range::one(stop.total);
        let total = match sales || work {
            true => said.at_least(total, sales && work),
            false => said.later(),
        };
        vec![
            days(said, stop.days),
            said.stated(stop.lost_sales),
            said.stated(stop.idle_work),
            total,
        ]
    });
    let values: [(&str, &dyn std::fmt::Display); 3] = [
        ("days", &figures.stop.open_days),
        ("lost", &figures.stop.lost_percent),
        ("idle", &figures.stop.idle_percent),
    ];
    Section {
        id: "stop",
        title: said.t("money-stop"),
        lead: said.t("money-stop-lead"),
        head: said.all(&["money-length", "money-lost-sales", "money-idle-work", "money-total"]),
        rows: rows.collect(),
        notes: vec![said.words.ta("money-stop-how", &values), said.t("money-stop-trust")],
    }
}

/// A leak, group by group.
pub(super) fn leak(said: &Said<'_>) -> Section {
    let jo = &said.model.jo;
    let rows = said.results.groups.iter().map(|(row, loss)| {
        vec![
            row.name.clone(),
            said.words.number(row.persons),
            said.range(loss.per_person),
            said.range(loss.total),
            format!(
                "{} \u{d7} {} \u{d7} {} \u{d7} {}",
                jo.base, loss.sensitivity, loss.identification, loss.responsibility
            ),
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let expected = match said.results.figures.responsibility {
        Responsibility::High => "money-responsibility-high",
        Responsibility::Ordinary => "money-responsibility-ordinary",
    };
    let mut notes = vec![local(said, &jo.about), said.t("money-leak-how"), said.t(expected)];
    if rows.is_empty() {
        notes.insert(0, said.t("money-leak-none"));
    }
    notes.push(said.source(&jo.source, jo.confidence));
    Section {
        id: "leak",
        title: said.t("money-leak"),
        lead: said.t("money-leak-lead"),
        head: said.all(&[
            "money-group",
            "money-persons",
            "money-per-person",
            "money-total",
            "money-factors",
        ]),
        rows,
        notes,
    }
}

/// Our own sums and published ones, side by side.
pub(super) fn beside(said: &Said<'_>) -> Section {
    let ours = said.results.scenarios.iter().map(|(scenario, _)| {
        let missing = missing(said, scenario);
        vec![
            said.t(&format!("money-scenario-{}", scenario.kind.name())),
            total_of(said, scenario),
            said.t("money-ours"),
            missing,
        ]
    });
    let published =
        said.model.references.iter().flat_map(|point| {
            point.figures.iter().map(move |figure| published(said, point, figure))
        });
    Section {
        id: "beside",
        title: said.t("money-beside"),
        lead: said.t("money-beside-lead"),
        head: said.all(&["money-what", "money-sum", "money-period", "money-about"]),
        rows: ours.chain(published).collect(),
        notes: vec![said.t("money-beside-why")],
    }
}

fn published(said: &Said<'_>, point: &ReferencePoint, figure: &Figure) -> Vec<String> {
    let sum = figure.yen.map(|sum| said.yen(sum));
    let time = figure.day_tenths.and_then(|tenths| Days::tenths(tenths).ok());
    let time = time.map(|time| days(said, time));
    let share = figure.permille.map(|permille| {
        let share = format!("{}.{}", permille / 10, permille % 10);
        said.words.t1("money-share", "percent", share)
    });
    let count = figure.count.map(|count| said.words.t1("money-count", "count", count));
    let figures: Vec<String> = [sum, time, share, count].into_iter().flatten().collect();
    let cases = point.cases.map(|cases| said.words.t1("money-cases", "count", cases));
    let about = [
        local(said, &point.about),
        cases.unwrap_or_default(),
        said.source(&point.source, point.confidence),
    ];
    let about: Vec<String> = about.into_iter().filter(|text| !text.is_empty()).collect();
    vec![
        format!("{}: {}", local(said, &point.title), local(said, &figure.title)),
        figures.join(" / "),
        local(said, &point.period),
        about.join(" "),
    ]
}

/// The sum of a scenario, or that it appears once figures are entered.
pub(super) fn total_of(said: &Said<'_>, scenario: &Scenario) -> String {
    match scenario.is_counted() {
        true => said.at_least(scenario.total, scenario.missing.is_empty()),
        false => said.later(),
    }
}

/// Which heads nobody stated.
pub(super) fn missing(said: &Said<'_>, scenario: &Scenario) -> String {
    if scenario.missing.is_empty() {
        return said.t("money-whole");
    }
    let names: Vec<String> = scenario.missing.iter().map(|head| name_of(said, *head)).collect();
    said.words.t1("money-missing", "heads", names.join(&said.t("money-comma")))
}

/// The name of a head.
pub(super) fn name_of(said: &Said<'_>, head: Head) -> String {
    said.t(&format!("money-head-{}", head.name()))
}

/// A length of time.
pub(super) fn days(said: &Said<'_>, days: Days) -> String {
    if days == Days::WEEK {
        return said.t("money-week");
    }
    let tenths = days.as_tenths();
    let number = match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    };
    said.words.t1("money-days", "days", number)
}

/// A text of the content, without readings.
pub(super) fn local(said: &Said<'_>, text: &LocalText) -> String {
    plain(text.get(said.words.lang()))
}
