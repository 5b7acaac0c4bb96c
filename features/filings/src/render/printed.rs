//! What a paper prints, as plain strings in the reader's language.

use std::collections::BTreeMap;

use hikeshi_i18n::{Words, plain};
use hikeshi_incidents::documents::Seal;
use hikeshi_kernel::japan;
use serde::Serialize;

use super::{Layout, Paper, PaperItem, Said, Shape, readings::with_readings};

/// A paper ready to be set. What is the empty string is not printed.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Printed {
    pub lang: String,
    pub title: String,
    pub phase: String,
    pub company: String,
    pub incident: String,
    pub recipient: String,
    /// In a red frame on every page.
    pub mark: String,
    pub state: String,
    pub draft: bool,
    /// The day on the paper.
    pub day: String,
    /// The day with the time.
    pub made: String,
    pub source: String,
    /// That the layout is still to be compared with the official form.
    pub to_check: String,
    pub letter: bool,
    pub chapters: bool,
    /// Persons concerned or everybody read it.
    pub public: bool,
    /// A mail to a person: its title is the subject.
    pub mail: bool,
    /// Whether any item has a number.
    pub numbered: bool,
    pub parts: Vec<Part>,
    /// Not on what persons or everybody read.
    pub seal: Option<Seal>,
    pub text_sha256: String,
    pub words: FixedWords,
}

/// Items under one heading.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Part {
    /// Empty where a paper has no sections.
    pub title: String,
    /// On a sheet of its own in a spreadsheet.
    pub sheet: bool,
    pub items: Vec<Item>,
}

/// One item.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Item {
    pub number: String,
    /// Empty where it is not printed.
    pub title: String,
    pub text: String,
    /// What is not filled in, in a draft.
    pub gap: String,
}

/// Words of the layout.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FixedWords {
    pub number: String,
    pub title: String,
    pub text: String,
    pub to: String,
    pub subject: String,
    pub from: String,
    pub made: String,
    pub state: String,
    pub incident: String,
    pub page: String,
    pub between: String,
    pub colon: String,
    pub open: String,
    pub close: String,
    pub seal: String,
    pub seal_qr: String,
    pub seal_text: String,
}

impl Printed {
    pub(super) fn new(paper: &Paper, shape: &Shape, words: &Words) -> Self {
        let day = paper.made_at.to_zoned(japan()).date();
        let headline = headline(paper, shape);
        let told = |text: &String, told: bool| if told { text.clone() } else { String::new() };
        Self {
            lang: paper.lang.code().to_owned(),
            // What persons and everybody read says in its headline which report it is.
            phase: told(&paper.phase, headline.is_none() || !shape.is_public()),
            title: headline.unwrap_or_else(|| paper.title.clone()),
            company: paper.company.clone(),
            incident: told(&paper.incident, !shape.is_public()),
            recipient: recipient(paper, shape, words),
            mark: paper.mark.clone(),
            state: paper.state.clone(),
            draft: paper.draft,
            day: words.date(day),
            made: words.date_time(paper.made_at),
            source: told(&paper.source, paper.draft || shape.tells_source()),
            to_check: if shape.to_check { words.t("render-to-check") } else { String::new() },
            letter: shape.layout == Layout::Letter,
            chapters: shape.layout == Layout::Chapters,
            public: shape.is_public(),
            mail: shape.is_mail(),
            numbered: paper.items.iter().any(|item| !item.number.is_empty()),
            parts: parts(paper, shape, words),
            seal: paper.seal.clone().filter(|_| !shape.is_public()),
            text_sha256: paper.text_sha256.clone(),
            words: FixedWords::new(words),
        }
    }

    /// Title with phase, such as "Report (first report)".
    pub(super) fn titled(&self) -> String {
        match self.phase.as_str() {
            "" => self.title.clone(),
            phase => format!("{}{}{phase}{}", self.title, self.words.open, self.words.close),
        }
    }

    /// "To: the commission", or nothing.
    pub(super) fn named(&self, name: &str, value: &str) -> Option<String> {
        (!value.is_empty()).then(|| format!("{name}{}{value}", self.words.colon))
    }

    /// The lines above the items: for whom, from whom, when, in which state, what is to be checked.
    pub(super) fn about(&self) -> Vec<String> {
        let words = &self.words;
        let recipient = self.recipient.replace('\n', " ");
        let lines = [
            Some(self.mark.clone()).filter(|mark| !mark.is_empty()),
            self.named(&words.to, &recipient),
            self.named(&words.from, &self.company),
            self.named(&words.made, &self.made),
            self.named(&words.incident, &self.incident),
            self.named(&words.state, &self.state),
        ];
        lines.into_iter().flatten().collect()
    }
}

impl Item {
    /// Number and title.
    pub(super) fn heading(&self) -> String {
        [self.number.as_str(), self.title.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The text with what is not filled in below it.
    pub(super) fn whole(&self) -> String {
        [self.text.as_str(), self.gap.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("\n")
    }
}

impl FixedWords {
    fn new(words: &Words) -> Self {
        Self {
            number: words.t("render-number"),
            title: words.t("render-title"),
            text: words.t("render-text"),
            to: words.t("render-to"),
            subject: words.t("render-subject"),
            from: words.t("render-from"),
            made: words.t("render-made"),
            state: words.t("render-state"),
            incident: words.t("render-incident"),
            page: words.t("render-page"),
            between: words.t("render-between"),
            colon: words.t("render-colon"),
            open: words.t("render-open"),
            close: words.t("render-close"),
            seal: words.t("render-seal"),
            seal_qr: words.t("render-seal-qr"),
            seal_text: words.t("render-seal-text"),
        }
    }
}

/// What the files print for each item, by its id: the same as they set it, but for line ends.
pub(super) fn said(paper: &Paper, shape: &Shape, words: &Words) -> BTreeMap<String, Said> {
    let approved = Paper { draft: false, ..paper.clone() };
    let said = |found: &PaperItem| {
        if is_headline(found, shape) {
            let text = with_readings(found.text.trim(), paper.lang).replace('\n', " ");
            return Said { text, ..Said::default() };
        }
        let text = item(found, paper, shape, words).whole();
        let filler = found.text.trim().is_empty() && !text.is_empty();
        let finally = item(found, &approved, shape, words).whole();
        let finally = Some(finally).filter(|finally| filler && paper.draft && *finally != text);
        Said { text, filler, finally }
    };
    paper.items.iter().map(|item| (item.id.clone(), said(item))).collect()
}

/// The items by section; those without one stand together in the order of the paper.
fn parts(paper: &Paper, shape: &Shape, words: &Words) -> Vec<Part> {
    let section = |item: &PaperItem| shape.section_of.get(&item.id).cloned().unwrap_or_default();
    let mut parts: Vec<(String, Part)> = Vec::new();
    for found in paper.items.iter().filter(|item| !is_headline(item, shape)) {
        let (id, item) = (section(found), item(found, paper, shape, words));
        match parts.iter_mut().find(|(section, _)| *section == id) {
            Some((_, part)) => part.items.push(item),
            None => {
                let named = shape.sections.iter().find(|section| section.id == id);
                let title = named.map_or_else(String::new, |one| plain(one.title.get(paper.lang)));
                let sheet = named.is_some_and(|section| section.sheet);
                parts.push((id, Part { title, sheet, items: vec![item] }));
            }
        }
    }
    parts.into_iter().map(|(_, part)| part).collect()
}

fn item(item: &PaperItem, paper: &Paper, shape: &Shape, words: &Words) -> Item {
    let missing = item.missing.join(&words.t("render-between"));
    let tells = paper.draft && !missing.is_empty();
    let untitled = shape.untitled.contains(&item.id);
    let text = match (item.text.trim_end(), tells || untitled) {
        ("", false) => words.t(nothing(paper, shape)),
        (text, _) => with_readings(text, paper.lang),
    };
    Item {
        number: item.number.clone(),
        title: if untitled { String::new() } else { item.title.clone() },
        text: with_fields_named(text, paper, shape, words),
        gap: if tells { words.t1("render-missing", "facts", missing) } else { String::new() },
    }
}

/// What stands where an item says nothing, so that nobody takes it for a fault of printing.
const fn nothing(paper: &Paper, shape: &Shape) -> &'static str {
    match (paper.draft, shape.is_public()) {
        (true, _) => "render-nothing-draft",
        (false, true) => "render-nothing-public",
        (false, false) => "render-nothing",
    }
}

/// The text with the title of each field of the list in place of its mark.
fn with_fields_named(text: String, paper: &Paper, shape: &Shape, words: &Words) -> String {
    shape.fields.iter().fold(text, |text, field| {
        let title = plain(field.title.get(paper.lang));
        text.replace(&format!("{{{{{}}}}}", field.id), &words.t1("render-field", "name", title))
    })
}

fn is_headline(item: &PaperItem, shape: &Shape) -> bool {
    shape.headline.as_ref() == Some(&item.id) && !item.text.trim().is_empty()
}

/// The title that the paper bears, on one line.
fn headline(paper: &Paper, shape: &Shape) -> Option<String> {
    let item = paper.items.iter().find(|item| is_headline(item, shape))?;
    Some(with_readings(item.text.trim(), paper.lang).replace('\n', " "))
}

/// To whom; an office is addressed politely, unless whoever wrote its name did so already.
fn recipient(paper: &Paper, shape: &Shape, words: &Words) -> String {
    let name = paper.recipient.trim_end();
    let polite = words.t("render-honorifics");
    let bare = !name.is_empty() && !polite.split_whitespace().any(|end| name.ends_with(end));
    match shape.to_office() && bare {
        true => words.t1("render-office", "name", name),
        false => paper.recipient.clone(),
    }
}
