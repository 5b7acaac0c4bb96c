//! The real content: well formed, complete, and said with the right certainty.
#![cfg(test)]

mod pack;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use hikeshi_drafting::{
    Certainty, Confidence, FactSet, Kind, KindFile, Phase, Reader, TimeForm, draft,
};
use hikeshi_kernel::{Lang, LocalText};
use proptest::prelude::*;
use serde::Deserialize;

#[test]
fn every_file_fits_its_schema_and_bears_its_own_name() {
    let fits = |kind: &str, name: &str, text: &str| {
        let schema = pack::content(&format!("schema/{kind}.schema.json"));
        let schema = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
        let value: serde_json::Value = serde_norway::from_str(text).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let faults: Vec<_> =
            validator.iter_errors(&value).map(|e| format!("{} {e}", e.instance_path())).collect();
        assert!(faults.is_empty(), "{name}: {faults:#?}");
        assert_eq!(value["id"], name);
    };
    let wording = std::fs::read_to_string(pack::content("wording/wording.yaml")).unwrap();
    fits("wording", "wording", &wording);
    let sheet = std::fs::read_to_string(pack::content("facts/factsheet.yaml")).unwrap();
    fits("facts", "factsheet", &sheet);
    let files = pack::files();
    assert!(files.len() >= 20);
    files.iter().for_each(|(name, text)| fits("filings", name, text));
}

#[test]
fn every_fact_choice_and_desk_that_a_kind_names_exists() {
    #[derive(Deserialize)]
    struct Desks {
        desks: Vec<Desk>,
    }
    #[derive(Deserialize)]
    struct Desk {
        id: String,
    }
    let desks = std::fs::read_to_string(pack::content("desks/desks.yaml")).unwrap();
    let desks: Desks = serde_norway::from_str(&desks).unwrap();
    let sheet = &*SHEET;
    let once: BTreeSet<_> = sheet.facts.iter().map(|field| &field.key).collect();
    assert_eq!(once.len(), sheet.facts.len(), "a key of the fact sheet is there twice");
    let choices = |key: &str| sheet.facts.iter().find(|field| field.key == key).map(|f| &f.choices);
    let wording = pack::wording();
    for kind in KINDS.iter() {
        for key in kind.keys() {
            assert!(choices(key).is_some(), "{}: {key}", kind.id());
        }
        for desk in &kind.file.to {
            assert!(desks.desks.iter().any(|d| d.id == *desk), "{}: {desk}", kind.id());
        }
        let own = kind.file.items.iter().flat_map(|item| &item.lines);
        for line in own.chain(wording.passages.values().flatten()) {
            let tests = line.when.iter().flat_map(|when| &when.is);
            for (key, wanted) in tests.flat_map(|(key, ids)| ids.iter().map(move |id| (key, id))) {
                let known = choices(key).unwrap().iter().any(|choice| choice.id == *wanted);
                assert!(known, "{}: {key} is never {wanted}", kind.id());
            }
            if let Some(key) = &line.boxes {
                assert!(!choices(key).unwrap().is_empty(), "{}: {key} has no boxes", kind.id());
            }
        }
    }
}

#[test]
fn every_kind_drafts_in_every_phase_and_language_with_no_unknown_and_all_facts() {
    let sheet = &*SHEET;
    let nothing = sheet.facts(|_| None, |_| String::new());
    let unknown = sheet.all(Certainty::Unknown, |_| String::new());
    let full = sheet.all(Certainty::Confirmed, |key| format!("value of {key}"));
    for kind in KINDS.iter() {
        let required = |phase: &Phase| {
            let items = kind.file.items.iter();
            let items = items.filter(|i| i.phases.is_empty() || i.phases.contains(phase));
            items.flat_map(|i| &i.facts).filter(|need| need.required).count()
        };
        for (phase, lang) in kind.file.phases.iter().flat_map(|p| Lang::ALL.map(|l| (p, l))) {
            let empty = draft(kind, &nothing, *phase, lang);
            let missing: usize = empty.items.iter().map(|item| item.missing.len()).sum();
            assert_eq!(missing, required(phase), "{}", kind.id());
            assert!(empty.items.iter().all(|item| item.unknown.is_empty()));
            for (facts, name) in [(&unknown, "unknown"), (&full, "full")] {
                let drafted = draft(kind, facts, *phase, lang);
                for item in &drafted.items {
                    let place = format!("{} {} {name} {phase:?} {lang:?}", kind.id(), item.id);
                    assert!(!item.paragraphs.is_empty(), "{place} says nothing");
                    assert!(item.missing.is_empty() && item.optional.is_empty(), "{place}");
                    assert_eq!(item.unknown.is_empty(), name == "full" || no_facts(kind, &item.id));
                }
            }
        }
    }
}

fn no_facts(kind: &Kind, id: &str) -> bool {
    let full = SHEET.all(Certainty::Confirmed, str::to_owned);
    Phase::ALL.into_iter().flat_map(|phase| draft(kind, &full, phase, Lang::Ja).items).all(|item| {
        item.id != id || item.paragraphs.iter().all(|paragraph| paragraph.facts.is_empty())
    })
}

#[test]
fn whatever_single_fact_is_written_a_document_that_asks_for_it_speaks_of_it() {
    let sheet = &*SHEET;
    for kind in KINDS.iter() {
        for key in kind.keys() {
            let field = sheet.facts.iter().find(|field| field.key == key).unwrap();
            // Each choice, free words instead of a choice, and not known.
            let known = field.choices.iter().map(|choice| Some(choice.id.clone())).chain([None]);
            let known = known.flat_map(|choice| {
                [Certainty::Confirmed, Certainty::Suspected]
                    .map(|certainty| (certainty, choice.clone()))
            });
            for (certainty, choice) in known.chain([(Certainty::Unknown, None)]) {
                let only = |f: &pack::Field| (f.key == key).then(|| (certainty, choice.clone()));
                let facts = sheet.facts(only, |_| "typed words".to_owned());
                let said = kind.file.phases.iter().any(|phase| {
                    let drafted = draft(kind, &facts, *phase, Lang::Ja);
                    let mut paragraphs = drafted.items.iter().flat_map(|item| &item.paragraphs);
                    paragraphs.any(|p| p.facts.iter().any(|fact| fact.key == key))
                });
                assert!(said, "{} drops {key} {certainty:?} {choice:?}", kind.id());
            }
        }
    }
}

#[test]
fn the_nine_items_of_the_commission_stand_in_order() {
    for id in ["ppc-preliminary", "ppc-final"] {
        let kind = kind(id);
        assert_eq!(kind.file.confidence, Confidence::Confirmed);
        let items: Vec<_> = kind.file.items.iter().map(|item| item.id.as_str()).collect();
        let nine = [
            "outline",
            "data-items",
            "persons",
            "cause",
            "secondary",
            "persons-told",
            "publication",
            "prevention",
            "other",
        ];
        assert_eq!(items, nine);
        let numbers: Vec<_> = kind.file.items.iter().filter_map(|i| i.number.clone()).collect();
        assert_eq!(numbers, (1..=9).map(|n| n.to_string()).collect::<Vec<_>>());
    }
    for id in ["persons-letter", "persons-email"] {
        let kind = kind(id);
        let numbered = kind.file.items.iter().filter(|item| item.number.is_some());
        let numbered: Vec<_> = numbered.map(|item| item.id.as_str()).collect();
        assert_eq!(numbered, ["outline", "data-items", "cause", "secondary", "other"]);
    }
}

#[test]
fn a_time_stands_in_a_sentence_of_its_form_and_other_words_behind_a_label() {
    let sheet = &*SHEET;
    let said = |time: TimeForm| {
        let mut facts = sheet.all(Certainty::Confirmed, |key| format!("value of {key}"));
        for key in ["discovered_at", "occurred_at"] {
            facts.facts.get_mut(key).unwrap().time = time;
        }
        let drafted = draft(kind("ppc-preliminary"), &facts, Phase::First, Lang::En);
        drafted.items[0].text()
    };
    let (point, range, words) =
        (said(TimeForm::Point), said(TimeForm::Range), said(TimeForm::Words));
    assert!(point.contains("We noticed this incident: value of discovered_at."), "{point}");
    assert!(range.contains("It occurred between these times: value of occurred_at."), "{range}");
    assert!(words.contains("When we noticed: value of discovered_at"), "{words}");
    assert!(words.contains("When it occurred: value of occurred_at"), "{words}");
}

#[test]
fn only_a_sure_no_keeps_the_report_on_my_number_from_being_offered() {
    let offered = |certainty, choice: Option<&str>| {
        let pick = |field: &pack::Field| {
            (field.key == "my_number").then(|| (certainty, choice.map(str::to_owned)))
        };
        kind("ppc-my-number").may_follow(&SHEET.facts(pick, |_| String::new()))
    };
    assert!(!offered(Certainty::Confirmed, Some("none")));
    assert!(offered(Certainty::Suspected, Some("none")));
    assert!(offered(Certainty::Confirmed, Some("included")));
    assert!(offered(Certainty::Unknown, None));
    assert!(kind("ppc-my-number").may_follow(&FactSet::default()));
    let last = kind("ppc-final");
    assert!(last.title_names(Phase::Final) && !last.title_names(Phase::FollowUp));
}

#[test]
fn neither_persons_nor_the_public_read_the_way_in() {
    let outside = [Reader::Person, Reader::Public];
    for kind in KINDS.iter().filter(|kind| outside.contains(&kind.file.reader)) {
        assert!(!kind.keys().contains(&"way_in"), "{}", kind.id());
    }
}

#[test]
fn what_is_published_needs_two_people_and_common_forms_ask_for_consent() {
    for KindFile { id, two_persons, consent, .. } in KINDS.iter().map(|kind| &kind.file) {
        assert_eq!(*two_persons, ["web-notice", "press-draft"].contains(&id.as_str()), "{id}");
        assert_eq!(*consent, ["common-ransomware", "common-ddos"].contains(&id.as_str()), "{id}");
    }
}

#[test]
fn sentences_are_short_and_do_not_shout() {
    let wording = pack::wording();
    let own = KINDS.iter().flat_map(|kind| &kind.file.items).flat_map(|item| &item.lines);
    let said = own.chain(wording.passages.values().flatten()).filter_map(|line| line.say.as_ref());
    let texts = said.flat_map(|s| [&s.text, &s.suspected, &s.unknown, &s.missing]).flatten();
    let texts: Vec<&LocalText> = texts.chain(KINDS.iter().map(|kind| &kind.file.purpose)).collect();
    for (text, most) in texts
        .iter()
        .flat_map(|t| [(Some(&t.ja), 50), (t.ja_easy.as_ref(), 35)])
        .filter_map(|(text, most)| Some((text?, most)))
    {
        assert!(!text.contains(['!', '\u{FF01}']), "{text}");
        for sentence in text.split_inclusive('\u{3002}') {
            assert!(without_marks(sentence).chars().count() <= most, "{sentence}");
        }
    }
}

/// Without readings and the names of facts.
fn without_marks(sentence: &str) -> String {
    let (mut plain, mut skip) = (String::new(), false);
    for c in sentence.chars() {
        match c {
            '{' | '\u{300A}' => skip = true,
            '}' | '\u{300B}' => skip = false,
            _ if skip || c == '\u{FF5C}' => {}
            _ => plain.push(c),
        }
    }
    plain
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn nothing_certain_is_said_from_what_is_not_certain(seed in prop::collection::vec(0u8..40, 160)) {
        let sheet = &*SHEET;
        let place = |key: &str| sheet.facts.iter().position(|field| field.key == key).unwrap();
        let facts = sheet.facts(
            |field| {
                let draw = usize::from(seed[place(&field.key)]);
                let certainty = match draw % 4 {
                    0 => return None,
                    1 => Certainty::Confirmed,
                    2 => Certainty::Suspected,
                    _ => Certainty::Unknown,
                };
                // One draw more than there are choices: free words.
                let choice = field.choices.get(draw / 4 % (field.choices.len() + 1));
                Some((certainty, choice.map(|choice| choice.id.clone())))
            },
            |key| format!("<{key}>"),
        );
        // The words of choices may themselves express doubt: once with them, once without.
        let bare = FactSet { choices: BTreeMap::new(), ..facts.clone() };
        for (kind, facts) in KINDS.iter().flat_map(|kind| [(kind, &facts), (kind, &bare)]) {
            for (phase, lang) in kind.file.phases.iter().flat_map(|p| Lang::ALL.map(|l| (*p, l))) {
                certain_only_if_confirmed(kind, facts, phase, lang)?;
            }
        }
    }
}

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(pack::kinds);
static HEDGES: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(pack::hedges);
static SHEET: LazyLock<pack::Sheet> = LazyLock::new(pack::sheet);

fn kind(id: &str) -> &'static Kind {
    KINDS.iter().find(|kind| kind.id() == id).unwrap()
}

fn certain_only_if_confirmed(
    kind: &Kind,
    facts: &FactSet,
    phase: Phase,
    lang: Lang,
) -> Result<(), TestCaseError> {
    let hedges = &HEDGES[lang.code()];
    let drafted = draft(kind, facts, phase, lang);
    for paragraph in drafted.items.iter().flat_map(|item| &item.paragraphs) {
        let sure = paragraph.facts.iter().all(|fact| fact.certainty == Certainty::Confirmed);
        let hedged = hedges.iter().any(|hedge| paragraph.text.contains(hedge));
        prop_assert!(sure || hedged, "{} {lang:?}: {}", kind.id(), paragraph.text);
        // A value stands in a paragraph only if the paragraph names its fact.
        let named: BTreeSet<_> = paragraph.facts.iter().map(|fact| fact.key.as_str()).collect();
        for key in kind.keys() {
            let shown = paragraph.text.contains(&format!("<{key}>"));
            prop_assert!(!shown || named.contains(key), "{key}: {}", paragraph.text);
        }
    }
    Ok(())
}
