//! Finds mistakes between the editions of one thing: days on which two hold, or none.

use std::collections::BTreeSet;

use jiff::{ToSpan as _, civil::Date};

use crate::{
    Condition, Rules,
    rules::{Dated, Placed},
};

impl Rules {
    /// The mistakes, each with the days and the files concerned: editions that end before they
    /// begin, that overlap, that leave days between them without a duty, and duties and rules that
    /// ask on some day for a rule or limit of which no edition holds then.
    pub(crate) fn check_editions(&self) -> Vec<String> {
        let mut problems = Vec::new();
        for editions in self.duties() {
            let Some(id) = editions.first().map(|first| &first.item.id) else { continue };
            let what = format!("duty {id}");
            one_at_a_time(&what, &editions, &mut problems);
            without_a_break(&what, &editions, &mut problems);
        }
        let each = || self.files().iter();
        for id in ids(each().flat_map(|file| file.rules.iter().map(|rule| &rule.id))) {
            one_at_a_time(&format!("rule {id}"), &self.editions_of_rule(id), &mut problems);
        }
        for id in ids(each().flat_map(|file| file.limits.iter().map(|limit| &limit.id))) {
            one_at_a_time(&format!("limit {id}"), &self.editions_of_limit(id), &mut problems);
        }
        for id in ids(each().flat_map(|file| file.closed_days.iter().map(|days| &days.id))) {
            let editions = self.editions_of_closed_days(id);
            one_at_a_time(&format!("closed days {id}"), &editions, &mut problems);
        }
        self.check_what_is_asked_for(&mut problems);
        problems
    }

    fn check_what_is_asked_for(&self, problems: &mut Vec<String>) {
        for placed in self.duties().flatten() {
            let duty = placed.item;
            let mut rules: Vec<&str> = duty.unless.iter().map(String::as_str).collect();
            rules.extend(duty.limits.iter().filter_map(|limit| limit.only_if.as_deref()));
            rules.extend(duty.to_if.iter().map(|one| one.only_if.as_str()));
            named(&duty.when, &mut rules);
            let what = format!("{}: duty {}", placed.file.id, duty.id);
            self.rules_hold(&what, &placed, &rules, problems);
            for item in &duty.limits {
                let editions = self.editions_of_limit(&item.limit);
                holds_all_along(
                    &what,
                    &placed,
                    &format!("limit {}", item.limit),
                    &editions,
                    problems,
                );
            }
        }
        for file in self.files() {
            for rule in &file.rules {
                let mut rules = Vec::new();
                named(&rule.when, &mut rules);
                let what = format!("{}: rule {}", file.id, rule.id);
                self.rules_hold(&what, &Placed::new(file, rule), &rules, problems);
            }
            for limit in &file.limits {
                let Some(closed) = &limit.closed_days else { continue };
                let what = format!("{}: limit {}", file.id, limit.id);
                let editions = self.editions_of_closed_days(closed);
                let asked = format!("closed days {closed}");
                holds_all_along(&what, &Placed::new(file, limit), &asked, &editions, problems);
            }
        }
    }

    fn rules_hold<T: Dated>(
        &self,
        what: &str,
        asking: &Placed<'_, T>,
        rules: &[&str],
        problems: &mut Vec<String>,
    ) {
        for id in rules.iter().copied().collect::<BTreeSet<_>>() {
            let editions = self.editions_of_rule(id);
            holds_all_along(what, asking, &format!("rule {id}"), &editions, problems);
        }
    }
}

fn ids<'a>(all: impl Iterator<Item = &'a String>) -> BTreeSet<&'a String> {
    all.collect()
}

/// The rules that a condition names itself.
fn named<'a>(condition: &'a Condition, found: &mut Vec<&'a str>) {
    if let Condition::Rule(rule) = condition {
        found.push(&rule.rule);
    }
    condition.parts().iter().for_each(|part| named(part, found));
}

fn one_at_a_time<T: Dated>(what: &str, editions: &[Placed<'_, T>], problems: &mut Vec<String>) {
    for (at, one) in editions.iter().enumerate() {
        if let Some(until) = one.until().filter(|until| *until < one.from()) {
            problems.push(format!("{what}: {} ends before it begins, on {until}", place(one)));
        }
        for other in &editions[at + 1..] {
            let day = one.from().max(other.from());
            if one.holds_on(day) && other.holds_on(day) {
                problems.push(format!(
                    "{what}: two editions hold on {day}: {} and {}; give the older one a valid_until",
                    place(one),
                    place(other)
                ));
            }
        }
    }
}

fn without_a_break<T: Dated>(what: &str, editions: &[Placed<'_, T>], problems: &mut Vec<String>) {
    let mut sorted = editions.to_vec();
    sorted.sort_by_key(Placed::from);
    for pair in sorted.windows(2) {
        let [older, newer] = pair else { continue };
        let missing = older.until().and_then(after).filter(|first| *first < newer.from());
        if let (Some(first), Ok(last)) = (missing, newer.from().checked_sub(1.day())) {
            problems.push(format!(
                "{what}: no edition holds from {first} to {last}, between {} and {}",
                place(older),
                place(newer)
            ));
        }
    }
}

/// Tells the first day on which something is asked for that does not hold. What has no edition at
/// all is a lost name, which the check of names tells.
fn holds_all_along<T: Dated, U: Dated>(
    what: &str,
    asking: &Placed<'_, T>,
    asked: &str,
    editions: &[Placed<'_, U>],
    problems: &mut Vec<String>,
) {
    let mut day = asking.from();
    while !editions.is_empty() && asking.holds_on(day) {
        let Some(edition) = editions.iter().find(|edition| edition.holds_on(day)) else {
            problems.push(format!("{what} asks for {asked}, of which no edition holds on {day}"));
            return;
        };
        match edition.until().and_then(after) {
            Some(next) => day = next,
            None => return,
        }
    }
}

fn after(day: Date) -> Option<Date> {
    day.checked_add(1.day()).ok()
}

fn place<T: Dated>(edition: &Placed<'_, T>) -> String {
    format!("{} (from {})", edition.file.id, edition.from())
}
