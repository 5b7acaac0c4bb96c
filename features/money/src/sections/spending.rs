//! How much is worth spending, on what first, and what all of it rests on.

use super::{Said, Section, losses::local};

/// The ceiling of each scenario.
pub(super) fn ceiling(said: &Said<'_>) -> Section {
    let rows = said.results.scenarios.iter().zip(&said.results.ceilings);
    let rows = rows.map(|((scenario, _), (year, ceiling))| {
        vec![
            said.t(&format!("money-scenario-{}", scenario.kind.name())),
            said.range(*year),
            said.range(*ceiling),
        ]
    });
    let figures = &said.results.figures;
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("from", &figures.once_from), ("to", &figures.once_to)];
    let ceiling = &said.model.ceiling;
    Section {
        id: "ceiling",
        title: said.t("money-ceiling"),
        lead: said.t("money-ceiling-lead"),
        head: said.all(&["money-what", "money-year", "money-most"]),
        rows: rows.collect(),
        notes: vec![
            said.words.ta("money-once", &values),
            local(said, &ceiling.about),
            said.source(&ceiling.source, ceiling.confidence),
        ],
    }
}

/// Measures, the best first.
pub(super) fn measures(said: &Said<'_>) -> Section {
    let rows = said.results.measures.iter().filter_map(|ranked| {
        let measure = said.model.measures.iter().find(|one| one.id == ranked.id)?;
        let per_yen = ranked.per_yen.map(|(low, high)| {
            let (low, high) = (hundredths(low), hundredths(high));
            said.words.ta("money-per-yen-range", &[("low", &low), ("high", &high)])
        });
        let saves = per_yen.unwrap_or_else(|| said.t("money-free"));
        let judged = if ranked.never_pays { said.t("money-never-pays") } else { String::new() };
        Some(vec![
            local(said, &measure.title),
            said.range(ranked.cost),
            said.range(ranked.saved),
            [saves, judged].join(" ").trim().to_owned(),
            said.confidence(measure.confidence),
        ])
    });
    let source = said.model.measures.first();
    let source = source.map(|one| said.source(&one.source, one.confidence));
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
        rows: rows.collect(),
        notes: [Some(said.t("money-measures-how")), source].into_iter().flatten().collect(),
    }
}

/// What the sums rest on.
pub(super) fn assumptions(said: &Said<'_>) -> Section {
    let figures = &said.results.figures;
    let (stop, costs) = (&figures.stop, &figures.costs);
    let number = |number: Option<u32>| {
        number.map_or_else(|| said.t("money-not-stated"), |one| said.words.number(i64::from(one)))
    };
    let percent = |percent: u8| said.words.t1("money-percent", "percent", percent);
    let rows = [
        ("money-f-sales", said.stated(stop.sales_per_day)),
        ("money-f-open-days", stop.open_days.to_string()),
        ("money-f-lost", percent(stop.lost_percent)),
        ("money-f-people", number(stop.idle_people)),
        ("money-f-wage", said.stated(stop.wage_per_hour)),
        ("money-f-hours", stop.hours_per_day.to_string()),
        ("money-f-idle", percent(stop.idle_percent)),
        ("money-f-first", said.stated(costs.first_response)),
        ("money-f-forensics", said.stated(costs.forensics)),
        ("money-f-recovery", said.stated(costs.recovery)),
        ("money-f-letter", said.stated(costs.letter)),
        ("money-f-gift", said.stated(costs.gift)),
        ("money-f-can-pay", said.stated(figures.can_pay)),
    ];
    let versions = said.model.versions.iter().map(|(id, version)| format!("{id} {version}"));
    let versions: Vec<String> = versions.collect();
    Section {
        id: "assumptions",
        title: said.t("money-assumptions"),
        lead: said.t("money-assumptions-lead"),
        head: said.all(&["money-what", "money-entered"]),
        rows: rows.into_iter().map(|(key, value)| vec![said.t(key), value]).collect(),
        notes: vec![said.words.t1("money-versions", "versions", versions.join(", "))],
    }
}

/// Hundredths as people write them: 1.5, 20.
fn hundredths(hundredths: u64) -> String {
    if hundredths >= 1000 || hundredths.is_multiple_of(100) {
        return (hundredths / 100).to_string();
    }
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').to_owned()
}
