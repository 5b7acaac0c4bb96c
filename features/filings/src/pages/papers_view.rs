//! The parts of a paper as its page shows them.

use hikeshi_drafting::{Certainty, Confidence, FactRef, FactSet, MergeState};
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{content::content, import::fact_name, page::FactForm};
use hikeshi_kernel::{Lang, from_millis};
use hikeshi_ui::{Choice, Markup, Shell};
use hikeshi_web::Problem;

use crate::{
    papers::{ItemNow, Origin, PaperNow, Snapshot, SnapshotItem},
    render::Said,
};

/// One item.
pub(super) struct ItemView {
    pub id: String,
    pub number: String,
    pub title: Markup,
    pub label: String,
    pub untitled: bool,
    pub to_check: bool,
    /// For editing.
    pub text: String,
    /// What its files print.
    pub said: Said,
    /// Who wrote in it and when.
    pub edited: Option<(String, String)>,
    /// What the facts say where they disagree with the person's text.
    pub conflict: Option<String>,
    /// Characters, and the most that the form takes.
    pub limit: Option<(usize, usize)>,
    pub over: Option<usize>,
    pub sources: Vec<Source>,
    pub basis: String,
    pub rev: i64,
    /// What the person typed, when the form is shown again.
    pub typed: Option<String>,
    /// What somebody else wrote meanwhile, or what the facts say now.
    pub other: Option<Other>,
}

/// What stands there instead of what a person saw.
pub(super) struct Other {
    /// Who and when; `None` when facts changed and nobody wrote.
    pub who: Option<(String, String)>,
    pub text: String,
}

/// A sentence with the facts that it came from.
pub(super) struct Source {
    pub text: String,
    pub facts: Vec<FactLine>,
}

/// A fact that a sentence came from.
pub(super) struct FactLine {
    pub title: String,
    pub value: String,
    pub tag: (&'static str, &'static str, String),
    pub href: String,
    pub revision: i64,
    /// For a fact that nobody wrote: where it comes from, and the page on which that is changed.
    pub origin: Option<(String, Option<String>)>,
}

/// A fact that nobody has written yet.
pub(super) struct FactAsk {
    pub key: String,
    pub title: Markup,
    pub hint: Markup,
    pub choices: Vec<Choice>,
    pub many: bool,
    pub form: FactForm,
    /// What somebody else wrote meanwhile.
    pub other: Option<String>,
    /// The form is open because it is shown again.
    pub open: bool,
    /// The revision that the person has seen when the form is sent.
    pub seen: i64,
}

/// What the parts of a page share.
pub(super) struct View<'a> {
    pub shell: &'a Shell,
    pub scope: &'a CompanyScope,
    /// The incident's page.
    pub case: &'a str,
    pub facts: &'a FactSet,
    pub lang: Lang,
}

impl View<'_> {
    /// An item that still follows the facts.
    pub fn item(&self, item: &ItemNow) -> Result<ItemView, Problem> {
        let draft = &item.draft;
        let kept = item.kept.as_ref().filter(|kept| kept.edited.is_some());
        let mut sources = Vec::new();
        for paragraph in draft.paragraphs.iter().filter(|paragraph| !paragraph.facts.is_empty()) {
            let facts = paragraph.facts.iter().map(|fact| self.fact(fact));
            let facts = facts.collect::<Result<_, _>>()?;
            sources.push(Source { text: paragraph.text.clone(), facts });
        }
        Ok(ItemView {
            id: draft.id.clone(),
            number: draft.number.clone().unwrap_or_default(),
            title: self.shell.rich(&draft.title),
            label: hikeshi_i18n::plain(&draft.title),
            untitled: draft.untitled,
            to_check: draft.confidence == Confidence::ToCheck,
            text: item.text.clone(),
            said: Said::default(),
            edited: kept.map(|kept| (kept.by.clone(), self.when(kept.at))),
            conflict: match &item.state {
                MergeState::Conflict { theirs, .. } => Some(theirs.clone()),
                MergeState::Untouched | MergeState::Kept => None,
            },
            limit: draft.limit.map(|limit| (item.text.chars().count(), limit)),
            over: item.over_limit(),
            sources,
            basis: item.basis(),
            rev: item.rev(),
            typed: None,
            other: None,
        })
    }

    /// An item of a frozen version.
    pub fn frozen(&self, item: &SnapshotItem, snapshot: &Snapshot) -> Result<ItemView, Problem> {
        let mut facts = Vec::new();
        for key in &item.facts {
            if let Some(fact) = snapshot.facts.get(key) {
                let (revision, certainty) = (fact.revision, fact.certainty);
                facts.push(self.fact(&FactRef { key: key.clone(), revision, certainty })?);
            }
        }
        let source = Source { text: String::new(), facts };
        Ok(ItemView {
            id: item.text.id.clone(),
            number: item.text.number.clone().unwrap_or_default(),
            title: self.shell.rich(&item.text.title),
            label: hikeshi_i18n::plain(&item.text.title),
            untitled: item.text.untitled,
            to_check: false,
            text: item.text.text.clone(),
            said: Said::default(),
            edited: None,
            conflict: None,
            limit: None,
            over: None,
            sources: Some(source).filter(|source| !source.facts.is_empty()).into_iter().collect(),
            basis: String::new(),
            rev: 0,
            typed: None,
            other: None,
        })
    }

    fn fact(&self, fact: &FactRef) -> Result<FactLine, Problem> {
        let words = &self.shell.words;
        let (tone, icon, word) = match fact.certainty {
            Certainty::Confirmed => ("done", "done", "record-certainty-confirmed"),
            Certainty::Suspected => ("caution", "warn", "record-certainty-suspected"),
            Certainty::Unknown => ("caution", "help", "record-certainty-unknown"),
        };
        let origin = self.facts.get(&fact.key).and_then(|fact| Origin::from_name(&fact.origin));
        let origin = origin.map(|origin| {
            let word = words.t(&format!("paperwork-origin-{}", origin.name()));
            (word, origin.href(self.scope, self.case))
        });
        Ok(FactLine {
            title: fact_name(words, &content()?.facts, &fact.key),
            value: hikeshi_i18n::plain(&self.facts.shown(&fact.key, self.lang, " / ")),
            tag: (tone, icon, words.t(word)),
            href: format!("{}/facts/{}", self.case, fact.key),
            revision: fact.revision,
            origin,
        })
    }

    /// A fact that can be written here.
    pub fn ask(&self, now: &PaperNow, key: &str) -> Result<FactAsk, Problem> {
        let field = content()?.facts.field(key).ok_or_else(Problem::not_found)?;
        let lang = self.shell.words.lang();
        let written = now.written.iter().find(|fact| fact.key == key);
        let choice = |choice: &hikeshi_incidents::content::FactChoice| {
            Choice::new(&choice.id, choice.title.get(lang))
        };
        Ok(FactAsk {
            key: key.to_owned(),
            title: self.shell.text(&field.title),
            hint: self.shell.text(&field.hint),
            choices: field.choices.iter().map(choice).collect(),
            many: field.many,
            form: FactForm::default(),
            other: None,
            open: false,
            seen: written.map_or(0, |fact| fact.revision),
        })
    }

    /// A stored instant.
    pub fn when(&self, at: i64) -> String {
        self.shell.words.date_time(from_millis(at))
    }
}
