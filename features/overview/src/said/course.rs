//! The course of the score: a small chart, and the same in words.

use hikeshi_i18n::Words;
use hikeshi_kernel::{from_millis, japan};
use hikeshi_posture::Standing;

use super::Said;
use crate::{company::Overview, peers::hundredths};

/// The chart in units of its drawing.
const LEFT: i32 = 40;
const RIGHT: i32 = 310;
const TOP: i32 = 26;
const BOTTOM: i32 = 124;

/// The last scores.
#[derive(Debug, Clone)]
pub(crate) struct Course {
    /// In words, for those who do not see the chart.
    pub(crate) said: Said,
    /// The scores, the oldest first.
    pub(crate) points: Vec<Point>,
    /// Scores of other catalogues: name and points, and their pages.
    pub(crate) others: Vec<(Said, String)>,
}

/// One score.
#[derive(Debug, Clone)]
pub(crate) struct Point {
    /// The day, short.
    pub(crate) day: String,
    /// Points of what can be reached, and the band.
    pub(crate) score: Said,
    /// The points alone.
    pub(crate) total: i64,
    /// In hundredths of what can be reached, not below zero: where it stands in the chart.
    pub(crate) percent: i32,
    /// Its place in the chart.
    pub(crate) x: i32,
    /// Its place in the chart.
    pub(crate) y: i32,
    /// Its page.
    pub(crate) href: String,
}

impl Course {
    pub(super) fn of(words: &Words, home: &str, overview: &Overview) -> Self {
        let count = overview.course.len();
        let point = |(place, one): (usize, &Standing)| {
            let total = one.total.unwrap_or_default();
            let percent = hundredths(total, one.max.unwrap_or_default()).unwrap_or(0).max(0);
            let steps = i32::try_from(count.saturating_sub(1)).unwrap_or(1).max(1);
            let place = i32::try_from(place).unwrap_or(0);
            // A single score stands in the middle.
            let x = if count == 1 {
                i32::midpoint(LEFT, RIGHT)
            } else {
                LEFT + 20 + (RIGHT - LEFT - 40) * place / steps
            };
            Point {
                day: short_day(words, one.finished_at.unwrap_or_default()),
                score: score(one),
                total,
                percent,
                x,
                y: BOTTOM - (BOTTOM - TOP) * percent / 100,
                href: format!("{home}/assessments/{}", one.id),
            }
        };
        let points: Vec<Point> = overview.course.iter().enumerate().map(point).collect();
        Self { said: said(&points), points, others: others(words, home, overview) }
    }

    /// The line through all scores, as a path.
    pub(crate) fn path(&self) -> String {
        let place = |(place, point): (usize, &Point)| {
            format!("{}{} {}", if place == 0 { "M" } else { "L" }, point.x, point.y)
        };
        self.points.iter().enumerate().map(place).collect()
    }
}

/// Points and band of a score.
fn score(one: &Standing) -> Said {
    let key = if one.band.is_some() { "overview-points-band" } else { "overview-points" };
    let said = Said::with(key, "total", one.total.unwrap_or_default());
    let said = said.and("max", one.max.unwrap_or_default());
    match &one.band {
        Some(band) => said.and("band", band),
        None => said,
    }
}

fn said(points: &[Point]) -> Said {
    match points {
        [] => Said::of("overview-course-none"),
        [only] => Said::with("overview-course-one", "total", only.total).and("day", &only.day),
        [first, .., last] => Said::with("overview-course-many", "count", points.len())
            .and("from", first.total)
            .and("since", &first.day)
            .and("to", last.total)
            .and("day", &last.day),
    }
}

fn others(words: &Words, home: &str, overview: &Overview) -> Vec<(Said, String)> {
    let library = hikeshi_posture::library().ok();
    let other = |one: &Standing| {
        let catalogue = library?.catalogue(&one.catalogue)?;
        let name = hikeshi_i18n::plain(catalogue.title.get(words.lang()));
        let Said::Words(key, values) = score(one) else { return None };
        let key = if key == "overview-points" {
            "overview-other-points"
        } else {
            "overview-other-points-band"
        };
        let said = Said::Words(key, values).and("name", name);
        Some((said, format!("{home}/assessments/{}", one.id)))
    };
    let rest = overview.scores.iter().filter(|one| one.catalogue != crate::company::MAIN);
    rest.filter_map(other).collect()
}

/// Month and day.
fn short_day(words: &Words, millis: i64) -> String {
    let day = from_millis(millis).to_zoned(japan()).date();
    words.ta("overview-short-day", &[("month", &day.month()), ("day", &day.day())])
}
