//! Rows of the ledger, and what answers propose.

use std::collections::BTreeMap;

use hikeshi_kernel::Lang;
use hikeshi_risk::{Answer, Information, Level, RiskModel, ThreatState};

use crate::pack::{MODEL, level};

fn state(threat: i64, weakness: i64) -> ThreatState {
    ThreatState { threat: Some(level(threat)), weakness: Some(level(weakness)) }
}

fn on(media: &[&str]) -> Information {
    Information {
        importance: Some(Level::HIGH),
        media: media.iter().map(|&one| one.to_owned()).collect(),
        ..Information::default()
    }
}

#[test]
fn a_row_has_the_highest_risk_of_all_threats_to_its_media() {
    let states = BTreeMap::from([
        ("mobile-lost".to_owned(), state(2, 3)),
        ("mobile-app".to_owned(), state(1, 2)),
        ("mis-sent".to_owned(), state(2, 2)),
        ("machine-disposed".to_owned(), state(1, 1)),
        ("malware".to_owned(), state(3, 3)),
    ]);
    let row = MODEL.rate(&on(&["mobile"]), &states);
    assert_eq!(row.risk.unwrap().value, 6);
    assert_eq!(row.by_threat[0].threat, "mobile-lost");
    assert_eq!((row.by_threat.len(), row.open()), (4, 0));
    assert!(row.is_settled(), "malware does not threaten phones");
    let both = MODEL.rate(&on(&["mobile", "pc"]), &states);
    assert_eq!(both.risk.unwrap().value, 9, "malware does threaten PCs");
}

#[test]
fn what_nobody_judged_stays_open_and_the_worst_is_told_beside_it() {
    let states = BTreeMap::from([("mobile-lost".to_owned(), state(1, 1))]);
    let row = MODEL.rate(&on(&["mobile"]), &states);
    assert_eq!((row.risk.unwrap().value, row.at_most, row.open()), (3, 9, 3));
    assert!(!row.is_settled());
    let nothing = MODEL.rate(&Information::default(), &states);
    assert_eq!((nothing.risk, nothing.at_most), (None, 9));
    let unrated = Information { importance: None, ..on(&["mobile"]) };
    let row = MODEL.rate(&unrated, &states);
    assert_eq!((row.risk, row.at_most), (None, 9));
}

#[test]
fn what_a_row_says_of_itself_comes_before_the_company() {
    let own = Information {
        own_threat: Some(Level::HIGH),
        own_weakness: Some(Level::MIDDLE),
        ..on(&["paper"])
    };
    let row = MODEL.rate(&own, &BTreeMap::new());
    assert_eq!((row.risk.unwrap().value, row.at_most, row.open()), (6, 6, 0));
}

#[test]
fn answers_propose_a_weakness_and_what_nobody_knows_counts_as_not_done() {
    let threat = MODEL.threat("mobile-lost").unwrap();
    let propose = |given: &[(&str, Answer)]| {
        let answers =
            given.iter().map(|(item, answer)| (("ipa-25".to_owned(), (*item).to_owned()), *answer));
        MODEL.propose(threat, &answers.collect())
    };
    // Against a lost phone stand the questions 3, 4, 13 and 21.
    use Answer::{Na, No, Partly, Unanswered, Unknown, Yes};
    let weakness = |given: &[(&str, Answer)]| propose(given).map(|one| one.weakness.number());
    assert_eq!(weakness(&[("3", Yes), ("4", Yes), ("13", Yes), ("21", Yes)]), Some(1));
    assert_eq!(weakness(&[("3", Yes), ("4", Yes), ("13", Yes), ("21", Na)]), Some(1));
    assert_eq!(weakness(&[("3", No), ("4", No), ("13", Unknown), ("21", No)]), Some(3));
    assert_eq!(weakness(&[("3", No), ("4", Partly), ("13", No), ("21", No)]), Some(2));
    assert_eq!(weakness(&[("3", Yes), ("4", Yes), ("13", Yes)]), Some(2), "21 is not answered");
    assert_eq!(weakness(&[("1", Yes)]), None, "no question that concerns phones");
    assert_eq!(weakness(&[("3", Na), ("4", Na), ("13", Na), ("21", Na)]), None);
    let proposal = propose(&[("3", Unknown), ("4", Yes), ("13", Na), ("21", Unanswered)]).unwrap();
    assert_eq!((proposal.unclear(), proposal.because.len()), (2, 3));
    for answer in [Yes, Partly, No, Unknown, Unanswered, Na] {
        assert_eq!(Answer::from_name(answer.name()), Some(answer));
    }
}

#[test]
fn names_of_kinds_that_go_out_come_in_again_in_all_languages_also_side_by_side() {
    for kinds in [&MODEL.media, &MODEL.personal] {
        let ids: Vec<String> = kinds.iter().map(|kind| kind.id.clone()).collect();
        for (lang, comma) in [(Lang::Ja, "\u{3001}"), (Lang::JaEasy, "\u{3001}"), (Lang::En, ", ")]
        {
            let names: Vec<String> = kinds.iter().map(|kind| shown(kind.title.get(lang))).collect();
            let read = RiskModel::read_kinds(kinds, &names.join(comma));
            assert_eq!(read, (ids.clone(), Vec::new()), "{names:?}");
        }
        // A title before its bracket is what files of before say.
        for kind in kinds.iter() {
            let before = kind.title.get(Lang::Ja).split('\u{FF08}').next().unwrap();
            assert_eq!(
                RiskModel::read_kinds(kinds, before).0,
                std::slice::from_ref(&kind.id),
                "{before}"
            );
        }
    }
}

/// A title without its readings.
fn shown(title: &str) -> String {
    let parts = title.split('\u{300A}');
    let parts = parts.map(|part| part.rsplit('\u{300B}').next().unwrap_or(part));
    parts.collect::<String>().replace('\u{FF5C}', "")
}

#[test]
fn cells_are_read_as_people_write_them() {
    let scale = MODEL.scale("threat").unwrap();
    for (cell, wanted) in [("3", 3), (" \u{FF12} ", 2), ("high", 3), ("At any time", 3), ("l", 1)] {
        assert_eq!(RiskModel::read_level(scale, cell).map(Level::number), Some(wanted), "{cell}");
    }
    for cell in ["", "0", "4", "3.5", "often"] {
        assert_eq!(RiskModel::read_level(scale, cell), None, "{cell}");
    }
    let media = |cell: &str| RiskModel::read_kinds(&MODEL.media, cell);
    assert_eq!(media("Paper").0, ["paper"]);
    assert_eq!(media("pc, USB / PC").0, ["pc", "removable"]);
    assert_eq!(
        media("Phone or tablet; shelf 3"),
        (vec!["mobile".to_owned()], vec!["shelf 3".to_owned()])
    );
    let kept = media("Phone or tablet (sales, stores) / PC");
    assert_eq!(kept, (vec!["pc".to_owned()], vec!["Phone or tablet (sales, stores)".to_owned()]));
    assert_eq!(media("PC (sales, Paper").0, ["paper"], "a bracket that does not close is none");
    assert!(MODEL.says_yes("YES") && MODEL.says_no("") && MODEL.says_no("no"));
    assert!(!MODEL.says_yes("maybe") && !MODEL.says_no("maybe"));
    assert_eq!(MODEL.column(" C "), Some("confidentiality"));
    assert_eq!(MODEL.column(""), None);
}
