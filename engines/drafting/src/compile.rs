//! From a file to a kind: every fault of the content is found here, so that drafting has none.

use std::collections::BTreeSet;

use hikeshi_kernel::LocalText;

use crate::{
    Condition, FactNeed, Item, ItemFile, Kind, KindFaults, KindFile, LineFile, Sentence, Wording,
    kind::{Line, Says},
    template::{LocalTemplate, is_key},
};

/// Checks a file and makes it ready.
pub(crate) fn kind(file: KindFile, wording: &Wording) -> Result<Kind, KindFaults> {
    let mut making = Making { file: &file, wording, faults: Vec::new() };
    making.names();
    let items: Vec<Item> = file.items.iter().map(|item| making.item(item)).collect();
    let as_of = making.template("as_of", &wording.as_of).unwrap_or_default();
    let box_empty = making.template("box_empty", &wording.box_empty).unwrap_or_default();
    if !making.faults.is_empty() {
        return Err(KindFaults(making.faults));
    }
    Ok(Kind {
        items,
        wording_version: wording.version.clone(),
        omitted: wording.omitted.clone(),
        between: wording.between.clone(),
        as_of,
        box_empty,
        file,
    })
}

struct Making<'a> {
    file: &'a KindFile,
    wording: &'a Wording,
    faults: Vec<String>,
}

impl Making<'_> {
    fn fault(&mut self, place: &str, what: impl std::fmt::Display) {
        self.faults.push(format!("{} {place}: {what}", self.file.id));
    }

    /// Ids are given once and exist where they are named.
    fn names(&mut self) {
        let file = self.file;
        let mut once = BTreeSet::new();
        let all = file.items.iter().map(|item| ("item", &item.id));
        let all = all.chain(file.sections.iter().map(|section| ("section", &section.id)));
        let all = all.chain(file.merge_fields.iter().map(|field| ("field", &field.id)));
        for (what, id) in all.chain(file.attachments.iter().map(|bring| ("attachment", &bring.id)))
        {
            if !once.insert((what, id)) {
                self.fault(id, format!("this {what} is there twice"));
            }
        }
        for item in &file.items {
            if item.untitled && item.number.is_some() {
                self.fault(&item.id, "has a number but no printed name");
            }
            let named = item.section.as_ref();
            if named.is_some_and(|id| !file.sections.iter().any(|section| section.id == *id)) {
                self.fault(&item.id, "its section does not exist");
            }
        }
    }

    fn item(&mut self, item: &ItemFile) -> Item {
        let lines: Vec<Line> = item.lines.iter().flat_map(|line| self.lines(item, line)).collect();
        let mut facts = item.facts.clone();
        for key in lines.iter().flat_map(Line::keys) {
            if !facts.iter().any(|need| need.key == key) {
                facts.push(FactNeed { key: key.to_owned(), required: false });
            }
        }
        for need in facts.iter().filter(|need| !is_key(&need.key)) {
            self.fault(&item.id, format!("`{}` is no key", need.key));
        }
        Item {
            id: item.id.clone(),
            number: item.number.clone(),
            section: item.section.clone(),
            title: item.title.clone(),
            untitled: item.untitled,
            headline: item.headline,
            confidence: item.confidence.unwrap_or(self.file.confidence),
            phases: item.phases.clone(),
            facts,
            limit: item.limit,
            lines,
        }
    }

    /// A line, or the lines of the passage that it uses.
    fn lines(&mut self, item: &ItemFile, line: &LineFile) -> Vec<Line> {
        let ways = [line.uses.is_some(), line.value.is_some(), line.boxes.is_some()];
        if ways.into_iter().chain([line.say.is_some()]).filter(|way| *way).count() != 1 {
            self.fault(&item.id, "a line needs exactly one of use, value, boxes, say");
        }
        let Some(name) = &line.uses else { return vec![self.line(item, line)] };
        let wording = self.wording;
        let Some(passage) = wording.passages.get(name) else {
            self.fault(&item.id, format!("there is no passage `{name}`"));
            return Vec::new();
        };
        if passage.iter().any(|line| line.uses.is_some()) {
            self.fault(name, "a passage cannot use another one");
            return Vec::new();
        }
        let lines = passage.iter().map(|own| {
            let phases = if own.phases.is_empty() { &line.phases } else { &own.phases };
            let when = both(line.when.as_ref(), own.when.as_ref());
            self.line(item, &LineFile { when, phases: phases.clone(), ..own.clone() })
        });
        lines.collect()
    }

    fn line(&mut self, item: &ItemFile, line: &LineFile) -> Line {
        let label = line.label.clone();
        let wording = self.wording;
        let says = if let Some(key) = &line.value {
            let frame = if label.is_some() { &wording.line } else { &wording.value };
            self.framed(item, frame, label.as_ref(), key)
        } else if let Some(key) = &line.boxes {
            self.framed(item, &wording.box_ticked, label.as_ref(), key)
        } else {
            line.say.as_ref().map(|sentence| self.says(&item.id, sentence)).unwrap_or_default()
        };
        let when = line.when.clone().unwrap_or_default();
        let line =
            Line { when, phases: line.phases.clone(), says, boxes: line.boxes.clone(), label };
        self.check(item, &line);
        line
    }

    fn framed(
        &mut self,
        item: &ItemFile,
        frame: &Sentence,
        label: Option<&LocalText>,
        key: &str,
    ) -> Says {
        let no_label = LocalText::default();
        let fit = |template: LocalTemplate| template.framed(label.unwrap_or(&no_label), key);
        let says = self.says(&item.id, frame);
        Says {
            text: says.text.map(fit),
            suspected: says.suspected.map(fit),
            unknown: says.unknown.map(fit),
            missing: says.missing.filter(|_| self.file.blanks).map(fit),
        }
    }

    fn says(&mut self, place: &str, sentence: &Sentence) -> Says {
        if sentence.suspected.is_some() && sentence.suspected == sentence.text {
            self.fault(place, "says a suspected fact as a confirmed one");
        }
        let mut local =
            |text: &Option<LocalText>| text.as_ref().and_then(|text| self.template(place, text));
        Says {
            text: local(&sentence.text),
            suspected: local(&sentence.suspected),
            unknown: local(&sentence.unknown),
            missing: local(&sentence.missing),
        }
    }

    fn template(&mut self, place: &str, text: &LocalText) -> Option<LocalTemplate> {
        LocalTemplate::parse(text).map_err(|what| self.fault(place, what)).ok()
    }

    /// A line names only fields of the kind, and has words for every certainty of what it names.
    fn check(&mut self, item: &ItemFile, line: &Line) {
        let fields: BTreeSet<&str> =
            self.file.merge_fields.iter().map(|field| field.id.as_str()).collect();
        for template in line.says.all() {
            for field in template.fields().difference(&fields) {
                self.fault(&item.id, format!("`{field}` is not among the fields of the list"));
            }
        }
        let says = &line.says;
        let spoken = says.text.as_ref().map(LocalTemplate::keys).unwrap_or_default();
        let sure = |key: &&str| line.when.confirmed.iter().any(|confirmed| confirmed == key);
        if says.suspected.is_none() && !spoken.iter().all(sure) {
            self.fault(&item.id, "a line has no words for a suspected fact");
        }
        if says.unknown.is_none() && !spoken.is_empty() && line.when == Default::default() {
            self.fault(&item.id, "a line has no words for an unknown fact");
        }
        if says.unknown.iter().chain(&says.missing).any(|words| !words.keys().is_empty()) {
            self.fault(&item.id, "the words for an unknown or missing fact cannot hold its value");
        }
    }
}

/// Both conditions as one.
fn both(one: Option<&Condition>, other: Option<&Condition>) -> Option<Condition> {
    match (one, other) {
        (Some(one), Some(other)) => {
            Some(Condition { all: vec![one.clone(), other.clone()], ..Condition::default() })
        }
        (one, other) => one.or(other).cloned(),
    }
}

impl Line {
    /// Every fact it names or asks about.
    pub fn keys(&self) -> BTreeSet<&str> {
        let spoken = self.says.all().flat_map(LocalTemplate::keys);
        spoken.chain(self.when.keys()).chain(self.boxes.as_deref()).collect()
    }
}

impl Says {
    /// All its words.
    pub fn all(&self) -> impl Iterator<Item = &LocalTemplate> {
        [&self.text, &self.suspected, &self.unknown, &self.missing].into_iter().flatten()
    }
}
