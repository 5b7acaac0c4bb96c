//! Ceiling and ranking.

use std::collections::BTreeMap;

use hikeshi_loss::{Cost, Effect, Measure, PerYen, ScenarioKind, Years, Yen, rank};

use crate::pack::{MODEL, range, yen};

#[test]
fn the_ceiling_is_a_little_less_than_37_percent_and_rounded_down() {
    let ceiling = MODEL.ceiling.of(range(10_000_000, 60_190_000)).unwrap();
    assert_eq!(ceiling, range(3_678_790, 22_142_637));
    let expected = Years::new(5, 20).unwrap().each(range(10_000_000, 20_000_000)).unwrap();
    assert_eq!(expected, range(500_000, 4_000_000));
    for (from, to) in [(0, 5), (6, 5), (1, 1001)] {
        assert!(Years::new(from, to).is_err());
    }
}

fn measure(id: &str, cost: Cost, effects: &[(ScenarioKind, u8, u8)]) -> Measure {
    let effect =
        |(scenario, low_percent, high_percent)| Effect { scenario, low_percent, high_percent };
    let any = &MODEL.measures[0];
    Measure {
        id: id.to_owned(),
        cost,
        effects: effects.iter().copied().map(effect).collect(),
        ..any.clone()
    }
}

#[test]
fn measures_are_ranked_by_what_a_yen_saves_and_one_that_never_pays_says_so() {
    use ScenarioKind::{Leak, Stop};
    let yearly = |low, high| Cost { once: range(0, 0), serves_years: 1, yearly: range(low, high) };
    let measures = [
        measure("dear", yearly(10_000_000, 20_000_000), &[(Stop, 10, 20)]),
        measure("good", yearly(50_000, 100_000), &[(Stop, 20, 50), (Leak, 10, 90)]),
        measure("free", yearly(0, 0), &[(Leak, 1, 2)]),
        measure("fair", yearly(100_000, 200_000), &[(Stop, 30, 40)]),
    ];
    let losses = BTreeMap::from([
        (Stop, range(10_000_000, 20_000_000)),
        (Leak, range(2_000_000, 4_000_000)),
    ]);
    let once_in = Years::new(5, 10).unwrap();
    let ranked = rank(&measures, &losses, once_in, &BTreeMap::new()).unwrap();
    let order: Vec<&str> = ranked.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(order, ["free", "good", "fair", "dear"]);
    // Stop: 1 to 4 million a year. 20 % of 1 million, 50 % of 4 million; the leak saves less.
    assert_eq!(ranked[1].saved, range(200_000, 2_000_000));
    assert_eq!(ranked[1].per_yen, Some(PerYen { low: 200, high: Some(4_000) }));
    assert_eq!(ranked[2].per_yen, Some(PerYen { low: 150, high: Some(1_600) }));
    assert_eq!(ranked[0].per_yen, None);
    assert!(ranked[3].never_pays && !ranked[2].never_pays);
    let own = BTreeMap::from([("fair".to_owned(), yen(10_000))]);
    let ranked = rank(&measures, &losses, once_in, &own).unwrap();
    let per_yen = PerYen { low: 3_000, high: Some(16_000) };
    assert_eq!((ranked[1].id.as_str(), ranked[1].per_yen), ("fair", Some(per_yen)));
}

#[test]
fn a_measure_that_may_cost_nothing_has_a_least_saving_for_each_yen_and_no_most() {
    let maybe_free = Cost { once: range(0, 0), serves_years: 1, yearly: range(0, 50_000) };
    let measures = [measure("maybe-free", maybe_free, &[(ScenarioKind::Stop, 20, 50)])];
    let losses = BTreeMap::from([(ScenarioKind::Stop, range(10_000_000, 20_000_000))]);
    let once_in = Years::new(5, 10).unwrap();
    let ranked = rank(&measures, &losses, once_in, &BTreeMap::new()).unwrap();
    // 20 % of 1 million, 50 % of 4 million a year, for 0 to 50,000 yen.
    assert_eq!(ranked[0].saved, range(200_000, 2_000_000));
    assert_eq!(ranked[0].per_yen, Some(PerYen { low: 400, high: None }));
    assert!(!ranked[0].never_pays);
    let own = BTreeMap::from([("maybe-free".to_owned(), Yen::ZERO)]);
    assert_eq!(rank(&measures, &losses, once_in, &own).unwrap()[0].per_yen, None, "surely free");
}

#[test]
fn of_scenarios_without_figures_no_measure_is_said_to_pay_or_not_to_pay() {
    let once_in = Years::new(5, 20).unwrap();
    let ranked = rank(&MODEL.measures, &BTreeMap::new(), once_in, &BTreeMap::new()).unwrap();
    assert_eq!(ranked, []);
    let losses = BTreeMap::from([(ScenarioKind::Leak, range(1_000_000, 2_000_000))]);
    let ranked = rank(&MODEL.measures, &losses, once_in, &BTreeMap::new()).unwrap();
    assert!(ranked.iter().all(|one| one.id != "backup-offline"), "it helps against no leak");
    assert!(ranked.iter().any(|one| one.id == "delete-old"));
}

#[test]
fn a_cost_that_serves_years_is_spread_over_them() {
    let cost = Cost { once: range(10_000, 100_000), serves_years: 3, yearly: range(0, 60_000) };
    assert_eq!(cost.of_a_year().unwrap(), range(3_333, 93_333));
    assert!(Cost { serves_years: 0, ..cost }.of_a_year().is_err());
    for one in &MODEL.measures {
        assert!(one.cost.of_a_year().is_ok(), "{}", one.id);
    }
}
