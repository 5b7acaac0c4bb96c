//! What insurances pay of each scenario, and what is left.

use hikeshi_loss::{Cover, Scenario};

use super::{
    Said, Section,
    answer::{Purse, purse},
    losses::{missing, name_of, total_of},
};

/// The gap of each scenario.
pub(super) fn gap(said: &Said<'_>) -> Section {
    let row = |(scenario, cover): &(Scenario, Cover)| {
        let name = said.t(&format!("money-scenario-{}", scenario.kind.name()));
        if !scenario.is_counted() {
            let nothing = || said.t("money-nothing-to-say");
            return vec![name, said.later(), nothing(), nothing(), nothing()];
        }
        let unpaid: Vec<String> = cover.unpaid.iter().map(|head| name_of(said, *head)).collect();
        let unpaid = match unpaid.is_empty() {
            true => said.t("money-all-paid"),
            false => unpaid.join(&said.t("money-comma")),
        };
        vec![
            name,
            total_of(said, scenario),
            said.range(cover.pays),
            said.at_least(cover.gap, scenario.missing.is_empty()),
            unpaid,
        ]
    };
    let mut rows: Vec<Vec<String>> = said.results.scenarios.iter().map(row).collect();
    let mut notes = vec![said.t("money-gap-how")];
    if said.results.counted().next().is_none() {
        rows.clear();
        notes.insert(0, said.later());
    }
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
    if let Some((purse, can_pay)) = purse(said).zip(said.results.figures.can_pay) {
        let key = match purse {
            Purse::Beyond(_) => "money-beyond",
            Purse::Within => "money-within",
            Purse::WithinStated => "money-within-stated",
        };
        notes.push(said.words.t1(key, "sum", said.yen(can_pay)));
    }
    // The last scenario holds the heads of all.
    let unstated = said.results.scenarios.iter().rfind(|(one, _)| !one.missing.is_empty());
    notes.extend(unstated.map(|(scenario, _)| missing(said, scenario)));
    Section {
        id: "gap",
        title: said.t("money-gap"),
        lead: said.t("money-gap-lead"),
        head: said.all(&["money-what", "money-loss", "money-pays", "money-left", "money-unpaid"]),
        rows,
        notes,
    }
}
