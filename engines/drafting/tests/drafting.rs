//! Drafting, redacting, merging and comparing on small kinds of our own.
#![cfg(test)]

use hikeshi_drafting::{
    Certainty, Choice, Class, Draft, Fact, FactSet, Kind, KindFaults, KindFile, Phase,
    RecipientProfile, Segment, Sharing, TimeForm, WhatChanged, Wording, compare, draft,
    fill_letter, letter_fields, plain_text, redact,
};
use hikeshi_kernel::{Lang, LocalText};

const WORDING: &str = r#"
id: wording
version: "1"
between: {ja: ", "}
omitted: {ja: (left out)}
as_of: {ja: " (as of {value})"}
value: {text: {ja: "{value}"}, suspected: {ja: "{value}?"}, unknown: {ja: not known}}
line:
  text: {ja: "{label}: {value}"}
  suspected: {ja: "{label}: {value}?"}
  unknown: {ja: "{label}: not known"}
  missing: {ja: "{label}:"}
box_ticked: {text: {ja: "[x] {value}"}, suspected: {ja: "[x] {value}?"}, unknown: {ja: not known}}
box_empty: {ja: "[ ] {value}"}
passages:
  leak:
    - when: {is: {leaked: [yes]}}
      say: {text: {ja: Data leaked.}, suspected: {ja: Data may have leaked.}}
    - when: {unknown: [leaked]}
      say: {unknown: {ja: We do not know whether data leaked.}}
"#;

const HEAD: &str = "
id: small
version: '1'
edition: own
confidence: own
valid_from: 2026-11-21
title: {ja: Small}
purpose: {ja: A test}
reader: public
phases: [first, final]
forms: [text]
approver_roles: [officer]
classes: [damage, response]
";

const ITEMS: &str = r#"
items:
  - id: outline
    number: "1"
    title: {ja: Outline}
    limit: 20
    facts: [{key: event, required: true}]
    lines:
      - {value: event}
      - {use: leak}
      - when: {not: {is: {leaked: [yes]}}}
        say: {text: {ja: All is well.}, suspected: {ja: All seems well.}}
  - id: cause
    title: {ja: Cause}
    phases: [final]
    lines:
      - {label: {ja: Cause}, value: cause}
      - say:
          text: {ja: "{event} because of {cause}."}
          suspected: {ja: "{event}, perhaps because of {cause}."}
          unknown: {ja: Why is not known.}
  - id: boxes
    title: {ja: Boxes}
    lines:
      - {boxes: leaked}
"#;

fn made(yaml: &str) -> Result<Kind, KindFaults> {
    let file: KindFile = serde_norway::from_str(yaml).unwrap();
    Kind::new(file, &serde_norway::from_str::<Wording>(WORDING).unwrap())
}

fn kind() -> Kind {
    made(&format!("{HEAD}{ITEMS}")).unwrap()
}

fn letter() -> Kind {
    let fields = "merge_fields: [{id: name, title: {ja: Name}, required: true}]\n";
    let items = "items: [{id: a, title: {ja: A}, lines: [{say: {text: {ja: 'Dear {{name}}'}}}, {value: event}]}]";
    made(&format!("{HEAD}{fields}{items}")).unwrap()
}

fn fact(value: &str, certainty: Certainty, class: Class) -> Fact {
    Fact {
        choices: Vec::new(),
        value: value.to_owned(),
        certainty,
        as_of: String::new(),
        time: TimeForm::Words,
        revision: 7,
        origin: String::new(),
        class,
        sharing: Sharing::Anyone,
        names_person: false,
        withheld: None,
    }
}

/// Event, cause and leak, each with its certainty.
fn facts(event: Certainty, cause: Certainty, leak: Option<(&str, Certainty)>) -> FactSet {
    let choice = |id: &str| Choice {
        id: id.to_owned(),
        title: LocalText { ja: format!("It is {id}"), ..LocalText::default() },
    };
    let mut set = FactSet::default();
    set.choices.insert("leaked".to_owned(), vec![choice("yes"), choice("no")]);
    set.facts.insert("event".to_owned(), fact("a fire", event, Class::Damage));
    set.facts.insert("cause".to_owned(), fact("a spark", cause, Class::Technical));
    if let Some((id, certainty)) = leak {
        let leak = Fact { choices: vec![id.to_owned()], ..fact("", certainty, Class::Damage) };
        set.facts.insert("leaked".to_owned(), leak);
    }
    set
}

use Certainty::{Confirmed, Suspected, Unknown};

fn text(draft: &Draft, id: &str) -> String {
    draft.items.iter().find(|item| item.id == id).unwrap().text()
}

#[test]
fn the_weakest_fact_decides_how_a_sentence_is_said_and_each_names_its_facts() {
    let drafted = draft(&kind(), &facts(Confirmed, Suspected, None), Phase::Final, Lang::Ja);
    let cause = &drafted.items[1];
    assert_eq!(cause.text(), "Cause: a spark?\na fire, perhaps because of a spark.");
    let refs: Vec<_> =
        cause.paragraphs[1].facts.iter().map(|f| (f.key.as_str(), f.certainty)).collect();
    assert_eq!(refs, [("cause", Suspected), ("event", Confirmed)]);
    assert!(cause.paragraphs[1].facts.iter().all(|fact| fact.revision == 7));

    let drafted = draft(&kind(), &facts(Suspected, Unknown, None), Phase::Final, Lang::Ja);
    assert_eq!(text(&drafted, "cause"), "Cause: not known\nWhy is not known.");
    assert_eq!(drafted.items[1].unknown, ["cause"]);
    let first = draft(&kind(), &facts(Confirmed, Confirmed, None), Phase::First, Lang::Ja);
    assert!(first.items.iter().all(|item| item.id != "cause"));
}

#[test]
fn nothing_follows_from_a_value_that_nobody_knows() {
    let outline = |leak| {
        text(&draft(&kind(), &facts(Confirmed, Confirmed, leak), Phase::First, Lang::Ja), "outline")
    };
    assert_eq!(outline(Some(("yes", Confirmed))), "a fire\nData leaked.");
    assert_eq!(outline(Some(("yes", Suspected))), "a fire\nData may have leaked.");
    assert_eq!(outline(Some(("no", Suspected))), "a fire\nAll seems well.");
    let unknown = outline(Some(("no", Unknown)));
    assert_eq!(unknown, "a fire\nWe do not know whether data leaked.");
    assert_eq!(outline(None), "a fire");
}

#[test]
fn boxes_show_every_choice_and_the_limit_counts_characters() {
    let set = facts(Confirmed, Confirmed, Some(("no", Suspected)));
    let drafted = draft(&kind(), &set, Phase::First, Lang::Ja);
    assert_eq!(text(&drafted, "boxes"), "[ ] It is yes\n[x] It is no?");
    let bare = draft(&kind(), &facts(Confirmed, Confirmed, None), Phase::First, Lang::Ja);
    assert_eq!(text(&bare, "boxes"), "[ ] It is yes\n[ ] It is no");
    assert_eq!(drafted.items[0].over_limit(), Some("a fire\nAll seems well.".len() - 20));
    assert_eq!(bare.items[0].over_limit(), None);
}

#[test]
fn a_line_tells_from_when_its_value_is_if_somebody_said() {
    let items = "items: [{id: a, title: {ja: A}, lines: [{say: {text: {ja: '{event}{event@}'}, \
        suspected: {ja: '{event}?'}, unknown: {ja: no}}}, {label: {ja: Cost}, value: cost}]}]";
    let kind = |head: &str| made(&format!("{HEAD}{head}{items}")).unwrap();
    let mut set = facts(Confirmed, Confirmed, None);
    let say = |set: &FactSet, head| text(&draft(&kind(head), set, Phase::First, Lang::Ja), "a");
    assert_eq!(say(&set, ""), "a fire");
    set.facts.get_mut("event").unwrap().as_of = "noon {cause}".to_owned();
    assert_eq!(say(&set, ""), "a fire (as of noon {cause})");
    assert_eq!(say(&set, "blanks: true\n"), "a fire (as of noon {cause})\nCost:");
}

#[test]
fn braces_and_tags_in_a_value_come_out_as_they_were_typed() {
    let hostile = "{cause} {{name}} <script>x</script> {label} %s";
    let mut set = facts(Confirmed, Confirmed, None);
    set.facts.insert("event".to_owned(), fact(hostile, Confirmed, Class::Damage));
    assert!(text(&draft(&kind(), &set, Phase::First, Lang::Ja), "outline").contains(hostile));

    let letter = text(&draft(&letter(), &set, Phase::First, Lang::Ja), "a");
    let fields = letter_fields(&[&letter]);
    assert_eq!(fields, ["name"]);
    let filled = fill_letter(&letter, &fields, &["{{name}}".to_owned()]);
    assert!(filled.starts_with("Dear {{name}}\n\u{FF5B}cause"), "{filled}");
    assert!(filled.contains("<script>x</script>"));
}

#[test]
fn what_a_recipient_may_not_see_leaves_no_trace_or_a_mark() {
    let mut set = facts(Confirmed, Confirmed, Some(("yes", Confirmed)));
    set.facts.get_mut("leaked").unwrap().sharing = Sharing::Inside;
    set.facts.get_mut("event").unwrap().value = "Sato and Satoh saw a fire".to_owned();
    let mut profile = RecipientProfile::of(&kind());
    profile.struck_names = vec!["Sato".to_owned(), "Satoh".to_owned()];
    let seen = redact(&set, &profile);
    let drafted = draft(&kind(), &seen, Phase::Final, Lang::Ja);
    assert_eq!(text(&drafted, "outline"), "and  saw a fire");
    assert_eq!(text(&drafted, "cause"), "", "the cause is technical");
    assert_eq!(
        (drafted.items[1].withheld.clone(), drafted.items[1].unknown.len()),
        (vec!["cause".to_owned()], 0)
    );
    assert!(drafted.items.iter().all(|item| item.missing.is_empty()));
    let kept = serde_json::to_string(&seen).unwrap();
    assert!(!kept.contains("spark") && !kept.contains("Sato") && !kept.contains(r#"["yes"]"#));

    profile.mark = Some("(left out)".to_owned());
    let drafted = draft(&kind(), &redact(&set, &profile), Phase::Final, Lang::Ja);
    assert_eq!(text(&drafted, "outline"), "(left out) and (left out) saw a fire\n(left out)");
    assert_eq!(text(&drafted, "cause"), "Cause (left out)\n(left out)");
}

#[test]
fn a_public_document_names_no_person_unless_somebody_lets_it() {
    let mut set = facts(Confirmed, Confirmed, None);
    set.facts.get_mut("event").unwrap().names_person = true;
    let mut profile = RecipientProfile::of(&kind());
    assert!(redact(&set, &profile).facts["event"].withheld.is_some());
    profile.show.insert("event".to_owned());
    assert!(redact(&set, &profile).facts["event"].withheld.is_none());
    profile.leave_out.insert("event".to_owned());
    assert!(redact(&set, &profile).facts["event"].withheld.is_some());
}

#[test]
fn faults_of_a_kind_are_found_before_anything_is_drafted() {
    let faults = |line: &str| {
        let items = format!("items: [{{id: a, title: {{ja: A}}, lines: [{line}]}}]");
        made(&format!("{HEAD}{items}")).unwrap_err().to_string()
    };
    let cases = [
        ("{use: no_such}", "no passage `no_such`"),
        ("{value: event, boxes: event}", "exactly one"),
        ("{say: {text: {ja: 'a {event}'}}}", "no words for a suspected fact"),
        ("{say: {text: {ja: '{event}'}, suspected: {ja: '{event}'}}}", "as a confirmed one"),
        ("{say: {text: {ja: '{event}'}, suspected: {ja: '{event}?'}}}", "for an unknown fact"),
        ("{say: {text: {ja: '{{name}}'}}}", "`name` is not among the fields"),
        ("{say: {text: {ja: '{Event'}}}", "brace"),
        ("{say: {text: {ja: '{event}', en: 'it'}}}", "names other facts in en"),
        ("{value: no-key}", "`no-key` is no key"),
    ];
    for (line, fault) in cases {
        assert!(faults(line).contains(fault), "{line}: {}", faults(line));
    }
    let twice = "items: [{id: a, title: {ja: A}, lines: []}, {id: a, title: {ja: A}, lines: []}]";
    assert!(made(&format!("{HEAD}{twice}")).unwrap_err().to_string().contains("twice"));
}

#[test]
fn a_draft_and_its_facts_survive_being_frozen() {
    let set = facts(Confirmed, Suspected, Some(("yes", Confirmed)));
    let drafted = draft(&kind(), &set, Phase::Final, Lang::Ja);
    let json = serde_json::to_string(&(&drafted, &set)).unwrap();
    assert_eq!(serde_json::from_str::<(Draft, FactSet)>(&json).unwrap(), (drafted, set));
}

#[test]
fn plain_text_shows_the_headings_of_a_form_and_no_heading_of_an_opening() {
    let items = "items: [{id: a, title: {ja: Opening}, untitled: true, lines: [{say: {text: {ja: Dear all}}}]}, \
        {id: b, number: '2-1', title: {ja: What}, lines: [{value: event}]}, \
        {id: c, title: {ja: Cost}, lines: [{value: cost}]}, \
        {id: d, title: {ja: Closing}, untitled: true, lines: [{value: cost}]}]";
    let set = facts(Confirmed, Confirmed, None);
    let kind = made(&format!("{HEAD}{items}")).unwrap();
    let texts = draft(&kind, &set, Phase::First, Lang::Ja).texts();
    assert_eq!(plain_text(&texts), "Dear all\n\n2-1 What\na fire\n\nCost\n");
}

#[test]
fn a_comparison_names_the_items_that_changed() {
    let before = draft(&kind(), &facts(Confirmed, Confirmed, None), Phase::First, Lang::Ja);
    let set = facts(Confirmed, Suspected, Some(("yes", Confirmed)));
    let after = draft(&kind(), &set, Phase::Final, Lang::Ja);
    let found = compare(&before.texts(), &after.texts());
    let changed: Vec<_> = found.changed.iter().map(|item| (item.id.as_str(), item.what)).collect();
    let expected = [
        ("outline", WhatChanged::Reworded),
        ("cause", WhatChanged::Filled),
        ("boxes", WhatChanged::Reworded),
    ];
    assert_eq!((changed.as_slice(), found.same), (expected.as_slice(), 0));
    assert_eq!(found.changed[0].segments[0], Segment::Same("a fire".to_owned()));
    assert_eq!(compare(&after.texts(), &after.texts()).same, 3);
}
