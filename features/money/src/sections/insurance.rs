//! What insurances pay of each scenario, and what is left.

use super::{
    Said, Section,
    losses::{missing, name_of},
};

/// The gap of each scenario.
pub(super) fn gap(said: &Said<'_>) -> Section {
    let rows = said.results.scenarios.iter().map(|(scenario, cover)| {
        let unpaid: Vec<String> = cover.unpaid.iter().map(|head| name_of(said, *head)).collect();
        let unpaid = match unpaid.is_empty() {
            true => said.t("money-all-paid"),
            false => unpaid.join(&said.t("money-comma")),
        };
        vec![
            said.t(&format!("money-scenario-{}", scenario.kind.name())),
            said.at_least(scenario.total, scenario.missing.is_empty()),
            said.range(cover.pays),
            said.at_least(cover.gap, scenario.missing.is_empty()),
            unpaid,
        ]
    });
    let mut notes = vec![said.t("money-gap-how")];
    if said.results.policies.is_empty() {
        notes.insert(0, said.t("money-no-insurance"));
    }
    let unclear = said.results.scenarios.first().map(|(_, cover)| {
        let unclear = cover.policies.iter().zip(&said.results.policies);
        unclear.filter(|(paid, _)| paid.unclear).map(|(_, row)| row.insurer.clone()).collect()
    });
    let unclear: Vec<String> = unclear.unwrap_or_default();
    if !unclear.is_empty() {
        let names = unclear.join(&said.t("money-comma"));
        notes.push(said.words.t1("money-unclear", "names", names));
    }
    if let Some(can_pay) = said.results.figures.can_pay {
        let beyond = said.results.scenarios.iter().any(|(_, cover)| cover.gap.high > can_pay);
        let key = if beyond { "money-beyond" } else { "money-within" };
        notes.push(said.words.t1(key, "sum", said.yen(can_pay)));
    }
    let unstated = said.results.scenarios.iter().find(|(one, _)| !one.missing.is_empty());
    notes.extend(unstated.map(|(scenario, _)| missing(said, scenario)));
    Section {
        id: "gap",
        title: said.t("money-gap"),
        lead: said.t("money-gap-lead"),
        head: said.all(&["money-what", "money-loss", "money-pays", "money-left", "money-unpaid"]),
        rows: rows.collect(),
        notes,
    }
}
