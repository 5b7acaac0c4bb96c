//! Importance, possibility, value, band; treatments and acceptance.

use hikeshi_risk::{Acceptance, Cia, Level, Residual, Standing, TreatmentFault, TreatmentOption};

use crate::pack::{MODEL, level};

#[test]
fn the_conversion_is_the_one_of_the_sheet() {
    let mut high = Vec::new();
    for threat in 1..=3 {
        for weakness in 1..=3 {
            let possibility = MODEL.possibility(level(threat), level(weakness)).number();
            let wanted = match (threat, weakness) {
                (3, 3) => 3,
                (3, 2) | (2, 3) => 2,
                _ => 1,
            };
            assert_eq!(possibility, wanted, "{threat} {weakness}");
            high.push(possibility);
        }
    }
    assert_eq!(high.iter().map(|&one| usize::from(one)).sum::<usize>(), 13);
}

#[test]
fn importance_is_the_highest_of_three_and_the_value_is_a_product_in_a_band() {
    let cia =
        |c, i, a| Cia { confidentiality: level(c), integrity: level(i), availability: level(a) };
    assert_eq!(cia(1, 3, 2).importance(), Level::HIGH);
    assert_eq!(cia(1, 1, 2).importance(), Level::MIDDLE);
    for (importance, threat, weakness, value, band) in [
        (3, 3, 3, 9, "large"),
        (3, 3, 2, 6, "large"),
        (2, 3, 3, 6, "large"),
        (2, 2, 3, 4, "medium"),
        (3, 1, 3, 3, "medium"),
        (1, 3, 3, 3, "medium"),
        (2, 2, 2, 2, "small"),
        (1, 1, 1, 1, "small"),
    ] {
        let risk = MODEL.risk(level(importance), level(threat), level(weakness));
        assert_eq!(risk.value, value);
        assert_eq!(MODEL.band_of(value).unwrap().id, band, "{value}");
    }
    for impossible in [0, 5, 10, 255] {
        assert!(MODEL.band_of(impossible).is_none());
    }
}

#[test]
fn a_number_outside_of_the_scale_is_refused_with_the_number() {
    for wrong in [0, 4, -1, i64::MAX] {
        assert_eq!(
            Level::try_from(wrong).unwrap_err().to_string(),
            format!("{wrong} is not 1, 2 or 3")
        );
    }
    assert!(serde_json::from_str::<Level>("4").is_err());
    assert_eq!(serde_json::from_str::<Level>("2").unwrap(), Level::MIDDLE);
}

#[test]
fn a_treatment_leaves_less_and_one_that_raises_or_reduces_nothing_is_refused() {
    let after = |i, t, w| Residual { importance: level(i), threat: level(t), weakness: level(w) };
    let residual = |option, now, after| MODEL.residual(option, now, after);
    assert_eq!(residual(TreatmentOption::Reduce, Some(9), after(3, 3, 1)).unwrap().value, 3);
    assert_eq!(
        residual(TreatmentOption::Reduce, Some(6), after(3, 3, 2)),
        Err(TreatmentFault::ChangesNothing(6))
    );
    assert_eq!(
        residual(TreatmentOption::Transfer, Some(3), after(2, 3, 3)),
        Err(TreatmentFault::Raises { now: 3, after: 6 })
    );
    assert_eq!(residual(TreatmentOption::Transfer, Some(6), after(2, 3, 3)).unwrap().value, 6);
    assert_eq!(residual(TreatmentOption::Reduce, None, after(3, 3, 3)).unwrap().value, 9);
    for option in TreatmentOption::ALL {
        assert_eq!(TreatmentOption::from_name(option.name()), Some(option));
    }
}

#[test]
fn an_acceptance_ends_when_the_risk_grows_or_the_year_is_over() {
    let last = Some(Acceptance { value: 4, until: 1000 });
    assert_eq!(Standing::of(None, Some(4), 0), Standing::None);
    assert_eq!(Standing::of(last, Some(4), 1000), Standing::Holds);
    assert_eq!(Standing::of(last, Some(2), 1000), Standing::Holds);
    assert_eq!(Standing::of(last, Some(6), 10), Standing::Grown);
    assert_eq!(Standing::of(last, None, 10), Standing::Grown);
    assert_eq!(Standing::of(last, Some(4), 1001), Standing::Over);
}
