//! Names, telephones and technical words as people write them in Japanese; what must stay readable.
#![cfg(test)]

use hikeshi_package::Strikes;

const LINES: &str = include_str!("fixtures/strikes.txt");
/// Names of people on the case; the second word is the organisation.
const PEOPLE: &str = include_str!("fixtures/people.txt");

fn strikes(persons: bool, technical: bool) -> Strikes {
    let mut strikes = Strikes::new("[#]");
    if persons {
        for (nth, line) in (1..).zip(PEOPLE.lines()) {
            let (name, organisation) = line.split_once(',').unwrap();
            strikes.name(name, &format!("Person {nth}"));
            strikes.organisation(organisation, name);
        }
        strikes.contacts();
    }
    if technical {
        strikes.technical();
    }
    strikes
}

#[test]
fn what_must_go_is_gone_beside_japanese_letters_and_what_counts_stays_readable() {
    let mut wrong = Vec::new();
    for line in LINES.lines().filter(|line| !line.starts_with('#')) {
        let parts: Vec<&str> = line.split(';').collect();
        let [what, text, gone, kept] = parts.as_slice() else { panic!("{line}") };
        let left = strikes(*what != "technical", *what != "persons").apply(text);
        let words = |list: &'static str| list.split('|').filter(|word| !word.is_empty());
        for word in words(gone).filter(|word| left.contains(word)) {
            wrong.push(format!("{word} stays: {left}"));
        }
        for word in words(kept).filter(|word| !left.contains(word)) {
            wrong.push(format!("{word} is gone: {left}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_person_has_one_number_in_all_forms() {
    let strikes = strikes(true, false);
    let tanaka = strikes.apply(PEOPLE.lines().next().unwrap().split(',').next().unwrap());
    assert_eq!(tanaka, "Person 1");
    assert_eq!(strikes.apply("Tanaka called"), "Person 1 called");
}
