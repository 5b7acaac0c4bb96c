//! The JO model against its published table and examples.

use hikeshi_loss::{Group, LossFault, Responsibility};

use crate::pack::MODEL;

fn group(persons: u64, kinds: &[&str]) -> Group {
    Group { persons, kinds: kinds.iter().map(|&kind| kind.to_owned()).collect() }
}

#[test]
fn the_sensitivity_is_that_of_the_table() {
    for (x, y, wanted) in [
        (1, 1, 2),
        (1, 2, 6),
        (1, 3, 26),
        (2, 1, 11),
        (2, 2, 15),
        (2, 3, 35),
        (3, 1, 101),
        (3, 2, 105),
        (3, 3, 125),
    ] {
        assert_eq!(MODEL.jo.sensitivity(x, y).unwrap(), wanted, "({x}, {y})");
    }
    for (x, y) in [(0, 1), (1, 0), (4, 1), (1, 4), (u32::MAX, 1)] {
        assert!(MODEL.jo.sensitivity(x, y).is_err());
    }
}

#[test]
fn kinds_stand_at_the_steps_of_the_table() {
    for (kind, sensitivity) in [
        ("mail", 2),
        ("passport", 6),
        ("card-expiry", 26),
        ("health-check", 11),
        ("income", 15),
        ("will", 35),
        ("illness", 101),
        ("crime", 125),
    ] {
        let loss = MODEL.jo.group(&group(1, &[kind]), Responsibility::Ordinary).unwrap();
        assert_eq!(loss.sensitivity, sensitivity, "{kind}");
    }
    let both = MODEL.jo.group(&group(1, &["illness", "card-expiry"]), Responsibility::Ordinary);
    assert_eq!(both.unwrap().sensitivity, 125, "x and y are taken separately");
}

#[test]
fn the_three_examples_come_out_to_the_yen() {
    let per_person = |kinds: &[&str], responsibility| {
        let loss = MODEL.jo.group(&group(1, kinds), responsibility).unwrap();
        (loss.per_person.low.get(), loss.per_person.high.get())
    };
    let ordinary = Responsibility::Ordinary;
    assert_eq!(per_person(&["name", "address"], ordinary), (6_000, 12_000));
    assert_eq!(per_person(&["name", "address", "account-pin"], ordinary), (78_000, 156_000));
    let worst = per_person(&["name", "address", "crime"], Responsibility::High);
    assert_eq!(worst, (750_000, 1_500_000));
    let thousand = MODEL.jo.group(&group(1000, &["name", "address"]), ordinary).unwrap();
    assert_eq!(thousand.total.low.get(), 6_000_000);
}

#[test]
fn how_easily_a_person_is_found_follows_from_what_leaked() {
    for (kinds, factor) in [
        (&["name", "address"][..], 6),
        (&["name"], 3),
        (&["address", "telephone"], 3),
        (&["address"], 1),
        (&["telephone", "mail"], 1),
        (&["name", "telephone"], 3),
    ] {
        let loss = MODEL.jo.group(&group(1, kinds), Responsibility::Ordinary).unwrap();
        assert_eq!(loss.identification, factor, "{kinds:?}");
    }
}

#[test]
fn what_cannot_be_counted_is_refused() {
    let refused = |persons, kinds: &[&str]| {
        MODEL.jo.group(&group(persons, kinds), Responsibility::High).unwrap_err()
    };
    assert_eq!(refused(1, &[]), LossFault::NoKinds);
    assert_eq!(refused(1, &["shoe-size"]), LossFault::UnknownKind("shoe-size".to_owned()));
    assert_eq!(refused(1_000_000_000, &["name", "address", "crime"]), LossFault::TooLarge);
    assert!(matches!(refused(u64::MAX, &["name"]), LossFault::Outside { field: "persons", .. }));
    let none = MODEL.jo.group(&group(0, &["name"]), Responsibility::High).unwrap();
    assert_eq!(none.total.high.get(), 0);
}
