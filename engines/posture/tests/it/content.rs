use hikeshi_kernel::Confidence;

use crate::pack::{LIBRARY, catalogue};

#[test]
fn the_content_has_no_mistake() {
    assert_eq!(LIBRARY.check(), Vec::<String>::new());
}

#[test]
fn every_catalogue_has_its_official_number_of_items() {
    let numbers = [
        ("ipa-5", 5),
        ("ipa-6", 6),
        ("ipa-25", 25),
        ("cloud-15", 15),
        ("meti-v2", 13),
        ("meti-v3", 13),
        ("gokui-2", 28),
        ("scs-3", 81),
        ("scs-4", 17),
        ("benchmark-25", 25),
    ];
    for (id, number) in numbers {
        assert_eq!(catalogue(id).len(), number, "{id}");
    }
    assert_eq!(LIBRARY.catalogues().len(), numbers.len());
}

#[test]
fn the_81_criteria_stand_in_26_requirements_of_seven_classes() {
    let scs = catalogue("scs-3");
    let by_class: Vec<usize> = scs.parts.iter().map(|part| part.items.len()).collect();
    assert_eq!(by_class, [8, 4, 11, 48, 3, 6, 1]);
    assert_eq!(scs.groups.len(), 26);
    for item in scs.items() {
        let group = item.group.as_deref().unwrap();
        assert!(item.id.starts_with(&format!("{group}-")), "{}", item.id);
    }
    assert!(catalogue("scs-4").items().all(|item| scs.group(&item.id).is_none()));
}

#[test]
fn the_three_parts_of_the_self_check_are_five_thirteen_and_seven() {
    let parts: Vec<usize> = catalogue("ipa-25").parts.iter().map(|p| p.items.len()).collect();
    assert_eq!(parts, [5, 13, 7]);
}

#[test]
fn what_is_not_confirmed_says_so() {
    for id in ["ipa-6", "meti-v3", "scs-4", "benchmark-25"] {
        let catalogue = catalogue(id);
        assert_eq!(catalogue.confidence, Confidence::ToCheck, "{id}");
        assert!(catalogue.notice.is_some(), "{id}");
    }
    let unsure = catalogue("ipa-25").items().filter(|i| i.confidence == Confidence::ToCheck);
    assert_eq!(unsure.map(|i| i.id.as_str()).collect::<Vec<_>>(), ["1", "2", "3", "4", "5"]);
}
