//! When something was reported, as typed: not in the future, nor before it can have been.

use hikeshi_i18n::Words;
use hikeshi_incidents::{content::content, model::incident, page::read_time};
use hikeshi_kernel::Moment;
use hikeshi_web::Problem;
use jiff::{Timestamp, Unit};

/// What bounds a typed time.
pub(crate) struct ReportTime<'a> {
    pub now: Timestamp,
    pub incident: &'a incident::Model,
    /// When the paper that went out was approved.
    pub approved: Option<Timestamp>,
    /// Key of the words for a field left empty.
    pub missing: &'static str,
    /// Key of the words for a time that has not come.
    pub future: &'static str,
}

impl ReportTime<'_> {
    /// Reads it; the inner error says at the field what does not fit. Only a moment that lies whole
    /// before its bound is refused: a day named without an hour may hold both.
    ///
    /// # Errors
    /// A fault of the content or of the stored incident.
    pub fn read(&self, words: &Words, typed: &str) -> Result<Result<Timestamp, String>, Problem> {
        let moment = match read_time(words, &content()?.times, typed, (self.now, &[])) {
            Ok(moment) => moment,
            Err(text) => return Ok(Err(text)),
        };
        let (Some(first), Some(last)) = (moment.sort_key(), moment.latest()) else {
            return Ok(Err(words.t(self.missing)));
        };
        if first > self.now {
            return Ok(Err(words.t(self.future)));
        }
        let noticed: Moment = serde_json::from_str(&self.incident.noticed_json)?;
        let bounds = [
            (noticed.sort_key(), "duties-done-at-before-noticed"),
            (self.approved, "paperwork-when-before-approval"),
        ];
        for (bound, key) in bounds {
            if let Some(bound) = bound
                && last < whole_minute(bound)
            {
                return Ok(Err(words.t1(key, "at", words.date_time(bound))));
            }
        }
        Ok(Ok(first))
    }
}

/// The beginning of the minute: people type no seconds.
fn whole_minute(at: Timestamp) -> Timestamp {
    let down = jiff::TimestampRound::new().smallest(Unit::Minute).mode(jiff::RoundMode::Floor);
    at.round(down).unwrap_or(at)
}
