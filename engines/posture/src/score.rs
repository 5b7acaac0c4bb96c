//! Counting a company's answers.
//!
//! Each site fills one sheet; the sheets are added up. A published band holds for one whole sheet,
//! so its ends grow with the number of sheets: two sites are B from 140 of 200. A question that does
//! not apply leaves `max`, and the ends shrink with it. Official sheets know no such answer: what they
//! would say, with nothing taken out, stands in `official`. A question that waits has no points and
//! stays in `max`; the ends that the total can still reach stand in `could_be`.

use hikeshi_kernel::Confidence;
use serde::{Deserialize, Serialize};

use crate::{Answer, Answers, Catalogue, Scoring, Sheet};

/// The catalogue that was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// Its id.
    pub id: String,
    /// Version of our text.
    pub version: String,
    /// The official edition.
    pub edition: String,
    /// How sure we are of it.
    pub confidence: Confidence,
}

/// What a company reached.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// All sites together.
    #[serde(flatten)]
    pub sum: Sum,
    /// Mean of the sites' totals, one digit after the point; for reading only, no band comes from it.
    pub average: f64,
    /// The catalogue.
    pub questionnaire: Pin,
    /// By part, all sites together.
    pub parts: Vec<PartScore>,
    /// By requirement, all sites together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupScore>,
    /// By site.
    pub sites: Vec<SiteScore>,
    /// By item, all sites together.
    pub items: Vec<ItemScore>,
}

/// Points with everything that is needed to read them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// The points.
    pub total: i32,
    /// What can be reached with the questions that apply.
    pub max: i32,
    /// The band, where the catalogue has bands and a question applies.
    pub band: Option<String>,
    /// Whether no question waits for an answer.
    pub complete: bool,
    /// Whether every question that applies is met.
    pub met: bool,
    /// The fewest and the most points once the waiting questions are answered.
    pub could_be: (i32, i32),
    /// How often each answer stands.
    pub counts: Counts,
    /// Total, reachable points and band of the official sheet, which takes no question out.
    pub official: Official,
}

/// What the official sheet says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Official {
    /// The points.
    pub total: i32,
    /// What can be reached with all questions.
    pub max: i32,
    /// The band.
    pub band: Option<String>,
}

/// How often each answer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Done.
    pub yes: u32,
    /// Done in part.
    pub partly: u32,
    /// Not done.
    pub no: u32,
    /// Not known.
    pub unknown: u32,
    /// Not answered.
    pub unanswered: u32,
    /// Does not apply.
    pub na: u32,
    /// A step of a scale.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub level: u32,
}

/// A part, all sites together or one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartScore {
    /// The part's id.
    pub id: String,
    /// The points.
    pub total: i32,
    /// What can be reached.
    pub max: i32,
    /// How often each answer stands.
    pub counts: Counts,
}

/// A requirement, all sites together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupScore {
    /// The requirement's id.
    pub id: String,
    /// The part it belongs to.
    pub part: String,
    /// Whether every item that applies is met at every site.
    pub met: bool,
    /// The points.
    pub total: i32,
    /// What can be reached.
    pub max: i32,
    /// How often each answer stands.
    pub counts: Counts,
}

/// One site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteScore {
    /// Its name; empty for the whole company.
    pub site: String,
    /// What it reached.
    #[serde(flatten)]
    pub sum: Sum,
    /// By part.
    pub parts: Vec<PartScore>,
}

/// One item, all sites together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemScore {
    /// The item's id.
    pub item: String,
    /// The part it belongs to.
    pub part: String,
    /// The points.
    pub total: i32,
    /// What can be reached.
    pub max: i32,
    /// What each site answered.
    pub answers: Vec<SiteAnswer>,
}

/// What one site answered to one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteAnswer {
    /// The site.
    pub site: String,
    /// Its answer.
    pub answer: Answer,
    /// The points.
    pub points: i32,
}

/// Counts the answers. Without a sheet there is one in which every question waits.
#[must_use]
pub fn score(catalogue: &Catalogue, answers: &Answers) -> Score {
    let empty = [Sheet::default()];
    let sheets = if answers.sheets.is_empty() { &empty[..] } else { &answers.sheets[..] };
    let scoring = &catalogue.scoring;
    let all = |sheets: &[Sheet], belongs: &dyn Fn(&str, Option<&str>) -> bool| {
        let mut tally = Tally::default();
        for part in &catalogue.parts {
            for item in part.items.iter().filter(|i| belongs(&part.id, i.group.as_deref())) {
                for sheet in sheets {
                    tally.add(scoring, sheet.answer(&item.id));
                }
            }
        }
        tally
    };
    let parts_of = |sheets: &[Sheet]| {
        let one = |id: &String| all(sheets, &|part, _| part == id).part(id);
        catalogue.parts.iter().map(|part| one(&part.id)).collect::<Vec<_>>()
    };
    let sheet_max = scoring.best() * i32::try_from(catalogue.len()).unwrap_or(i32::MAX);
    let sum_of = |sheets: &[Sheet]| all(sheets, &|_, _| true).sum(scoring, sheet_max);
    let site = |sheet: &Sheet| {
        let alone = std::slice::from_ref(sheet);
        SiteScore { site: sheet.site.clone(), sum: sum_of(alone), parts: parts_of(alone) }
    };
    let sum = sum_of(sheets);
    let count = f64::from(u32::try_from(sheets.len()).unwrap_or(u32::MAX));
    Score {
        average: (f64::from(sum.total) * 10.0 / count).round() / 10.0,
        sum,
        questionnaire: Pin {
            id: catalogue.id.clone(),
            version: catalogue.version.clone(),
            edition: catalogue.edition.clone(),
            confidence: catalogue.confidence,
        },
        parts: parts_of(sheets),
        groups: groups(catalogue, &|id| all(sheets, &|_, group| group == Some(id))),
        sites: sheets.iter().map(site).collect(),
        items: items(catalogue, sheets),
    }
}

fn groups(catalogue: &Catalogue, tally: &dyn Fn(&str) -> Tally) -> Vec<GroupScore> {
    let part_of = |id: &str| {
        let has = |part: &&crate::Part| part.items.iter().any(|i| i.group.as_deref() == Some(id));
        catalogue.parts.iter().find(has).map(|part| part.id.clone()).unwrap_or_default()
    };
    let one = |id: &str| {
        let tally = tally(id);
        let (total, max, counts) = (tally.total, tally.max, tally.counts);
        GroupScore { id: id.to_owned(), part: part_of(id), met: tally.is_met(), total, max, counts }
    };
    catalogue.groups.iter().map(|group| one(&group.id)).collect()
}

fn items(catalogue: &Catalogue, sheets: &[Sheet]) -> Vec<ItemScore> {
    let scoring = &catalogue.scoring;
    let one = |part: &str, item: &str| {
        let mut tally = Tally::default();
        let answers = sheets.iter().map(|sheet| {
            let answer = sheet.answer(item);
            tally.add(scoring, answer);
            SiteAnswer { site: sheet.site.clone(), answer, points: scoring.points_of(answer) }
        });
        let answers = answers.collect();
        let (item, part) = (item.to_owned(), part.to_owned());
        ItemScore { item, part, total: tally.total, max: tally.max, answers }
    };
    let parts = catalogue.parts.iter();
    parts.flat_map(|part| part.items.iter().map(|item| one(&part.id, &item.id))).collect()
}

/// Points and counts on the way.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    total: i32,
    max: i32,
    official_max: i32,
    waiting: i32,
    unmet: u32,
    counts: Counts,
}

impl Tally {
    fn add(&mut self, scoring: &Scoring, answer: Answer) {
        self.total += scoring.points_of(answer);
        self.official_max += scoring.best();
        if answer != Answer::Na {
            self.max += scoring.best();
            self.unmet += u32::from(!scoring.is_met(answer));
        }
        self.waiting += i32::from(answer == Answer::Unanswered);
        let counts = &mut self.counts;
        *match answer {
            Answer::Yes => &mut counts.yes,
            Answer::Partly => &mut counts.partly,
            Answer::No => &mut counts.no,
            Answer::Unknown => &mut counts.unknown,
            Answer::Unanswered => &mut counts.unanswered,
            Answer::Na => &mut counts.na,
            Answer::Level(_) => &mut counts.level,
        } += 1;
    }

    const fn is_met(&self) -> bool {
        self.unmet == 0 && self.max > 0
    }

    fn part(&self, id: &str) -> PartScore {
        PartScore { id: id.to_owned(), total: self.total, max: self.max, counts: self.counts }
    }

    fn sum(&self, scoring: &Scoring, sheet_max: i32) -> Sum {
        let band = |max| scoring.band(self.total, max, sheet_max).map(|band| band.id.clone());
        Sum {
            total: self.total,
            max: self.max,
            band: band(self.max),
            complete: self.waiting == 0,
            met: self.is_met(),
            could_be: (
                self.total + self.waiting * scoring.worst(),
                self.total + self.waiting * scoring.best(),
            ),
            counts: self.counts,
            official: Official {
                total: self.total,
                max: self.official_max,
                band: band(self.official_max),
            },
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_zero(count: &u32) -> bool {
    *count == 0
}
