//! Drafting: from a kind and facts to items whose every paragraph knows its facts.

use std::collections::BTreeSet;

use hikeshi_kernel::Lang;
use serde::{Deserialize, Serialize};

use crate::{
    Certainty, Confidence, Fact, FactSet, Item, Kind, Phase, Withheld, kind::Line,
    template::LocalTemplate,
};

/// A document in the making.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Id of the kind.
    pub kind: String,
    /// Version of the kind's file.
    pub version: String,
    /// Version of the wording.
    pub wording_version: String,
    /// The phase it is written for.
    pub phase: Phase,
    /// Its language.
    pub lang: Lang,
    /// The items of the phase, in order.
    pub items: Vec<DraftItem>,
}

/// One item of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftItem {
    /// Id within the kind.
    pub id: String,
    /// Its number as the form prints it.
    pub number: Option<String>,
    /// Id of the section it belongs to.
    pub section: Option<String>,
    /// Its name.
    pub title: String,
    /// Its name is not printed.
    pub untitled: bool,
    /// How sure we are that the form has this item in this place.
    pub confidence: Confidence,
    /// The most characters that the form takes.
    pub limit: Option<usize>,
    /// What it says; empty if nothing is known.
    pub paragraphs: Vec<Paragraph>,
    /// Facts that it needs and that nobody has written.
    pub missing: Vec<String>,
    /// Facts that would make it better and that nobody has written.
    pub optional: Vec<String>,
    /// Facts that are marked as not known at this time.
    pub unknown: Vec<String>,
    /// Facts left out for this recipient.
    pub withheld: Vec<String>,
}

/// One sentence or line, or a few that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// The words; plain text, to be escaped by whoever shows it.
    pub text: String,
    /// The facts they were made from, by key; empty for words that need none.
    pub facts: Vec<FactRef>,
}

/// A fact as a paragraph used it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactRef {
    /// Key of the fact sheet.
    pub key: String,
    /// Revision in the fact store.
    pub revision: i64,
    /// How sure it was.
    pub certainty: Certainty,
}

impl DraftItem {
    /// The paragraphs as one text, one a line: what people edit, merge and compare.
    #[must_use]
    pub fn text(&self) -> String {
        self.paragraphs.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// By how many characters it is too long for the form.
    #[must_use]
    pub fn over_limit(&self) -> Option<usize> {
        self.text().chars().count().checked_sub(self.limit?).filter(|over| *over > 0)
    }
}

/// Drafts a document of `kind` in `lang` as it is written in `phase`. Never fails; what cannot be
/// said is listed as missing, unknown or withheld.
#[must_use]
pub fn draft(kind: &Kind, facts: &FactSet, phase: Phase, lang: Lang) -> Draft {
    let drafting = Drafting { kind, facts, phase, lang };
    let items = kind.items.iter().filter(|item| in_phase(&item.phases, phase));
    Draft {
        kind: kind.file.id.clone(),
        version: kind.file.version.clone(),
        wording_version: kind.wording_version.clone(),
        phase,
        lang,
        items: items.map(|item| drafting.item(item)).collect(),
    }
}

fn in_phase(phases: &[Phase], phase: Phase) -> bool {
    phases.is_empty() || phases.contains(&phase)
}

struct Drafting<'a> {
    kind: &'a Kind,
    facts: &'a FactSet,
    phase: Phase,
    lang: Lang,
}

impl Drafting<'_> {
    fn item(&self, item: &Item) -> DraftItem {
        let lines = item.lines.iter().filter(|line| in_phase(&line.phases, self.phase));
        let listed = |fits: &dyn Fn(Option<&Fact>, bool) -> bool| -> Vec<String> {
            let fits = item.facts.iter().filter(|n| fits(self.facts.get(&n.key), n.required));
            fits.map(|need| need.key.clone()).collect()
        };
        let mut paragraphs: Vec<Paragraph> =
            lines.filter_map(|line| self.line(item, line)).collect();
        // Several lines on one thing that is left out show one mark.
        paragraphs.dedup_by(|next, last| next.facts.is_empty() && next == last);
        let open = |fact: &Fact| fact.withheld.is_none();
        DraftItem {
            id: item.id.clone(),
            number: item.number.clone(),
            section: item.section.clone(),
            title: item.title.get(self.lang).to_owned(),
            untitled: item.untitled,
            confidence: item.confidence,
            limit: item.limit,
            paragraphs,
            missing: listed(&|fact, required| required && fact.is_none()),
            optional: listed(&|fact, required| !required && fact.is_none()),
            unknown: listed(&|fact, _| fact.is_some_and(|f| open(f) && !f.is_known())),
            withheld: listed(&|fact, _| fact.is_some_and(|f| !open(f))),
        }
    }

    fn line(&self, item: &Item, line: &Line) -> Option<Paragraph> {
        let keys = line.keys();
        let hidden = keys.iter().filter_map(|key| self.facts.get(key)?.withheld);
        if let Some(strongest) = hidden.max_by_key(|how| *how == Withheld::Marked) {
            // A document whose title may not be told bears the name of its kind.
            return self.omitted(line, strongest).filter(|_| !item.headline);
        }
        let answer = line.when.ask(self.facts);
        if answer.holds != Some(true) {
            return None;
        }
        let mut rests_on: BTreeSet<&str> = answer.rests_on.iter().map(String::as_str).collect();
        rests_on.extend(line.says.all().flat_map(LocalTemplate::keys));
        let says = &line.says;
        let lacks = rests_on.iter().any(|key| self.facts.get(key).is_none());
        let weakest = rests_on.iter().filter_map(|key| self.facts.get(key)).map(|f| f.certainty);
        let words = match weakest.max() {
            _ if lacks => says.missing.as_ref(),
            None | Some(Certainty::Confirmed) => says.text.as_ref(),
            Some(Certainty::Suspected) => says.suspected.as_ref(),
            Some(Certainty::Unknown) => says.unknown.as_ref(),
        };
        let text = match &line.boxes {
            Some(key) => self.boxes(line, key, words),
            None => words?.get(self.lang).write(|key| self.value(key), |key| self.as_of(key)),
        };
        let facts = rests_on.into_iter().filter_map(|key| self.fact_ref(key)).collect();
        Some(Paragraph { text, facts })
    }

    /// What stands where a line rests on something that the recipient does not get.
    fn omitted(&self, line: &Line, how: Withheld) -> Option<Paragraph> {
        let mark = self.kind.omitted.get(self.lang);
        let label = line.label.as_ref().map(|label| label.get(self.lang));
        let text = label.map_or_else(|| mark.to_owned(), |label| format!("{label} {mark}"));
        (how == Withheld::Marked).then(|| Paragraph { text, facts: Vec::new() })
    }

    /// All choices of a fact as boxes; `ticked` frames the chosen ones. Free words stand below.
    fn boxes(&self, line: &Line, key: &str, ticked: Option<&LocalTemplate>) -> String {
        let fact = self.facts.get(key).filter(|fact| fact.is_known());
        let offered = self.facts.choices.get(key).map(Vec::as_slice).unwrap_or_default();
        let framed = |frame: &LocalTemplate, value: &str| {
            frame.get(self.lang).write(|_| self.literal(value), |_| String::new())
        };
        let label = line.label.as_ref().map(|label| label.get(self.lang).to_owned());
        let mut lines: Vec<String> = label.into_iter().collect();
        for choice in offered {
            let chosen = fact.is_some_and(|fact| fact.choices.contains(&choice.id));
            let frame = ticked.filter(|_| chosen).unwrap_or(&self.kind.box_empty);
            lines.push(framed(frame, choice.title.get(self.lang)));
        }
        match (fact, ticked) {
            (Some(fact), Some(frame)) => {
                let known = |id: &String| offered.iter().any(|choice| choice.id == *id);
                let strangers = fact.choices.iter().filter(|id| !known(id)).map(String::as_str);
                let words = Some(fact.value.trim()).filter(|words| !words.is_empty());
                lines.extend(strangers.chain(words).map(|more| framed(frame, more)));
            }
            (None, Some(unknown)) => lines.push(framed(unknown, "")),
            _ => {}
        }
        lines.join("\n")
    }

    fn value(&self, key: &str) -> String {
        self.literal(&self.facts.shown(key, self.lang, self.kind.between.get(self.lang)))
    }

    fn as_of(&self, key: &str) -> String {
        let said = self.facts.get(key).map_or("", |fact| fact.as_of.trim());
        if said.is_empty() {
            return String::new();
        }
        self.kind.as_of.get(self.lang).write(|_| self.literal(said), |_| String::new())
    }

    /// A value that cannot be mistaken for a field of the letter run: where there is such a run,
    /// its braces become full-width ones.
    fn literal(&self, value: &str) -> String {
        if self.kind.file.merge_fields.is_empty() {
            return value.to_owned();
        }
        value.replace('{', "\u{FF5B}").replace('}', "\u{FF5D}")
    }

    fn fact_ref(&self, key: &str) -> Option<FactRef> {
        let fact = self.facts.get(key)?;
        let (revision, certainty) = (fact.revision, fact.certainty);
        Some(FactRef { key: key.to_owned(), revision, certainty })
    }
}
