//! The words for times, which are data: `content/times/vocabulary.yaml`.

use std::collections::HashMap;

use hikeshi_kernel::fold_width;
use serde::Deserialize;

/// The words by which times are recognised. Deserialised from the content pack; the pack's head
/// (id, edition, sources …) is ignored here.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "Pack")]
pub struct Vocabulary {
    /// Words by their first letter, the longest first.
    by_first: HashMap<char, Vec<Word>>,
}

/// What a word tells about a time. In the pack: `{means: part, from: "18:00", until: "24:00", words: [...]}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(tag = "means", rename_all = "kebab-case")]
pub(crate) enum Meaning {
    /// A day counted from today.
    Day { days: i32 },
    /// The first (1), second (2) or last (3) ten days of a month, beside its name.
    Third { third: u8 },
    /// A part of a day; hours after 24:00 belong to the next morning.
    Part { from: Clock, until: Clock },
    /// A part of a day counted from today.
    DayPart { days: i32, from: Clock, until: Clock },
    /// Morning or afternoon before (or after) an hour of the 12-hour clock.
    Half { afternoon: bool, from: Option<Clock>, until: Option<Clock> },
    /// A named time of day.
    Clock { at: Clock },
    /// Makes the time inexact.
    About,
    /// The present instant.
    Now,
    /// About so many minutes ago.
    Recent { minutes: u32 },
    /// After a number: so many of these minutes ago, with `plus` minutes more.
    AgoMinutes {
        minutes: u32,
        #[serde(default)]
        plus: u32,
    },
    /// After a number: so many of these days ago.
    AgoDays { days: u32 },
    /// A week counted from this week.
    Week { weeks: i32 },
    /// A month counted from this month.
    Month { months: i32 },
    /// A day of the week: 1 is Monday, 7 is Sunday.
    Weekday { weekday: i8 },
    /// A month by name.
    MonthName { month: u8 },
    /// An era of the Japanese calendar; its year 1 is `before` + 1.
    Era { before: u16 },
    /// Units after a number.
    UnitYear,
    /// See [`Meaning::UnitYear`].
    UnitMonth,
    /// See [`Meaning::UnitYear`].
    UnitDay,
    /// See [`Meaning::UnitYear`].
    UnitHour,
    /// See [`Meaning::UnitYear`].
    UnitMinute,
    /// See [`Meaning::UnitYear`].
    UnitSecond,
    /// After an hour: thirty minutes.
    HalfHour,
    /// A written number from 1 to 10.
    Numeral { value: u8 },
    /// Between the two ends of a range.
    Range,
    /// Before the two ends of a range that are joined by [`Meaning::And`].
    Between,
    /// See [`Meaning::Between`].
    And,
    /// After the second end of a range.
    RangeEnd,
    /// Joins parts of a time; with `ends` it may also stand between the time and the text.
    Link {
        #[serde(default)]
        ends: bool,
    },
    /// Says that the time is not known.
    Unknown,
    /// After a time that fills a whole field: says that the person is not sure, or only ends the
    /// sentence.
    Hedge,
    /// Looks like a time but is none; shields shorter words in it.
    NoTime,
}

/// A time of day in minutes after midnight, up to 30:00 (six in the next morning).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Clock(pub u16);

#[derive(Debug, Clone)]
struct Word {
    letters: Vec<char>,
    meaning: Meaning,
}

#[derive(Deserialize)]
struct Pack {
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    words: Vec<String>,
    #[serde(flatten)]
    meaning: Meaning,
}

impl Vocabulary {
    /// The longest word that begins at letter `at`, and the position after it.
    pub(crate) fn word_at(&self, chars: &[char], at: usize) -> Option<(Meaning, usize)> {
        let words = self.by_first.get(chars.get(at)?)?;
        words.iter().find_map(|word| {
            let end = at + word.letters.len();
            let same = chars.get(at..end)? == word.letters.as_slice();
            (same && stands_alone(chars, at, end)).then_some((word.meaning, end))
        })
    }
}

/// A word in Latin letters must not be a piece of a longer one.
fn stands_alone(chars: &[char], at: usize, end: usize) -> bool {
    let letter = |index: usize| chars.get(index).is_some_and(char::is_ascii_alphabetic);
    let cut_before = letter(at) && at > 0 && letter(at - 1);
    let cut_after = end > 0 && letter(end - 1) && letter(end);
    !cut_before && !cut_after
}

impl From<Pack> for Vocabulary {
    fn from(pack: Pack) -> Self {
        let mut by_first: HashMap<char, Vec<Word>> = HashMap::new();
        for entry in pack.entries {
            for word in entry.words {
                let letters: Vec<char> =
                    fold_width(&word).chars().flat_map(char::to_lowercase).collect();
                if let Some(&first) = letters.first() {
                    let word = Word { letters, meaning: entry.meaning };
                    by_first.entry(first).or_default().push(word);
                }
            }
        }
        for words in by_first.values_mut() {
            words.sort_by_key(|word| std::cmp::Reverse(word.letters.len()));
        }
        Self { by_first }
    }
}

impl TryFrom<String> for Clock {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let minutes = text.split_once(':').and_then(|(hours, minutes)| {
            let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
            (hours <= 30 && minutes < 60).then_some(hours * 60 + minutes)
        });
        minutes.map(Self).ok_or_else(|| format!("not a time of day: {text}"))
    }
}
