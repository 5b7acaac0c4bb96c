use hikeshi_posture_engine::{Answer, ItemRef, Relation, Sheet, Told, propose};

use crate::pack::{LIBRARY, catalogue};

fn told(catalogue: &str, item: &str, answer: Answer) -> Told {
    Told { site: String::new(), item: ItemRef::new(catalogue, item), answer }
}

#[test]
fn the_same_question_suggests_the_same_answer_and_an_overlap_only_a_hint() {
    let said = [told("ipa-5", "1", Answer::Partly), told("ipa-5", "4", Answer::Yes)];
    let sheet = Sheet::default();
    let proposals = propose(LIBRARY.cross_map(), catalogue("ipa-25"), &sheet, &said);
    let shown: Vec<_> = proposals.iter().map(|p| (p.item.as_str(), p.relation, p.answer)).collect();
    assert_eq!(
        shown,
        [
            ("1", Relation::Equal, Some(Answer::Partly)),
            ("4", Relation::Partial, None),
            ("9", Relation::Partial, None),
        ]
    );
}

#[test]
fn a_part_that_is_done_is_a_whole_done_in_part_and_a_missing_part_says_nothing() {
    let map = LIBRARY.cross_map();
    let sheet = Sheet::default();
    let of = |answer| {
        propose(map, catalogue("ipa-25"), &sheet, &[told("scs-3", "6-1-1-1", answer)])[0].answer
    };
    assert_eq!(of(Answer::Yes), Some(Answer::Partly));
    assert_eq!(of(Answer::No), None);
    let down = propose(map, catalogue("scs-3"), &sheet, &[told("ipa-25", "24", Answer::Yes)]);
    let part = down.iter().find(|one| one.item == "6-1-1-1").unwrap();
    assert_eq!((part.answer, part.relation), (Some(Answer::Yes), Relation::Subset));
}

#[test]
fn what_is_answered_gets_no_proposal_and_neither_does_another_site() {
    let map = LIBRARY.cross_map();
    let said = [told("ipa-5", "1", Answer::Yes)];
    let answered = Sheet::new("", [("1".to_owned(), Answer::No)]);
    assert!(propose(map, catalogue("ipa-25"), &answered, &said).is_empty());
    let elsewhere = Sheet { site: "osaka".to_owned(), ..Sheet::default() };
    assert!(propose(map, catalogue("ipa-25"), &elsewhere, &said).is_empty());
    let unsure = [told("ipa-5", "1", Answer::Unknown)];
    assert!(propose(map, catalogue("ipa-25"), &Sheet::default(), &unsure).is_empty());
}
