//! The form in which a measure is written: what is done, by whom, until when.

use hikeshi_i18n::Words;
use hikeshi_kernel::{Moment, TextError, clean_line, clean_text, japan};
use hikeshi_ui::FieldError;
use hikeshi_web::{Platform, Problem};
use jiff::civil::Date;
use serde::Deserialize;

use crate::{
    content::content,
    measures::{MeasureKind, NewMeasure},
    model::measure,
};

/// Letters that what is done may have.
const LONGEST_TITLE: usize = 200;
/// Letters that a name may have.
const LONGEST_OWNER: usize = 100;
/// Letters that a remark may have.
const LONGEST_NOTE: usize = 2_000;

/// What the form sends and shows again.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct MeasureForm {
    /// The name of a [`MeasureKind`].
    pub kind: String,
    /// What is done.
    pub title: String,
    /// Who does it.
    pub owner: String,
    /// By when, as a date field or a person writes it.
    pub due: String,
    /// How it is confirmed, or anything else.
    pub note: String,
    /// The version that the person saw.
    pub seen: String,
}

impl MeasureForm {
    /// The form of a measure that stands there.
    pub(super) fn of(row: &measure::Model) -> Self {
        Self {
            kind: row.kind.clone(),
            title: row.title.clone(),
            owner: row.owner.clone(),
            due: row.due_day.clone(),
            note: row.note.clone(),
            seen: row.version.to_string(),
        }
    }

    /// The version that the person saw; nonsense counts as none.
    pub(super) fn seen(&self) -> i64 {
        self.seen.parse().unwrap_or(0)
    }

    /// The measure, or what is wrong with each field.
    ///
    /// # Errors
    /// A fault of the content on board.
    pub(super) fn read(
        &self,
        platform: &Platform,
        words: &Words,
    ) -> Result<Result<NewMeasure, Vec<FieldError>>, Problem> {
        let mut errors = Vec::new();
        let mut wrong = |name: &str, text: String| errors.push(FieldError::new(name, text));
        let kind = MeasureKind::from_name(&self.kind);
        if kind.is_none() {
            wrong("kind", words.t("lessons-kind-missing"));
        }
        let mut text = |name: &str, read: Result<String, TextError>, missing: Option<&str>| {
            read.unwrap_or_else(|error| {
                match (error, missing) {
                    (TextError::Empty, Some(key)) => wrong(name, words.t(key)),
                    (TextError::Empty, None) => {}
                    (TextError::TooLong { max }, _) => {
                        wrong(name, words.t1("lessons-too-long", "max", max));
                    }
                }
                String::new()
            })
        };
        let title =
            text("title", clean_line(&self.title, LONGEST_TITLE), Some("lessons-title-missing"));
        let owner = text("owner", clean_line(&self.owner, LONGEST_OWNER), None);
        let note = text("note", clean_text(&self.note, LONGEST_NOTE), None);
        let due = self.day(platform)?;
        if due.is_none() && !self.due.trim().is_empty() {
            wrong("due", words.t("lessons-due-unclear"));
        }
        Ok(match kind {
            Some(kind) if errors.is_empty() => Ok(NewMeasure { kind, title, owner, due, note }),
            _ => Err(errors),
        })
    }

    /// The day; date fields send `2026-11-30`, a browser without them what was typed.
    fn day(&self, platform: &Platform) -> Result<Option<Date>, Problem> {
        let typed = self.due.trim();
        if let Ok(day) = typed.parse() {
            return Ok(Moment::Day { day }.checked().is_ok().then_some(day));
        }
        let moment =
            hikeshi_when::parse_moment(&content()?.times, typed, platform.clock.now()).ok();
        Ok(moment.and_then(|moment| match moment {
            Moment::Day { day } => Some(day),
            Moment::Exact { at } | Moment::About { at } => Some(at.to_zoned(japan()).date()),
            _ => None,
        }))
    }
}
