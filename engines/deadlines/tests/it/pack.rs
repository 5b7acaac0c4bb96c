//! Reads the content of the repository, and asks in short.

use std::path::PathBuf;
use std::sync::LazyLock;

use hikeshi_deadlines::{
    Calendar, Due, DutyAnswer, Facts, HolidaysFile, Problem, Rules, RulesFile, evaluate, read_facts,
};
use hikeshi_when::Vocabulary;
use jiff::Timestamp;

pub static RULES: LazyLock<Rules> = LazyLock::new(|| rules(&|text| text));
pub static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| Calendar::join(holidays()));
pub static TIMES: LazyLock<Vocabulary> = LazyLock::new(|| {
    serde_norway::from_str(&std::fs::read_to_string(content("times/vocabulary.yaml")).unwrap())
        .unwrap()
});

/// A path below the content folder.
pub fn content(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../content").join(path)
}

/// Name and text of every file of a kind, in order of name.
pub fn files(kind: &str) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(content(kind)).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let text = |name: &str| std::fs::read_to_string(content(kind).join(name)).unwrap();
    names.into_iter().map(|name| (name.clone(), text(&name))).collect()
}

/// The rules, each file changed as a reviewer would change it.
pub fn rules(change: &dyn Fn(String) -> String) -> Rules {
    Rules::join(files("duties").into_iter().map(|(name, text)| {
        serde_norway::from_str::<RulesFile>(&change(text)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }))
}

pub fn holidays() -> Vec<HolidaysFile> {
    let read = |(name, text): (String, String)| {
        serde_norway::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"))
    };
    files("holidays").into_iter().map(read).collect()
}

/// An instant late enough for all cases.
pub fn later() -> Timestamp {
    at("2026-11-21T12:00:00+09:00")
}

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The facts of a text, with what is wrong in it.
pub fn read(text: &str) -> (Facts, Vec<Problem>) {
    read_facts(text, &RULES, &TIMES, later())
}

/// The facts of a text without fault.
pub fn facts(text: &str) -> Facts {
    let (facts, problems) = read(text);
    assert_eq!(problems, Vec::<Problem>::new(), "{text}");
    facts
}

/// `yes 2024-07-17` for one duty of facts given as text.
pub fn ask(duty: &str, text: &str) -> String {
    ask_with(&RULES, duty, &facts(text))
}

pub fn ask_with(rules: &Rules, duty: &str, facts: &Facts) -> String {
    let answers = evaluate(rules, &CALENDAR, facts, later());
    let found = answers.iter().find(|answer| answer.id == duty);
    let found = found.unwrap_or_else(|| panic!("no answer for {duty}"));
    short(found)
}

pub fn short(answer: &DutyAnswer<'_>) -> String {
    let due = answer.due.map_or("-".to_owned(), Due::text);
    format!("{} {due}", answer.applies.name())
}
