//! Until when makers support what: dated data, and what it says about a thing of a list.

mod phrase;

use hikeshi_kernel::{Confidence, LocalText, Source};
use jiff::{ToSpan as _, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{Field, Kind, Values};
use phrase::{Phrase, Words};

/// What ends within so many days is shown as ending soon.
pub const SOON_DAYS: i64 = 180;

/// One file of the data.
#[derive(Debug, Clone, Deserialize)]
pub struct LifecycleFile {
    /// Its sources, to be shown beside each date.
    pub sources: Vec<Source>,
    /// Until when its dates were looked at, `YYYY-MM-DD`.
    pub reviewed_on: String,
    /// The products.
    pub products: Vec<Product>,
}

/// A product that its maker supports for a time.
#[derive(Debug, Clone, Deserialize)]
pub struct Product {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub title: LocalText,
    /// The kinds of assets in which it is looked for; empty for all.
    #[serde(default)]
    pub kinds: Vec<Kind>,
    /// How it is recognised.
    pub rule: Rule,
    /// The maker's own page of dates.
    pub look_at: String,
    /// How sure the dates are, where a cycle does not say it itself.
    pub confidence: Confidence,
    /// Versions with their own ends. Empty: no date is known here, only where to look.
    #[serde(default)]
    pub cycles: Vec<Cycle>,
}

/// Words by which a product is recognised.
#[derive(Debug, Clone, Deserialize)]
pub struct Rule {
    /// The values in which the words are looked for, taken together.
    #[serde(rename = "in")]
    pub fields: Vec<Field>,
    /// One of these must stand there.
    pub any: Vec<Phrase>,
    /// All of these too.
    #[serde(default)]
    pub all: Vec<Phrase>,
    /// None of these.
    #[serde(default)]
    pub not: Vec<Phrase>,
}

/// A version of a product with its own end.
#[derive(Debug, Clone, Deserialize)]
pub struct Cycle {
    /// As people call it.
    pub name: String,
    /// One of these must stand there.
    pub any: Vec<Phrase>,
    /// One of these too, such as an edition; empty for all editions.
    #[serde(default)]
    pub with: Vec<Phrase>,
    /// The last day with support; `None` where none is known or none is set.
    pub ends: Option<Date>,
    /// How sure the day is.
    #[serde(default)]
    pub confidence: Option<Confidence>,
    /// What else to know, such as paid updates.
    #[serde(default)]
    pub note: Option<LocalText>,
}

/// What is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Thing<'a> {
    /// Which kind.
    pub kind: Kind,
    /// What is known of it.
    pub values: &'a Values,
}

/// How the thing was recognised: shown beside every date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// Product and version.
    Version,
    /// The model of a machine.
    Model,
    /// The product; which version is not known.
    Product,
}

/// How it stands with the support of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It has ended.
    Past,
    /// It ends within [`SOON_DAYS`].
    Soon,
    /// It depends on something that is not known here: to be looked at.
    Look,
    /// It goes on.
    Fine,
}

/// What the data says about a thing.
#[derive(Debug, Clone, Copy)]
pub struct Finding<'a> {
    /// Which product.
    pub product: &'a Product,
    /// Which version.
    pub cycle: Option<&'a Cycle>,
    /// How it was recognised.
    pub how: How,
    /// The last day with support.
    pub ends: Option<Date>,
    /// How it stands today.
    pub standing: Standing,
    /// How sure the day is.
    pub confidence: Confidence,
}

/// All data together.
#[derive(Debug, Clone, Default)]
pub struct Lifecycle {
    products: Vec<Product>,
}

impl Lifecycle {
    /// Puts files together.
    #[must_use]
    pub fn new(files: Vec<LifecycleFile>) -> Self {
        Self { products: files.into_iter().flat_map(|file| file.products).collect() }
    }

    /// The products.
    #[must_use]
    pub fn products(&self) -> &[Product] {
        &self.products
    }

    /// Everything that the data says about a thing, the worst first.
    #[must_use]
    pub fn look_up(&self, thing: Thing<'_>, today: Date) -> Vec<Finding<'_>> {
        let words = Words::of(thing.values);
        let fits =
            |product: &&Product| product.kinds.is_empty() || product.kinds.contains(&thing.kind);
        let known = self.products.iter().filter(fits);
        let mut findings: Vec<Finding<'_>> =
            known.filter_map(|product| finding(product, &words, today)).collect();
        findings.sort_by_key(|finding| (finding.standing, finding.ends));
        findings
    }
}

fn finding<'a>(product: &'a Product, words: &Words, today: Date) -> Option<Finding<'a>> {
    let rule = &product.rule;
    let here = |phrase: &Phrase| words.hold(&rule.fields, phrase);
    if !rule.any.iter().any(here) || !rule.all.iter().all(here) || rule.not.iter().any(here) {
        return None;
    }
    let is_version = |phrase: &Phrase| words.hold_version(&rule.fields, &rule.any, phrase);
    let fitting = product.cycles.iter().filter(|cycle| {
        cycle.any.iter().any(is_version) && (cycle.with.is_empty() || cycle.with.iter().any(here))
    });
    // The longest words say most: "2012 R2" before "2012"; an edition before none.
    let longest = |cycle: &&Cycle| {
        let matched = cycle.any.iter().filter(|phrase| is_version(phrase)).map(Phrase::len);
        (matched.max().unwrap_or(0), cycle.with.len().min(1))
    };
    let mut best: Option<&Cycle> = None;
    for cycle in fitting {
        if best.is_none_or(|best| longest(&cycle) > longest(&best)) {
            best = Some(cycle);
        }
    }
    let of_model = rule.fields.contains(&Field::Model);
    let (how, ends) = match best {
        Some(cycle) => (How::Version, cycle.ends),
        None if of_model => (How::Model, last_end(product)),
        None => (How::Product, last_end(product)),
    };
    let standing = match (best, ends) {
        (Some(_), Some(ends)) => standing(ends, today),
        (Some(cycle), None) if cycle.confidence() == Some(Confidence::ToCheck) => Standing::Look,
        (Some(_), None) => Standing::Fine,
        // Whatever the version is, its support has ended.
        (None, Some(ends)) if ends < today => Standing::Past,
        (None, Some(ends)) if product.cycles.len() == 1 => standing(ends, today),
        (None, _) => Standing::Look,
    };
    let ends = if best.is_none() && standing == Standing::Look { None } else { ends };
    let confidence = best.and_then(Cycle::confidence).unwrap_or(product.confidence);
    Some(Finding { product, cycle: best, how, ends, standing, confidence })
}

impl Cycle {
    const fn confidence(&self) -> Option<Confidence> {
        self.confidence
    }
}

/// The last day of all versions; `None` if one of them has no end yet.
fn last_end(product: &Product) -> Option<Date> {
    let ends: Option<Vec<Date>> = product.cycles.iter().map(|cycle| cycle.ends).collect();
    ends.and_then(|ends| ends.into_iter().max())
}

/// How it stands with something that ends on a day; the day itself still counts.
fn standing(ends: Date, today: Date) -> Standing {
    let soon = today.checked_add(SOON_DAYS.days()).unwrap_or(Date::MAX);
    if ends < today {
        Standing::Past
    } else if ends <= soon {
        Standing::Soon
    } else {
        Standing::Fine
    }
}

impl Standing {
    /// How it stands with something that ends on a day: a contract, a licence, a domain.
    #[must_use]
    pub fn of_day(ends: Date, today: Date) -> Self {
        standing(ends, today)
    }

    /// Its name in keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Soon => "soon",
            Self::Look => "look",
            Self::Fine => "fine",
        }
    }
}

impl How {
    /// Its name in keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Version => "version",
            Self::Model => "model",
            Self::Product => "product",
        }
    }
}
