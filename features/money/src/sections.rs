//! What was counted, said in tables: once for the page and for the paper.

mod answer;
mod insurance;
mod losses;
mod sources;
mod spending;

use hikeshi_i18n::{Words, plain};
use hikeshi_kernel::{Confidence, Source};
use hikeshi_loss::{LossModel, Range, Yen};
use serde::Serialize;

pub(crate) use self::answer::Answer;
use crate::results::Results;

/// A table with what to know about it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Section {
    /// Its id on the page.
    pub(crate) id: &'static str,
    /// Its heading.
    pub(crate) title: String,
    /// What it says.
    pub(crate) lead: String,
    /// Heads of the columns.
    pub(crate) head: Vec<String>,
    /// The rows; the first cell names the row.
    pub(crate) rows: Vec<Vec<String>>,
    /// What to know: sources, what is missing, what is to be checked.
    pub(crate) notes: Vec<String>,
}

/// Everything that the page and the paper say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    /// What stands first; `None` while no figures are entered.
    pub(crate) answer: Option<Answer>,
    /// All tables, in the order in which a president reads them.
    pub(crate) sections: Vec<Section>,
}

/// Says what was counted.
pub(crate) fn told(words: &Words, model: &LossModel, results: &Results) -> Told {
    let said = Said { words, model, results, sources: sources::of_model(model) };
    let sections = vec![
        losses::stop(&said),
        losses::leak(&said),
        losses::beside(&said),
        insurance::gap(&said),
        spending::ceiling(&said),
        spending::measures(&said),
        spending::assumptions(&said),
        sources::sources(&said),
    ];
    Told { answer: answer::answer(&said), sections }
}

/// What the tables are made of.
pub(crate) struct Said<'a> {
    /// The reader's words.
    pub(crate) words: &'a Words,
    /// The model.
    pub(crate) model: &'a LossModel,
    /// What was counted.
    pub(crate) results: &'a Results,
    /// The sources of the model, each once; their place is their number.
    pub(crate) sources: Vec<(&'a Source, Confidence)>,
}

impl Said<'_> {
    /// A word without readings.
    pub(crate) fn t(&self, key: &str) -> String {
        plain(&self.words.t(key))
    }

    /// Words of these keys.
    pub(crate) fn all(&self, keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| self.t(key)).collect()
    }

    /// A sum.
    pub(crate) fn yen(&self, sum: Yen) -> String {
        let number = self.words.number(i64::try_from(sum.get()).unwrap_or(i64::MAX));
        self.words.t1("money-yen", "sum", number)
    }

    /// A sum, or that it is not stated.
    pub(crate) fn stated(&self, sum: Option<Yen>) -> String {
        sum.map_or_else(|| self.t("money-not-stated"), |sum| self.yen(sum))
    }

    /// A range, or one sum.
    pub(crate) fn range(&self, range: Range) -> String {
        if range.is_one() {
            return self.yen(range.low);
        }
        let (low, high) = (self.yen(range.low), self.yen(range.high));
        self.words.ta("money-range", &[("low", &low), ("high", &high)])
    }

    /// A range of which parts may be missing.
    pub(crate) fn at_least(&self, range: Range, whole: bool) -> String {
        let range = self.range(range);
        if whole { range } else { self.words.t1("money-at-least", "sum", range) }
    }

    /// What stands in the place of a sum while nobody entered figures.
    pub(crate) fn later(&self) -> String {
        self.t("money-later")
    }

    /// Whether heads of any scenario are not stated: sums are then the least.
    pub(crate) fn is_partial(&self) -> bool {
        self.results.scenarios.iter().any(|(scenario, _)| !scenario.missing.is_empty())
    }

    /// The number of a source in the list at the end, with its mark if it is not confirmed.
    pub(crate) fn source(&self, source: &Source, confidence: Confidence) -> String {
        let place = self.sources.iter().position(|one| *one == (source, confidence));
        let number = place.map_or(0, |place| place + 1);
        if confidence == Confidence::Confirmed {
            return self.words.t1("money-source", "number", number);
        }
        let confidence = self.confidence(confidence);
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("number", &number), ("confidence", &confidence)];
        self.words.ta("money-source-marked", &values)
    }

    /// How far something was checked.
    pub(crate) fn confidence(&self, confidence: Confidence) -> String {
        self.t(match confidence {
            Confidence::Confirmed => "money-confirmed",
            Confidence::ToCheck => "money-to-check",
            Confidence::Own => "money-own",
        })
    }
}
