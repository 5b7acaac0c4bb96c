//! How papers say things: in the reader's language, as of the time of issue, with bounded fields.

use hikeshi_directory::model::company;
use hikeshi_i18n::{Words, plain};
use hikeshi_kernel::{LocalText, Moment, from_millis};
use jiff::Timestamp;

use super::{
    Seal,
    bounds::MAX_FIELD,
    data::{Head, PaperWords},
    document_words, shorten,
};
use crate::{case::Purpose, model::incident};

/// One making of a paper.
#[derive(Debug, Clone)]
pub struct Issue {
    /// The words of the paper's language.
    pub words: Words,
    /// When it is made; brief times are written as seen from here.
    pub at: Timestamp,
    /// The present, with which due times are compared.
    pub now: Timestamp,
    /// Who makes it; empty for the program.
    pub by: String,
    /// Which version it is; 0 for papers that have none.
    pub version: usize,
    /// The log's checkpoint; empty if there is none.
    pub checkpoint: String,
    /// The same with the page that compares it with the log, for papers that print it.
    pub seal: Option<Seal>,
    /// Characters that the fonts cannot show, as code points; empty mostly.
    pub missing: String,
    /// The most characters of one field.
    pub max_field: usize,
    /// The most lines of the timeline.
    pub max_lines: usize,
}

impl Issue {
    /// A paper made now, without a version.
    #[must_use]
    pub fn new(words: Words, at: Timestamp, by: &str) -> Self {
        Self {
            words,
            at,
            now: at,
            by: by.to_owned(),
            version: 0,
            checkpoint: String::new(),
            seal: None,
            missing: String::new(),
            max_field: MAX_FIELD,
            max_lines: usize::MAX,
        }
    }

    /// A text that somebody typed, shortened with a note where it is too long.
    #[must_use]
    pub fn typed(&self, text: &str) -> String {
        shorten(text, self.max_field, &self.words.t("doc-more"))
    }

    /// A text of a content pack, without readings.
    #[must_use]
    pub fn text(&self, text: &LocalText) -> String {
        plain(text.get(self.words.lang()))
    }

    /// Who; the program has words of its own.
    #[must_use]
    pub fn who(&self, name: &str) -> String {
        if name.is_empty() { self.words.t("papers-by-program") } else { self.typed(name) }
    }

    /// A stored instant with its day.
    #[must_use]
    pub fn at(&self, millis: i64) -> String {
        self.words.date_time(from_millis(millis))
    }

    /// A stored instant, short.
    #[must_use]
    pub fn brief(&self, millis: i64) -> String {
        self.words.brief(from_millis(millis), self.at)
    }

    /// "Who, when" as papers print it beside a decision; `millis` is milliseconds UTC.
    #[must_use]
    pub fn who_when(&self, name: &str, millis: i64) -> String {
        self.words.ta("papers-who-when", &[("who", &self.who(name)), ("at", &self.at(millis))])
    }

    /// A stored moment, as exactly as it was given.
    #[must_use]
    pub fn moment(&self, json: &str) -> String {
        self.words.moment(&serde_json::from_str::<Moment>(json).unwrap_or_default())
    }

    /// A day as stored (`2026-11-21`); what is no day is shown as it stands.
    #[must_use]
    pub fn day(&self, stored: &str) -> String {
        stored.parse().map_or_else(|_| self.typed(stored), |day| self.words.date(day))
    }

    /// The fixed words of the templates.
    #[must_use]
    pub fn paper_words(&self) -> PaperWords {
        document_words(&self.words)
    }

    /// As [`Self::paper_words`], for an incident: in a past one nothing is open any more, so words
    /// for what is not there say that it was not recorded.
    #[must_use]
    pub fn words_for(&self, incident: &incident::Model) -> PaperWords {
        let mut words = self.paper_words();
        if incident.purpose == Purpose::History.name() {
            let past = words.iter().filter_map(|(key, word)| {
                Some((format!("doc-{}", key.strip_prefix("doc-past-")?), word.clone()))
            });
            let past: Vec<_> = past.collect();
            words.extend(past);
        }
        words
    }

    /// Head and foot of a paper of an incident.
    #[must_use]
    pub fn head(&self, company: &company::Model, incident: &incident::Model) -> Head {
        Head {
            title: self.typed(&incident.title),
            number: incident.number.clone(),
            banner: self.banner(Purpose::from_name(&incident.purpose)),
            ..self.head_of(company)
        }
    }

    /// Head and foot of a paper of a company.
    #[must_use]
    pub fn head_of(&self, company: &company::Model) -> Head {
        Head {
            lang: self.words.lang().code().to_owned(),
            title: String::new(),
            number: String::new(),
            company: self.typed(&company.name),
            issued: self.words.date_time(self.at),
            issued_by: self.who(&self.by),
            version: match self.version {
                0 => String::new(),
                version => self.words.t1("papers-version", "version", version),
            },
            banner: self.banner(None),
            checkpoint: self.checkpoint.clone(),
        }
    }

    /// The line in the red frame: not a real incident, or characters that are missing.
    fn banner(&self, purpose: Option<Purpose>) -> String {
        let purpose = purpose.filter(|purpose| *purpose != Purpose::Real);
        let purpose = purpose.map(|p| self.words.t(&format!("papers-banner-{}", p.name())));
        let missing = (!self.missing.is_empty())
            .then(|| self.words.t1("papers-banner-missing", "characters", &self.missing));
        let lines: Vec<String> = purpose.into_iter().chain(missing).collect();
        lines.join("  ")
    }
}
