//! Papers of every kind of the content pack, to be rendered.

#[path = "../../../../engines/drafting/tests/pack/mod.rs"]
#[expect(dead_code, reason = "the tests of drafting use more of it")]
mod pack;

use std::collections::BTreeMap;

use hikeshi_drafting::{Certainty, FactSet, Kind, Phase, draft};
use hikeshi_filings::render::{Paper, PaperItem};
use hikeshi_kernel::Lang;

/// What the facts of a paper hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filled {
    /// A realistic case.
    Case,
    /// Nothing is known: every needed fact is missing.
    Nothing,
    /// Texts that try to break the file.
    Hostile,
}

/// The lines of the fixture of words: company, recipient, phase, state, mark, source, address.
pub fn words() -> Vec<&'static str> {
    include_str!("../fixtures/render/words.txt").lines().collect()
}

/// The hostile text.
pub const HOSTILE: &str = include_str!("../fixtures/render/hostile.txt");

/// One paper of every kind, in Japanese.
pub fn papers(filled: Filled) -> Vec<Paper> {
    pack::kinds().iter().map(|kind| paper(kind, filled, Lang::Ja)).collect()
}

/// The paper of one kind.
pub fn paper_of(id: &str, filled: Filled) -> Paper {
    papers(filled).into_iter().find(|paper| paper.kind == id).unwrap()
}

fn facts(filled: Filled) -> FactSet {
    let case: BTreeMap<String, String> =
        serde_norway::from_str(include_str!("../fixtures/render/facts.yaml")).unwrap();
    match filled {
        Filled::Nothing => FactSet::default(),
        Filled::Hostile => pack::sheet().all(Certainty::Confirmed, |_| HOSTILE.to_owned()),
        Filled::Case => {
            let pick = |field: &pack::Field| {
                let choice = field.choices.first().map(|choice| choice.id.clone());
                let known = choice.is_some() || case.contains_key(&field.key);
                Some((Certainty::Confirmed, choice)).filter(|_| known)
            };
            pack::sheet().facts(pick, |key| case[key].clone())
        }
    }
}

fn paper(kind: &Kind, filled: Filled, lang: Lang) -> Paper {
    let drafted = draft(kind, &facts(filled), Phase::First, lang);
    let drafted = if drafted.items.is_empty() {
        draft(kind, &facts(filled), Phase::Final, lang)
    } else {
        drafted
    };
    let line = words();
    let items = drafted.items.iter().map(|item| PaperItem {
        id: item.id.clone(),
        number: item.number.clone().unwrap_or_default(),
        title: if item.untitled { String::new() } else { item.title.clone() },
        text: item.text(),
        missing: item.missing.clone(),
    });
    let letter = kind.id() == "persons-letter";
    Paper {
        kind: kind.id().to_owned(),
        title: kind.title(lang).to_owned(),
        phase: line[2].to_owned(),
        company: line[0].to_owned(),
        incident: "2026-014".to_owned(),
        recipient: if letter { line[6..10].join("\n") } else { line[1].to_owned() },
        mark: String::new(),
        state: line[3].to_owned(),
        draft: true,
        made_at: "2026-11-21T05:05:00Z".parse().unwrap(),
        items: items.collect(),
        lang,
        source: line[5].to_owned(),
        seal: None,
        text_sha256: String::new(),
    }
}

/// The paper as it is once approved.
pub fn approved(paper: Paper) -> Paper {
    Paper { draft: false, state: "approved, version 2".to_owned(), ..paper }
}
