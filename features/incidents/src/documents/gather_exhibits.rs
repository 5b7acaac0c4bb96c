//! Exhibits with their hashes and custody as papers print them.

use super::{CaseFile, Issue, data::Exhibit};
use crate::{
    evidence::in_order,
    model::{custody_event, evidence},
    pages::evidence_events::writer_of,
};

/// All exhibits, each with all that happened to it.
#[must_use]
pub fn gather_exhibits(file: &CaseFile, issue: &Issue) -> Vec<Exhibit> {
    file.exhibits.iter().map(|exhibit| of(file, exhibit, issue)).collect()
}

fn of(file: &CaseFile, exhibit: &evidence::Model, issue: &Issue) -> Exhibit {
    let chain = file.custody.get(&exhibit.id).map(Vec::as_slice).unwrap_or_default();
    Exhibit {
        id: exhibit.number.clone(),
        name: joined([&exhibit.title, &exhibit.file_name], " / ", issue),
        about: about(exhibit, issue),
        collected: [
            issue.moment(&exhibit.collected_json),
            joined([&exhibit.collected_by, &exhibit.place], " / ", issue),
        ]
        .join(" "),
        clock_offset: issue.typed(&exhibit.clock_offset),
        sha256: exhibit.sha256.clone(),
        blake3: exhibit.blake3.clone(),
        custody: in_order(chain).into_iter().map(|event| custody(event, issue)).collect(),
    }
}

fn about(exhibit: &evidence::Model, issue: &Issue) -> String {
    let size =
        exhibit.size.map(|size| issue.words.t1("papers-bytes", "size", issue.words.number(size)));
    let more = [
        ("papers-serial-number", &exhibit.serial_number),
        ("papers-tool", &exhibit.tool),
        ("papers-storage", &exhibit.storage),
    ];
    let more = more.into_iter().filter(|(_, value)| !value.is_empty());
    let more = more.map(|(key, value)| issue.words.t1(key, "value", issue.typed(value)));
    let description = (!exhibit.description.is_empty()).then(|| issue.typed(&exhibit.description));
    description.into_iter().chain(size).chain(more).collect::<Vec<_>>().join(" / ")
}

fn custody(event: &custody_event::Model, issue: &Issue) -> String {
    let what = issue.words.t(&format!("papers-custody-{}", event.kind));
    let when = issue.moment(&event.moment_json);
    let way = match (event.from_name.is_empty(), event.to_name.is_empty()) {
        (true, true) => String::new(),
        _ => issue
            .words
            .ta(
                "papers-custody-way",
                &[("from", &issue.typed(&event.from_name)), ("to", &issue.typed(&event.to_name))],
            )
            .trim()
            .to_owned(),
    };
    let outcome = match event.outcome.as_str() {
        "" => String::new(),
        outcome => issue.words.t(&format!("papers-outcome-{outcome}")),
    };
    let by =
        issue.words.t1("papers-written-by", "who", issue.typed(&writer_of(&issue.words, event)));
    let person = match event.person.as_str() {
        person if person.is_empty() || person == event.to_name => String::new(),
        person => issue.typed(person),
    };
    let typed = [&event.place, &event.seal, &event.tool, &event.note].map(|text| issue.typed(text));
    let [place, seal, tool, note] = typed;
    let parts = [when, what, person, way, place, seal, tool, note, outcome, by];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn joined<const N: usize>(parts: [&String; N], between: &str, issue: &Issue) -> String {
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.map(|part| issue.typed(part)).collect::<Vec<_>>().join(between)
}
