//! What stays behind, and why.
#![cfg(test)]

use hikeshi_indicators::{Hold, OwnSigns, Trace, read, review};

const SIGNS: &str = include_str!("texts/own-signs.txt");

/// A company with a Japanese name, one address range, two people.
fn own() -> OwnSigns {
    let mut own = OwnSigns::default();
    for line in SIGNS.lines().filter(|line| !line.is_empty()) {
        match line.split_once('\t') {
            Some((name, email)) => own.add_person(name, email),
            None => assert!(own.add(line), "{line}"),
        }
    }
    own
}

/// The names of the reasons for which the only trace of a text stays behind.
fn reasons(text: &str) -> Vec<&'static str> {
    let traces: Vec<Trace> = read(text)
        .unwrap()
        .found
        .into_iter()
        .map(|found| Trace { kind: found.kind, value: found.value })
        .collect();
    assert_eq!(traces.len(), 1, "{text}: {traces:?}");
    review(&traces, &own())[0].holds.iter().map(Hold::name).collect()
}

#[test]
fn whatever_names_the_company_stays_behind_with_the_reason() {
    for line in include_str!("texts/held.txt").lines() {
        let (expected, text) = line.split_once('\t').unwrap();
        assert!(reasons(text).contains(&expected), "{text}: {:?}", reasons(text));
    }
    for folder in ["home", "Users"] {
        let path = format!("/{folder}/taro/.ssh/authorized_keys");
        assert_eq!(reasons(&path), ["user"], "{path}");
    }
}

#[test]
fn what_has_nothing_to_do_with_the_company_goes() {
    for line in include_str!("texts/goes.txt").lines() {
        assert!(reasons(line).is_empty(), "{line}: {:?}", reasons(line));
    }
}

#[test]
fn words_that_stand_everywhere_are_no_signs() {
    let mut own = OwnSigns::default();
    for sign in ["", "   ", "ab", "123456", "co.jp", "jp", "\u{682A}\u{5F0F}\u{4F1A}\u{793E}"] {
        assert!(!own.add(sign), "{sign}");
    }
    own.add_person("", "taro@gmail.com");
    let traces = [Trace { kind: hikeshi_indicators::Kind::Email, value: "evil@gmail.com".into() }];
    assert!(review(&traces, &own)[0].goes());
}
