//! How a catalogue counts its answers: points and bands are data.

use hikeshi_kernel::LocalText;
use serde::{Deserialize, Serialize};

use crate::Answer;

/// The scheme of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    /// Points of the plain answers. A question that waits and one that does not apply have none.
    pub points: Points,
    /// The steps, for catalogues that ask how far one is; empty where yes and no are asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// The published bands, the best first; the last one has no lower end. Empty where none is published.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
}

/// Points of the plain answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Points {
    /// Done.
    pub yes: i32,
    /// Done in part.
    pub partly: i32,
    /// Not done.
    pub no: i32,
    /// Not known.
    pub unknown: i32,
}

/// One step of a scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Its number, from 1.
    pub level: u8,
    /// Its points.
    pub points: i32,
    /// What it means.
    pub title: LocalText,
}

/// A band of totals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Its official name: `A`.
    pub id: String,
    /// From which total of one whole sheet it holds; the lowest band has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<i32>,
    /// What it means.
    pub meaning: LocalText,
}

impl Scoring {
    /// Points of an answer; none for one that waits, does not apply, or that this scale lacks.
    #[must_use]
    pub fn points_of(&self, answer: Answer) -> i32 {
        match answer {
            Answer::Yes => self.points.yes,
            Answer::Partly => self.points.partly,
            Answer::No => self.points.no,
            Answer::Unknown => self.points.unknown,
            Answer::Unanswered | Answer::Na => 0,
            Answer::Level(given) => {
                self.levels.iter().find(|one| one.level == given).map_or(0, |one| one.points)
            }
        }
    }

    /// The most points of one question.
    #[must_use]
    pub fn best(&self) -> i32 {
        self.all_points().max().unwrap_or(0)
    }

    /// The fewest points of one question that is answered.
    #[must_use]
    pub fn worst(&self) -> i32 {
        self.all_points().min().unwrap_or(0)
    }

    /// Whether a question of this catalogue can be answered so.
    #[must_use]
    pub fn accepts(&self, answer: Answer) -> bool {
        match answer {
            Answer::Level(given) => self.levels.iter().any(|one| one.level == given),
            Answer::Yes | Answer::Partly | Answer::No => self.levels.is_empty(),
            Answer::Unknown | Answer::Unanswered | Answer::Na => true,
        }
    }

    /// Whether an answer leaves nothing to do.
    #[must_use]
    pub fn is_met(&self, answer: Answer) -> bool {
        match answer {
            Answer::Yes => true,
            Answer::Level(_) => self.points_of(answer) == self.best(),
            _ => false,
        }
    }

    /// The band of `total` out of `max`, where a whole sheet has `sheet_max` points: the published
    /// ends hold for one sheet, so that they grow and shrink with `max`. Whole numbers only: 139 of
    /// 200 never becomes 70 of 100.
    #[must_use]
    pub fn band(&self, total: i32, max: i32, sheet_max: i32) -> Option<&Band> {
        if max <= 0 || sheet_max <= 0 {
            return None;
        }
        let (total, max, sheet) = (i64::from(total), i64::from(max), i64::from(sheet_max));
        let reached =
            |band: &&Band| band.from.is_none_or(|from| total * sheet >= i64::from(from) * max);
        self.bands.iter().find(reached)
    }

    fn all_points(&self) -> impl Iterator<Item = i32> {
        let Points { yes, partly, no, unknown } = self.points;
        let plain =
            if self.levels.is_empty() { vec![yes, partly, no, unknown] } else { vec![unknown] };
        plain.into_iter().chain(self.levels.iter().map(|one| one.points))
    }
}
