//! Dates, times and durations as people write them, in Japan time.

use hikeshi_kernel::{Moment, japan};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, Zoned};

use crate::Words;

impl Words {
    /// A day with its weekday.
    #[must_use]
    pub fn date(&self, day: Date) -> String {
        self.dated("time-date", day)
    }

    /// A day with its weekday and the time.
    #[must_use]
    pub fn date_time(&self, at: Timestamp) -> String {
        self.joined(&self.date(in_japan(at).date()), at)
    }

    /// The time only, without a leading zero: `9:46`.
    #[must_use]
    pub fn time_of(&self, at: Timestamp) -> String {
        let local = in_japan(at);
        format!("{}:{:02}", local.hour(), local.minute())
    }

    /// A date and time for lists: today's shows the time only, this year's no year.
    #[must_use]
    pub fn brief(&self, at: Timestamp, now: Timestamp) -> String {
        let day = in_japan(at).date();
        if day == in_japan(now).date() {
            return self.time_of(at);
        }
        self.joined(&self.brief_date(day, now), at)
    }

    /// A moment, never more exact than it is known.
    #[must_use]
    pub fn moment(&self, moment: &Moment) -> String {
        self.moment_with(moment, |at| self.date_time(at), |day| self.date(day))
    }

    /// A moment for lists, shortened as in [`Self::brief`].
    #[must_use]
    pub fn moment_brief(&self, moment: &Moment, now: Timestamp) -> String {
        self.moment_with(moment, |at| self.brief(at, now), |day| self.brief_date(day, now))
    }

    /// How long from one instant to another, in the two largest units; never negative.
    #[must_use]
    pub fn elapsed(&self, from: Timestamp, to: Timestamp) -> String {
        let minutes = to.duration_since(from).max(SignedDuration::ZERO).as_mins();
        let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
        match (days, hours, rest) {
            (0, 0, 0) => self.t("time-under-a-minute"),
            (0, 0, _) => self.t1("time-minutes", "minutes", rest),
            (0, _, 0) => self.t1("time-hours", "hours", hours),
            (0, _, _) => self.ta("time-hours-minutes", &[("hours", &hours), ("minutes", &rest)]),
            (1..7, 1.., _) => self.ta("time-days-hours", &[("days", &days), ("hours", &hours)]),
            _ => self.t1("time-days", "days", days),
        }
    }

    /// How long until `due`, or for how long it has been over.
    #[must_use]
    pub fn time_left(&self, due: Timestamp, now: Timestamp) -> String {
        if now <= due {
            self.t1("time-left", "span", self.elapsed(now, due))
        } else if now.duration_since(due).as_mins() == 0 {
            self.t("time-over-just")
        } else {
            self.t1("time-over", "span", self.elapsed(due, now))
        }
    }

    /// A whole number with a comma after each three digits, as all three languages write it.
    #[must_use]
    pub fn number(&self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let mut out = String::from(if number < 0 { "-" } else { "" });
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out
    }

    fn brief_date(&self, day: Date, now: Timestamp) -> String {
        let this_year = day.year() == in_japan(now).date().year();
        self.dated(if this_year { "time-date-this-year" } else { "time-date" }, day)
    }

    fn dated(&self, key: &str, day: Date) -> String {
        let weekday = self.t1("time-weekday", "day", day.weekday().to_monday_one_offset());
        let month_name = self.t1("time-month", "month", day.month());
        self.ta(
            key,
            &[
                ("year", &day.year()),
                ("month-name", &month_name),
                ("day", &day.day()),
                ("weekday", &weekday),
            ],
        )
    }

    fn joined(&self, date: &str, at: Timestamp) -> String {
        self.ta("time-date-time", &[("date", &date), ("time", &self.time_of(at))])
    }

    fn moment_with(
        &self,
        moment: &Moment,
        instant: impl Fn(Timestamp) -> String,
        date: impl Fn(Date) -> String,
    ) -> String {
        match *moment {
            Moment::Exact { at } => instant(at),
            Moment::About { at } => self.t1("time-about", "when", instant(at)),
            Moment::Day { day } => date(day),
            Moment::Range { from, until } => {
                let same_day = in_japan(from).date() == in_japan(until).date();
                let end = if same_day { self.time_of(until) } else { instant(until) };
                self.ta("time-range", &[("from", &instant(from)), ("until", &end)])
            }
            Moment::Unknown => self.t("time-unknown"),
        }
    }
}

fn in_japan(at: Timestamp) -> Zoned {
    at.to_zoned(japan())
}
