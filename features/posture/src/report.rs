//! The report of a finished assessment, as plain data for its template `documents/report.typ`.

use std::collections::BTreeMap;

use hikeshi_i18n::{Words, plain};
use hikeshi_kernel::{Confidence, LocalText};
use hikeshi_pdf::Template;
use hikeshi_posture_engine::{Catalogue, Counts};
use hikeshi_web::Problem;
use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use crate::{
    assessment::Ready,
    compared::Compared,
    gaps::gaps,
    model::assessment_evidence,
    said::{answer_word, counts_text, points_text},
};

/// Takes a [`Report`].
pub(crate) const REPORT: Template =
    Template::new("assessment", include_str!("../documents/report.typ"));

/// Fixed words of the template.
const WORDS: [&str; 19] = [
    "posture-doc-title",
    "posture-doc-page",
    "posture-doc-own",
    "posture-doc-parts",
    "posture-doc-sites",
    "posture-doc-points",
    "posture-doc-answers",
    "posture-doc-answer",
    "posture-doc-item",
    "posture-doc-source",
    "posture-to-check",
    "posture-doc-to-do",
    "posture-doc-to-do-what",
    "posture-doc-to-do-none",
    "posture-doc-to-do-next",
    "posture-fix",
    "posture-doc-changes",
    "posture-doc-before",
    "posture-doc-now",
];

/// Everything that stands in the report.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    lang: &'static str,
    words: BTreeMap<String, String>,
    title: String,
    company: String,
    about: String,
    notice: String,
    score: String,
    band: String,
    meaning: String,
    counts: String,
    /// What has to be said beside the score: official sheet, waiting questions, last time.
    remarks: Vec<String>,
    /// Item with its question, what was answered, what to do.
    to_do: Vec<[String; 3]>,
    /// Item, answer of last time, answer of now.
    changes: Vec<[String; 3]>,
    parts: Vec<[String; 3]>,
    sites: Vec<[String; 3]>,
    items: Vec<Part>,
    sources: Vec<String>,
}

/// The items of a part.
#[derive(Debug, Serialize)]
struct Part {
    title: String,
    items: Vec<Item>,
}

/// One item with what each site answered.
#[derive(Debug, Serialize)]
struct Item {
    id: String,
    question: String,
    to_check: bool,
    answers: Vec<String>,
    /// What shows that it is so.
    evidence: Vec<String>,
}

impl Report {
    /// The report of a draft that is being frozen by `by` at `at`.
    ///
    /// # Errors
    /// A frozen score of last time that this program did not write.
    pub(crate) fn of(
        words: &Words,
        ready: &Ready,
        (company, by, at): (&str, &str, Timestamp),
    ) -> Result<Self, Problem> {
        let Ready { assessment, answers, score, before, .. } = ready;
        let catalogue = &assessment.catalogue;
        let lang = words.lang();
        let text = |text: &LocalText| plain(text.get(lang));
        let sum = &score.sum;
        let reached = sum.band.as_ref().filter(|_| sum.complete);
        let band = catalogue.scoring.bands.iter().find(|band| Some(&band.id) == reached);
        let mut remarks = Vec::new();
        if sum.counts.unanswered > 0 {
            let (low, high) = sum.could_be;
            remarks.push(words.ta(
                "posture-could-be",
                &[("count", &sum.counts.unanswered), ("low", &low), ("high", &high)],
            ));
        }
        if sum.counts.na > 0 {
            remarks.push(words.ta(
                "posture-official-sheet",
                &[
                    ("total", &sum.official.total),
                    ("max", &sum.official.max),
                    ("band", &sum.official.band.as_deref().unwrap_or("–")),
                ],
            ));
        }
        if score.sites.len() > 1 {
            remarks.push(words.t1("posture-sites-added", "count", score.sites.len()));
        }
        let mut changes = Vec::new();
        if let Some((last, said)) = before {
            let compared = Compared::of(words, (last, said), (assessment, answers))?;
            remarks.push(compared.sentence);
            changes = compared.changes;
        }
        let to_do = gaps(words, catalogue, answers).into_iter().map(|gap| {
            let question = format!("{}\u{3000}{}", gap.item.id, text(&gap.item.question));
            [question, gap.said, text(&gap.item.fix)]
        });
        let row = |title: String, (total, max, counts): (i32, i32, &Counts)| {
            [title, points_text(words, total, max), counts_text(words, counts)]
        };
        let part_title = |id: &str| {
            catalogue.parts.iter().find(|part| part.id == id).map(|part| text(&part.title))
        };
        Ok(Self {
            lang: lang.html(),
            words: WORDS.map(|key| (key.to_owned(), words.t(key))).into(),
            title: text(&catalogue.title),
            company: company.to_owned(),
            about: words.ta("posture-doc-about", &[("at", &words.date_time(at)), ("by", &by)]),
            notice: catalogue.notice.as_ref().map(text).unwrap_or_default(),
            score: points_text(words, sum.total, sum.max),
            band: reached.map(|b| words.t1("posture-band", "band", b)).unwrap_or_default(),
            meaning: match band {
                Some(band) => text(&band.meaning),
                None if sum.band.is_some() => words.t("posture-no-band"),
                None => String::new(),
            },
            counts: counts_text(words, &sum.counts),
            remarks,
            to_do: to_do.collect(),
            changes,
            parts: score
                .parts
                .iter()
                .map(|part| {
                    let title = part_title(&part.id).unwrap_or_default();
                    row(title, (part.total, part.max, &part.counts))
                })
                .collect(),
            sites: if assessment.has_sites() {
                let of = |site: &hikeshi_posture_engine::SiteScore| {
                    let band = site.sum.band.as_deref().filter(|_| site.sum.complete);
                    let band = band.unwrap_or_default();
                    let name = format!("{} {band}", site.site);
                    row(name.trim().to_owned(), (site.sum.total, site.sum.max, &site.sum.counts))
                };
                score.sites.iter().map(of).collect()
            } else {
                Vec::new()
            },
            items: parts(words, ready),
            sources: sources(catalogue),
        })
    }
}

fn parts(words: &Words, ready: &Ready) -> Vec<Part> {
    let (catalogue, answers) = (&ready.assessment.catalogue, &ready.answers);
    let text = |text: &LocalText| plain(text.get(words.lang()));
    let item = |item: &hikeshi_posture_engine::Item| {
        let said = |sheet: &hikeshi_posture_engine::Sheet| {
            let answer = sheet.answer(&item.id);
            let mut said = answer_word(words, catalogue, answer);
            if !sheet.site.is_empty() {
                said = words.ta("posture-site-says", &[("site", &sheet.site), ("answer", &said)]);
            }
            let note = sheet.given.get(&item.id).map_or("", |given| given.note.as_str());
            if note.is_empty() { said } else { format!("{said}\n{note}") }
        };
        Item {
            id: item.id.clone(),
            question: text(&item.question),
            to_check: item.confidence == Confidence::ToCheck,
            answers: answers.sheets.iter().map(said).collect(),
            evidence: evidence(words, ready, &item.id),
        }
    };
    let part = |part: &hikeshi_posture_engine::Part| Part {
        title: text(&part.title),
        items: part.items.iter().map(item).collect(),
    };
    catalogue.parts.iter().map(part).collect()
}

/// What shows that the answers to an item are so, each with its day.
fn evidence(words: &Words, ready: &Ready, item: &str) -> Vec<String> {
    let line = |row: &assessment_evidence::Model| {
        let site = row.site.as_str();
        let title = [site, row.title.as_str()].join(" ").trim().to_owned();
        match row.as_of.parse::<Date>() {
            Ok(day) => {
                let day = words.date(day);
                words.ta("posture-doc-evidence", &[("title", &title), ("day", &day)])
            }
            Err(_) => words.t1("posture-doc-evidence-undated", "title", title),
        }
    };
    ready.evidence.iter().filter(|row| row.item == item).map(line).collect()
}

/// The documents that the catalogue was written from, a line each.
pub(crate) fn sources(catalogue: &Catalogue) -> Vec<String> {
    let line = |source: &hikeshi_kernel::Source| {
        let parts = [
            Some(source.title.as_str()),
            Some(source.publisher.as_str()),
            source.published.as_deref(),
            source.url.as_deref(),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" / ")
    };
    catalogue.sources.iter().map(line).collect()
}
