//! The president's page on one sheet of paper.

use hikeshi_i18n::Words;
use hikeshi_identity::CompanyId;
use hikeshi_incidents::documents::render;
use hikeshi_pdf::Template;
use hikeshi_web::Problem;
use jiff::Timestamp;
use serde::Serialize;

use crate::{
    company::Overview,
    said::{Line, ON_PAPER, Sheet},
};

/// Takes a [`SheetData`].
pub(crate) const PAPER: Template =
    Template::new("overview", include_str!("../documents/overview.typ"));

/// What the template takes: words only, nothing is decided there.
#[derive(Debug, Clone, Serialize)]
pub struct SheetData {
    lang: &'static str,
    title: String,
    company: String,
    made: String,
    self_declared: String,
    lead: String,
    headlines: Vec<HeadlineData>,
    course_title: String,
    course_said: String,
    course: Vec<PointData>,
    others: Vec<String>,
    next_title: String,
    next: Vec<LineData>,
    next_none: String,
    sections: Vec<SectionData>,
    peers_title: String,
    peers: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
struct HeadlineData {
    label: String,
    value: String,
    note: String,
    known: bool,
}

#[derive(Debug, Clone, Serialize)]
struct PointData {
    day: String,
    total: i64,
    percent: i32,
}

#[derive(Debug, Clone, Serialize)]
struct LineData {
    text: String,
    about: String,
    tone: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct SectionData {
    title: String,
    lines: Vec<LineData>,
}

/// The overview as plain data for the paper.
#[must_use]
pub fn sheet_data(
    words: &Words,
    company: CompanyId,
    overview: &Overview,
    now: Timestamp,
) -> SheetData {
    let sheet = Sheet::of(words, company, (overview, ON_PAPER));
    let line = |line: &Line| LineData {
        text: line.text.plain(words),
        about: line.about.as_ref().map(|about| about.plain(words)).unwrap_or_default(),
        tone: line.tone,
    };
    let headline = |one: &crate::said::Headline| HeadlineData {
        label: one.label.plain(words),
        value: one.value.plain(words),
        note: one.note.plain(words),
        known: one.known,
    };
    let point = |one: &crate::said::Point| PointData {
        day: one.day.clone(),
        total: one.total,
        percent: one.percent,
    };
    let section = |one: &crate::said::Section| SectionData {
        title: one.title.plain(words),
        lines: one.lines.iter().map(line).collect(),
    };
    let peers = match &sheet.peers.nothing {
        Some((said, _)) => vec![said.plain(words)],
        None => {
            let said = |one: &crate::said::Compared| {
                let all = [&one.place, &one.half, &one.middle, &one.about];
                let all = all.map(|said| said.plain(words));
                [vec![one.name.clone()], all.to_vec()].concat().join(" ")
            };
            sheet.peers.figures.iter().map(said).collect()
        }
    };
    SheetData {
        lang: words.lang().html(),
        title: words.t("overview-title"),
        company: overview.company.clone(),
        made: words.t1("overview-now", "when", words.date_time(now)),
        self_declared: words.t("overview-self"),
        lead: sheet.lead.plain(words),
        headlines: sheet.headlines.iter().map(headline).collect(),
        course_title: words.t("overview-course"),
        course_said: sheet.course.said.plain(words),
        course: sheet.course.points.iter().map(point).collect(),
        others: sheet.course.others.iter().map(|(said, _)| said.plain(words)).collect(),
        next_title: words.t("overview-next"),
        next: sheet.next.iter().map(line).collect(),
        next_none: words.t("overview-next-none"),
        sections: sheet.sections.iter().map(section).collect(),
        peers_title: words.t("overview-peers"),
        peers,
    }
}

/// Sets the paper: one page of A4.
///
/// # Errors
/// A fault of the program.
pub async fn set_paper(data: &SheetData, now: Timestamp) -> Result<Vec<u8>, Problem> {
    Ok(render(PAPER, data, now).await?.bytes)
}
