//! The answers at a glance: what is due when, and what does not apply.

use hikeshi_deadlines::{DutyAnswer, Truth};

use super::Shown;

impl Shown<'_> {
    /// One line for each duty that applies or may apply, in the order of the answers.
    pub(super) fn overview(&self, answers: &[DutyAnswer<'_>], out: &mut String) {
        let words = self.words;
        out.push('\n');
        out.push_str(&words.t("deadlines-overview"));
        out.push('\n');
        for answer in answers.iter().filter(|answer| answer.applies != Truth::No) {
            let limit = answer
                .limit
                .map_or_else(|| words.t("deadlines-no-limit"), |limit| self.say(&limit.title));
            let due = answer.due.map_or(limit, |due| words.moment(&due.moment()));
            let over = match answer.overdue {
                Some(true) => format!(" ({})", words.t("deadlines-over")),
                _ => String::new(),
            };
            let applies = self.applies(answer.applies);
            let title = self.named(answer);
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("title", &title), ("applies", &applies), ("due", &due)];
            out.push_str(&format!("  {}{over}\n", words.ta("deadlines-overview-line", &values)));
        }
    }

    /// What does not apply, each with the first reason.
    pub(super) fn rest(&self, answers: &[DutyAnswer<'_>], out: &mut String) {
        let mut rest = answers.iter().filter(|answer| answer.applies == Truth::No).peekable();
        if rest.peek().is_some() {
            out.push_str(&format!("\n{}\n", self.words.t("deadlines-rest")));
        }
        for answer in rest {
            let why = answer.because.iter().find_map(|because| because.sentence);
            let why = why.map_or_else(String::new, |why| self.say(why));
            let title = self.named(answer);
            let values: [(&str, &dyn std::fmt::Display); 2] = [("title", &title), ("why", &why)];
            out.push_str(&format!("  {}\n", self.words.ta("deadlines-rest-line", &values)));
        }
    }

    /// The duty, of a clause with the contract's name.
    pub(super) fn named(&self, answer: &DutyAnswer<'_>) -> String {
        let title = self.say(&answer.duty.title);
        match answer.contract {
            Some(contract) => format!("{title} {}", contract.name),
            None => title,
        }
    }
}
