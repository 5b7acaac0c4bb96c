//! Answers as text for a terminal.

use hikeshi_deadlines::{
    Because, Certainty, Change, CountedDay, Due, DutyAnswer, Truth, Value, what_would_change,
};
use hikeshi_i18n::plain;
use hikeshi_kernel::{LocalText, Moment};
use jiff::civil::Date;

use super::Shown;

/// Days of a counting on one line.
const DAYS_A_LINE: usize = 4;

impl Shown<'_> {
    /// All answers: first those that apply or may apply on a line each, then one by one with their
    /// counting, at last those that do not apply.
    pub(super) fn text(&self, answers: &[DutyAnswer<'_>]) -> String {
        let words = self.words;
        let known = match self.facts.known {
            Moment::Unknown => words.t("deadlines-known-unknown"),
            known => words.moment(&known),
        };
        let at = words.date_time(self.at);
        let mut out = words.ta("deadlines-heading", &[("known", &known), ("at", &at)]);
        out.push('\n');
        out.push_str(&words.t("deadlines-caution"));
        out.push('\n');
        self.overview(answers, &mut out);
        for answer in answers.iter().filter(|answer| answer.applies != Truth::No) {
            out.push('\n');
            self.answer(answer, &mut out);
        }
        self.rest(answers, &mut out);
        out
    }

    pub(super) fn applies(&self, applies: Truth) -> String {
        self.words.t(&format!("deadlines-applies-{}", applies.name()))
    }

    fn answer(&self, answer: &DutyAnswer<'_>, out: &mut String) {
        let words = self.words;
        let contract = answer.contract.map(|contract| contract.name.clone());
        out.push_str(&self.title(answer));
        let mut line = |text: String| {
            out.push_str("  ");
            out.push_str(&text);
            out.push('\n');
        };
        if let Some(due) = answer.due {
            line(self.due(answer, due));
        }
        if let Some(limit) = answer.limit {
            line(words.t1("deadlines-limit", "limit", self.say(&limit.title)));
        }
        for days in self.counting(answer) {
            line(format!("  {days}"));
        }
        if let Some(other) = answer.otherwise {
            let due = other.due.map_or_else(String::new, |due| words.moment(&due.moment()));
            let limit = self.say(&other.limit.title);
            let question = other.question.map_or_else(String::new, |text| self.say(text));
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("due", &due), ("limit", &limit), ("question", &question)];
            line(words.ta("deadlines-otherwise", &values));
        }
        for because in &answer.because {
            line(self.because(because));
        }
        for note in &answer.notes {
            let note = words.t(&format!("duties-note-{}", note.code()));
            line(words.t1("deadlines-note", "note", note));
        }
        let to = contract.unwrap_or_else(|| self.say(answer.to));
        let clause = answer.contract.map(|contract| contract.source.clone());
        let rule = clause.filter(|clause| !clause.is_empty());
        line(words.t1("deadlines-to", "to", to));
        line(words.t1("deadlines-how", "how", self.say(&answer.duty.how)));
        line(words.t1(
            "deadlines-rule",
            "rule",
            rule.unwrap_or_else(|| self.say(&answer.duty.law)),
        ));
        let source = |source: &hikeshi_deadlines::RulesSource| {
            format!("{} ({})", source.title, source.publisher)
        };
        let sources: Vec<_> = answer.file.sources.iter().map(source).collect();
        line(words.t1("deadlines-source", "source", sources.join("; ")));
        let (rules, calendar) = (&self.content.rules, &self.content.calendar);
        for change in what_would_change(rules, calendar, self.facts, answer, self.at) {
            line(self.change(&change));
        }
    }

    fn title(&self, answer: &DutyAnswer<'_>) -> String {
        let words = self.words;
        let title = self.named(answer);
        let applies = self.applies(answer.applies);
        let binding = words.t(&format!("duties-binding-{}", answer.duty.binding.name()));
        let confidence = words.t(&format!("deadlines-confidence-{}", answer.confidence.name()));
        let values: [(&str, &dyn std::fmt::Display); 4] = [
            ("title", &title),
            ("applies", &applies),
            ("binding", &binding),
            ("confidence", &confidence),
        ];
        format!("{} [{}]\n", words.ta("deadlines-title", &values), answer.id)
    }

    fn due(&self, answer: &DutyAnswer<'_>, due: Due) -> String {
        let words = self.words;
        let until = words.moment(&due.moment());
        let text = match answer.due_from {
            Some(from) => {
                words.ta("deadlines-due-from", &[("from", &words.date(from)), ("due", &until)])
            }
            None => words.t1("deadlines-due", "due", until),
        };
        if answer.overdue == Some(true) {
            return format!("{text} ({})", words.t("deadlines-over"));
        }
        text
    }

    fn counting(&self, answer: &DutyAnswer<'_>) -> Vec<String> {
        let (rules, calendar) = (&self.content.rules, &self.content.calendar);
        let days = answer.counting(rules, calendar, self.facts.known_day());
        let shown: Vec<_> = days.iter().map(|day| self.day(day)).collect();
        shown.chunks(DAYS_A_LINE).map(|days| days.join(" | ")).collect()
    }

    fn day(&self, day: &CountedDay<'_>) -> String {
        let words = self.words;
        let date = self.short(day.date);
        let text = match day.number {
            Some(number) => words.ta("deadlines-day", &[("number", &number), ("date", &date)]),
            None => words.t1("deadlines-day-after", "date", date),
        };
        match day.closed {
            Some(closed) => {
                format!("{text} {}", words.t1("deadlines-closed", "name", self.say(closed.name)))
            }
            None => text,
        }
    }

    /// The day without its year where that is the year of knowing.
    fn short(&self, day: Date) -> String {
        let around = self.facts.known.sort_key().unwrap_or(self.at);
        self.words.moment_brief(&Moment::Day { day }, around)
    }

    fn because(&self, because: &Because<'_>) -> String {
        let sentence = because.sentence.map_or_else(String::new, |text| self.say(text));
        let rule = because.law.map_or_else(|| because.rule.to_owned(), |law| self.say(law));
        let value = self.value(because.fact, &because.value);
        let values: [(&str, &dyn std::fmt::Display); 4] = [
            ("sentence", &sentence),
            ("fact", &self.fact(because.fact)),
            ("value", &value),
            ("rule", &rule),
        ];
        self.words.ta("deadlines-because", &values)
    }

    fn change(&self, change: &Change<'_>) -> String {
        let words = self.words;
        let fact = self.fact(change.fact);
        let value = self.value(change.fact, &change.value);
        let applies = self.applies(change.applies);
        let due = change.due.map(|due| words.moment(&due.moment())).unwrap_or_default();
        let key = if change.due.is_some() { "deadlines-change-due" } else { "deadlines-change" };
        let values: [(&str, &dyn std::fmt::Display); 4] =
            [("fact", &fact), ("value", &value), ("applies", &applies), ("due", &due)];
        words.ta(key, &values)
    }

    fn fact(&self, key: &str) -> String {
        self.content.rules.fact(key).map_or_else(|| key.to_owned(), |fact| self.say(&fact.title))
    }

    fn value(&self, key: &str, value: &Value) -> String {
        match value {
            Value::Flag(flag) => self.words.t(&format!("deadlines-value-{flag}")),
            Value::Unknown => self.words.t(&format!("deadlines-value-{}", Truth::Unknown.name())),
            Value::Count { number, certainty } => {
                let shown = i64::try_from(*number);
                let shown = shown.map_or_else(|_| number.to_string(), |n| self.words.number(n));
                match certainty {
                    Certainty::Confirmed => shown,
                    other => {
                        let key = format!("deadlines-count-{}", other.name());
                        self.words.t1(&key, "number", shown)
                    }
                }
            }
            Value::Word(word) => {
                let definition = self.content.rules.fact(key);
                let known = definition.and_then(|fact| fact.words.iter().find(|w| w.id == *word));
                known.map_or_else(|| word.clone(), |known| self.say(&known.title))
            }
        }
    }

    /// A text of the content, without readings: a terminal has no room above a letter.
    pub(super) fn say(&self, text: &LocalText) -> String {
        plain(text.get(self.words.lang()))
    }
}
