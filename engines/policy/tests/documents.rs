//! A document is begun, written in, filled, compared, and brought up to a new edition.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

use std::collections::BTreeMap;

use hikeshi_kernel::Lang;
use hikeshi_policy::{
    Body, Clause, EditFault, Filled, Piece, Template, TemplateFile, Towards, Values, What, blanks,
    compare, fill, plain, read, shown, update,
};

const FILE: &str = include_str!("fixtures/small.yaml");

fn template() -> Template {
    Template::new(serde_norway::from_str::<TemplateFile>(FILE).unwrap()).unwrap()
}

fn mark(label: &str) -> String {
    format!("[blank: {label}]")
}

fn filled(body: &Body, values: &[(&str, &str)]) -> Filled {
    let values: Values =
        values.iter().map(|(id, value)| ((*id).to_owned(), (*value).to_owned())).collect();
    fill(body, &values, &template().labels(Lang::En), &BTreeMap::new())
}

fn clause(id: &str, text: &str) -> Clause {
    Clause { id: id.to_owned(), text: vec![Piece::Say(text.to_owned())], only_with: None }
}

#[test]
fn values_stand_in_the_text_as_typed_and_what_is_missing_is_named() {
    let body = template().begin(Lang::En);
    let document = filled(&body, &[("firm", "A {days} & <b>B</b>")]);
    assert_eq!(document.sections[0].number, "1");
    assert_eq!(document.sections[0].clauses[1].number, "1.2");
    assert_eq!(document.sections[2].number, "", "not numbered");
    let text = plain(&document.sections[0].clauses[0].text, &mark);
    assert_eq!(text, "A {days} & <b>B</b> keeps a list.");
    assert_eq!(blanks(&document), ["Days"]);
}

#[test]
fn clauses_are_written_added_moved_and_removed_within_bounds() {
    let template = template();
    let labels = template.labels(Lang::En);
    let mut body = template.begin(Lang::En);
    let typed = shown(&body.clause("keep", "list").unwrap().text, &labels);
    let typed = typed.replace("a list", "two lists");
    body.write_clause("keep", "list", read(&typed, &labels)).unwrap();
    body.add_clause("keep", Some("list"), clause("own-1", "Ours.")).unwrap();
    body.move_clause("keep", "own-1", Towards::Start).unwrap();
    body.move_clause("keep", "own-1", Towards::Start).unwrap();
    let first = &body.section("keep").unwrap().clauses;
    assert_eq!(
        first.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(),
        ["own-1", "list", "yearly"]
    );
    body.remove_clause("keep", "yearly").unwrap();
    body.add_section("own-s".to_owned(), "More".to_owned()).unwrap();
    assert_eq!(body.sections[2].id, "own-s", "before what carries no number");
    assert_eq!(body.remove_section("nowhere"), Err(EditFault::Unknown));
    assert_eq!(body.write_clause("keep", "yearly", Vec::new()), Err(EditFault::Unknown));
    let document = filled(&body, &[("firm", "Minato"), ("days", "3")]);
    let text = plain(&document.sections[0].clauses[1].text, &mark);
    assert_eq!(text, "Minato keeps two lists.", "the variable went on standing in it");
    for number in 0..100 {
        let added = body.add_clause("keep", None, clause(&format!("n{number}"), "x"));
        assert_eq!(added.is_err(), number >= 58, "{number}");
    }
}

#[test]
fn two_versions_are_told_apart_by_clause_with_words_and_order() {
    let old = template().begin(Lang::En);
    let mut new = old.clone();
    new.write_clause("stop", "close", vec![Piece::Say("Closed in 5 days.".to_owned())]).unwrap();
    new.move_clause("keep", "list", Towards::End).unwrap();
    let values = [("firm", "Minato"), ("days", "3")];
    let compared = compare(&filled(&old, &values), &filled(&new, &values), &mark);
    let changed: Vec<&str> = compared.words.changed.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(changed, ["stop/close"]);
    assert_eq!(compared.moved, ["1 Keep"]);
    assert!(compare(&filled(&old, &values), &filled(&old, &values), &mark).is_same());
}

#[test]
fn a_new_edition_changes_nothing_that_the_company_wrote() {
    let old = template().begin(Lang::En);
    let mut new = old.clone();
    let say = |text: &str| vec![Piece::Say(text.to_owned())];
    new.write_clause("keep", "list", say("New words.")).unwrap();
    new.write_clause("keep", "yearly", say("Twice a year.")).unwrap();
    new.add_clause("keep", Some("list"), clause("mark", "Marked.")).unwrap();
    new.remove_clause("stop", "close").unwrap();
    let mut mine = old.clone();
    mine.write_clause("keep", "yearly", say("Every month.")).unwrap();
    mine.add_clause("keep", Some("list"), clause("own-1", "Ours.")).unwrap();
    let updated = update(&old, &mine, &new);
    let what: Vec<(&str, What)> =
        updated.changes.iter().map(|one| (one.clause.as_str(), one.what)).collect();
    assert_eq!(
        what,
        [
            ("list", What::Taken),
            ("mark", What::Added),
            ("yearly", What::Kept),
            ("close", What::Removed)
        ]
    );
    let texts: Vec<&str> =
        updated.body.section("keep").unwrap().clauses.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(texts, ["list", "mark", "own-1", "yearly"]);
    assert_eq!(updated.body.clause("keep", "yearly").unwrap().text, say("Every month."));
    assert_eq!(update(&old, &mine, &old).body, mine, "no new edition, no change");
    assert!(
        update(&old, &updated.body, &old.clone()).changes.iter().all(|one| one.what != What::Taken)
    );
}

#[test]
fn a_file_with_faults_is_refused_with_every_place() {
    let broken = FILE.replace("{days}", "{hours}").replace("id: yearly", "id: list");
    let faults = Template::new(serde_norway::from_str(&broken).unwrap()).unwrap_err();
    assert!(faults.0.len() >= 2, "{faults}");
    assert!(faults.to_string().contains("`hours` is no variable"), "{faults}");
}
