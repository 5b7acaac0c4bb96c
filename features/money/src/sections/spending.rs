//! How much is worth spending, on what first, and what all of it rests on.

use hikeshi_loss::PerYen;

use super::{Said, Section, losses::local};
use crate::figures::Figures;

/// The ceiling of each scenario.
pub(super) fn ceiling(said: &Said<'_>) -> Section {
    let counted = said.results.scenarios.iter().zip(&said.results.ceilings);
    let counted = counted.filter(|((scenario, _), _)| scenario.is_counted());
    let rows = counted.map(|((scenario, _), (year, ceiling))| {
        let whole = scenario.missing.is_empty();
        vec![
            said.t(&format!("money-scenario-{}", scenario.kind.name())),
            said.at_least(*year, whole),
            said.at_least(*ceiling, whole),
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let (figures, first) = (&said.results.figures, Figures::default());
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("from", &figures.once_from), ("to", &figures.once_to)];
    let unchanged = (figures.once_from, figures.once_to) == (first.once_from, first.once_to);
    let once = if unchanged { "money-once-first" } else { "money-once" };
    let ceiling = &said.model.ceiling;
    let mut notes = vec![
        said.words.ta(once, &values),
        local(said, &ceiling.about),
        said.source(&ceiling.source, ceiling.confidence),
    ];
    if rows.is_empty() {
        notes.insert(0, said.later());
    }
    Section {
        id: "ceiling",
        title: said.t("money-ceiling"),
        lead: said.t("money-ceiling-lead"),
        head: said.all(&["money-what", "money-year", "money-most"]),
        rows,
        notes,
    }
}

/// Measures, the best first.
pub(super) fn measures(said: &Said<'_>) -> Section {
    let partial = said.is_partial();
    let rows = said.results.measures.iter().filter_map(|ranked| {
        let measure = said.model.measures.iter().find(|one| one.id == ranked.id)?;
        let saves = ranked.per_yen.map(|one| per_yen(said, one));
        let saves = saves.unwrap_or_else(|| said.t("money-free"));
        let judged = match (ranked.never_pays, partial) {
            (true, true) => said.t("money-never-pays-stated"),
            (true, false) => said.t("money-never-pays"),
            (false, _) => String::new(),
        };
        Some(vec![
            local(said, &measure.title),
            said.range(ranked.cost),
            said.at_least(ranked.saved, !partial),
            [saves, judged].join(" ").trim().to_owned(),
            said.confidence(measure.confidence),
        ])
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let source = said.model.measures.first();
    let source = source.map(|one| said.source(&one.source, one.confidence));
    let about_rows = match (rows.is_empty(), partial) {
        (true, _) => Some(said.later()),
        (false, true) => Some(said.t("money-measures-stated")),
        (false, false) => None,
    };
    Section {
        id: "measures",
        title: said.t("money-measures"),
        lead: said.t("money-measures-lead"),
        head: said.all(&[
            "money-measure",
            "money-cost",
            "money-saves",
            "money-per-yen",
            "money-checked",
        ]),
        rows,
        notes: [about_rows, Some(said.t("money-measures-how")), source]
            .into_iter()
            .flatten()
            .collect(),
    }
}

/// What a yen saves; without a most where the measure may cost nothing.
fn per_yen(said: &Said<'_>, per_yen: PerYen) -> String {
    let low = hundredths(said, per_yen.low);
    let Some(high) = per_yen.high else {
        return said.words.t1("money-per-yen-least", "low", low);
    };
    let high = hundredths(said, high);
    said.words.ta("money-per-yen-range", &[("low", &low), ("high", &high)])
}

/// What the sums rest on.
pub(super) fn assumptions(said: &Said<'_>) -> Section {
    let figures = &said.results.figures;
    let (stop, costs) = (&figures.stop, &figures.costs);
    let number = |number: Option<u32>| {
        number.map_or_else(|| said.t("money-not-stated"), |one| said.words.number(i64::from(one)))
    };
    let percent = |percent: u8| said.words.t1("money-percent", "percent", percent);
    let first = Figures::default();
    let marked = |value: String, changed: bool| match changed {
        true => value,
        false => said.words.t1("money-first-value", "value", value),
    };
    let once: [(&str, &dyn std::fmt::Display); 2] =
        [("from", &figures.once_from), ("to", &figures.once_to)];
    let once = said.words.ta("money-years", &once);
    let rows = [
        ("money-f-sales", said.stated(stop.sales_per_day)),
        (
            "money-f-open-days",
            marked(stop.open_days.to_string(), stop.open_days != first.stop.open_days),
        ),
        (
            "money-f-lost",
            marked(percent(stop.lost_percent), stop.lost_percent != first.stop.lost_percent),
        ),
        ("money-f-people", number(stop.idle_people)),
        ("money-f-wage", said.stated(stop.wage_per_hour)),
        (
            "money-f-hours",
            marked(stop.hours_per_day.to_string(), stop.hours_per_day != first.stop.hours_per_day),
        ),
        (
            "money-f-idle",
            marked(percent(stop.idle_percent), stop.idle_percent != first.stop.idle_percent),
        ),
        ("money-f-first", said.stated(costs.first_response)),
        ("money-f-forensics", said.stated(costs.forensics)),
        ("money-f-recovery", said.stated(costs.recovery)),
        ("money-f-letter", said.stated(costs.letter)),
        ("money-f-gift", said.stated(costs.gift)),
        (
            "money-f-once",
            marked(once, (figures.once_from, figures.once_to) != (first.once_from, first.once_to)),
        ),
        ("money-f-can-pay", said.stated(figures.can_pay)),
    ];
    let versions = said.model.versions.iter().map(|(id, version)| {
        let what = said.t(&format!("money-data-{id}"));
        said.words.ta("money-version", &[("what", &what), ("version", version)])
    });
    let versions: Vec<String> = versions.collect();
    Section {
        id: "assumptions",
        title: said.t("money-assumptions"),
        lead: said.t("money-assumptions-lead"),
        head: said.all(&["money-what", "money-entered"]),
        rows: rows.into_iter().map(|(key, value)| vec![said.t(key), value]).collect(),
        notes: vec![said.words.t1(
            "money-versions",
            "versions",
            versions.join(&said.t("money-comma")),
        )],
    }
}

/// Hundredths as people write them: 1.5, 20, 1,200.
fn hundredths(said: &Said<'_>, hundredths: u64) -> String {
    if hundredths >= 1000 || hundredths.is_multiple_of(100) {
        return said.words.number(i64::try_from(hundredths / 100).unwrap_or(i64::MAX));
    }
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').to_owned()
}
