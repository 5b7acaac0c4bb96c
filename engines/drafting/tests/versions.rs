//! Merging edits and telling versions apart, on texts of every shape.
#![cfg(test)]

use hikeshi_drafting::{MergeState, Segment, differences, merge};
use proptest::prelude::*;

#[test]
fn edits_and_new_facts_in_different_lines_are_both_kept() {
    let merged =
        merge("one\ntwo\nthree\nfour", "One\ntwo\nthree\nfour", "one\ntwo\nthree\n4\nfive");
    assert_eq!(
        (merged.text.as_str(), merged.state),
        ("One\ntwo\nthree\n4\nfive", MergeState::Kept)
    );
    let merged = merge("one\ntwo\nthree", "1\ntwo\nthree!", "1\ntwo\nthree");
    assert_eq!((merged.text.as_str(), merged.state), ("1\ntwo\nthree!", MergeState::Kept));
    let merged = merge("one\ntwo", "one!\ntwo", "1\ntwo");
    let both = MergeState::Conflict { ours: "one!\ntwo".into(), theirs: "1\ntwo".into() };
    assert_eq!((merged.text.as_str(), merged.state), ("one!\ntwo", both));
}

#[test]
fn a_text_of_thousands_of_lines_is_shown_as_replaced_and_conflicts_wholly() {
    let of = |word: &str| (0..5000).map(|n| format!("{word}{n}\n")).collect::<String>();
    let (old, new) = (of("a"), of("b"));
    let expected = [Segment::Removed(old.clone()), Segment::Added(new.clone())];
    assert_eq!(differences(&old, &new), expected);
    assert_eq!(differences(&old, &old), [Segment::Same(old.clone())]);
    let merged = merge(&old, &new, &of("c"));
    assert_eq!(merged.text, new);
    assert!(matches!(merged.state, MergeState::Conflict { .. }));
}

/// Texts of a few short lines, so that lines meet often.
fn lines() -> impl Strategy<Value = String> {
    prop::collection::vec("[ab1\u{3042}\u{6F22}\u{30AB}]{0,3}", 0..6).prop_map(|l| l.join("\n"))
}

proptest! {
    #[test]
    fn differences_rebuild_both_texts(
        old in "[a-c0-9 ,.:\n\u{3042}\u{3044}\u{6F22}\u{5B57}\u{30AB}\u{30FC}\u{FF11}]{0,60}",
        new in "[a-c0-9 ,.:\n\u{3042}\u{3044}\u{6F22}\u{5B57}\u{30AB}\u{30FC}\u{FF11}]{0,60}",
    ) {
        let (mut was, mut is) = (String::new(), String::new());
        for segment in differences(&old, &new) {
            match segment {
                Segment::Same(text) => { was.push_str(&text); is.push_str(&text); }
                Segment::Removed(text) => was.push_str(&text),
                Segment::Added(text) => is.push_str(&text),
            }
        }
        prop_assert_eq!((was, is), (old, new));
    }

    #[test]
    fn merging_never_overwrites_in_silence(base in lines(), edited in lines(), new in lines()) {
        let merged = merge(&base, &edited, &new);
        match &merged.state {
            MergeState::Untouched => {
                prop_assert!(edited == base || edited == new);
                prop_assert_eq!(&merged.text, &new);
            }
            MergeState::Conflict { ours, theirs } => {
                prop_assert_eq!((ours, theirs), (&edited, &new));
                prop_assert_eq!(&merged.text, &edited);
            }
            MergeState::Kept => {
                prop_assert_ne!(&edited, &base);
                // Every line that the person or the facts brought is there.
                let count = |text: &str, line: &str| text.split('\n').filter(|l| *l == line).count();
                for line in edited.split('\n').chain(new.split('\n')) {
                    let brought = |text: &str| count(text, line).saturating_sub(count(&base, line));
                    let kept = count(&merged.text, line);
                    prop_assert!(kept >= brought(&edited).max(brought(&new)), "{:?}", merged);
                }
            }
        }
        prop_assert_eq!(merge(&base, &base, &new).text, new.clone());
        prop_assert_eq!(merge(&base, &edited, &base).text, edited);
    }
}
