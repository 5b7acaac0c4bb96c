//! Fills the data of the kit from what the company has entered and from the reviewed content.

mod cards;
mod people;
mod report;

use std::collections::BTreeSet;

use hikeshi_i18n::{Words, plain};
use hikeshi_incidents::content::content;
use hikeshi_kernel::LocalText;
use hikeshi_web::Problem;

use crate::{
    Source,
    content::{Act, kit_content},
    data::{self, Kit, Section, TagData},
    links::Links,
    tags::{TAGS_PER_EDITION, Tag},
    words::paper_words,
};

/// The edition for which a kit is filled, as people read it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Head {
    /// "edition 3".
    pub(crate) edition: String,
    /// Day of issue.
    pub(crate) issued: String,
    /// Day until which it holds.
    pub(crate) valid_until: String,
    /// Where the last one was kept.
    pub(crate) kept_at: String,
    /// Characters that the fonts lack.
    pub(crate) banner: String,
    /// The tags that the edition reserves; none in a blank kit.
    pub(crate) tags: Vec<Tag>,
}

/// Fills the kit; without a source, every place is left to be written by hand.
///
/// # Errors
/// A fault of the content; an address too long for a code.
pub(crate) fn gather(
    source: Option<&Source>,
    base: &str,
    words: &Words,
    head: &Head,
) -> Result<Kit, Problem> {
    let (content, own) = (content()?, kit_content()?);
    let link_to = |source: &Source| {
        let row = &source.company;
        (base.trim_end_matches('/').to_owned(), row.id.to_string(), row.help_token.clone())
    };
    let links = Links { of: source.map(link_to), words };
    let say = Say { words };
    Ok(Kit {
        lang: words.lang().code().to_owned(),
        words: paper_words(words),
        banner: head.banner.clone(),
        company: source.map(|source| source.company.name.clone()).unwrap_or_default(),
        edition: head.edition.clone(),
        issued: head.issued.clone(),
        valid_until: head.valid_until.clone(),
        kept_at: head.kept_at.clone(),
        help: links.help()?,
        sign_in: links.sign_in()?,
        contacts_link: links.contacts()?,
        calls: source.map(|source| people::calls(source, &say)).unwrap_or_default(),
        first: data::First {
            now: say.acts(&own.first.now),
            dont: say.acts(&own.first.dont),
            exceptions: say.acts(&own.first.exceptions),
            say: say.texts(&own.first.say),
        },
        symptoms: cards::symptoms(content, &say, &links)?,
        provider: source.and_then(people::provider),
        levels: people::levels(source, &say),
        own_desks: people::own_desks(source, content, &say),
        desks: people::desks(source, content, &say),
        decide: people::decide(source, (content, own), &say),
        cards: cards::cards(content, &say, &links)?,
        questions: report::questions(content, &say),
        tags: tags(head, &links)?,
        offline: own
            .offline
            .iter()
            .map(|one| Section {
                title: say.text(&one.title),
                steps: say.texts(&one.steps),
                write: one.write,
            })
            .collect(),
    })
}

fn tags(head: &Head, links: &Links<'_>) -> Result<Vec<TagData>, Problem> {
    let reserved =
        head.tags.iter().map(|tag| Ok(TagData { number: tag.to_string(), link: links.tag(*tag)? }));
    let reserved: Vec<TagData> = reserved.collect::<Result<_, Problem>>()?;
    let blank = || TagData { number: String::new(), link: None };
    Ok(if reserved.is_empty() {
        (0..TAGS_PER_EDITION).map(|_| blank()).collect()
    } else {
        reserved
    })
}

/// How the paper says things.
pub(crate) struct Say<'a> {
    words: &'a Words,
}

impl Say<'_> {
    /// A text of the content, without readings.
    fn text(&self, text: &LocalText) -> String {
        plain(text.get(self.words.lang()))
    }

    fn texts(&self, texts: &[LocalText]) -> Vec<String> {
        texts.iter().map(|text| self.text(text)).collect()
    }

    fn acts(&self, acts: &[Act]) -> Vec<data::Act> {
        let act = |act: &Act| data::Act {
            within: act.within.as_ref().map(|text| self.text(text)).unwrap_or_default(),
            title: self.text(&act.title),
            detail: self.text(&act.detail),
        };
        acts.iter().map(act).collect()
    }
}

/// The ids in the order in which they come first, each once.
fn each_once<'a>(ids: impl Iterator<Item = &'a String>) -> Vec<&'a String> {
    let mut known = BTreeSet::new();
    ids.filter(|id| known.insert(*id)).collect()
}
