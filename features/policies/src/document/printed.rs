//! Values as they are printed: days as people write them, choices by their name.

use hikeshi_i18n::Words;
use hikeshi_kernel::Lang;
use hikeshi_policy::{Template, ValueKind, Values, Variable};
use jiff::civil::Date;

/// The most characters of a value.
pub const LONGEST_VALUE: usize = 600;

/// The values as they stand in the document.
pub(crate) fn printed(template: Option<&Template>, values: &Values, words: &Words) -> Values {
    let one = |(id, value): (&String, &String)| {
        let variable = template.and_then(|template| template.variable(id));
        (id.clone(), variable.map_or_else(|| value.clone(), |it| of(it, value, words)))
    };
    values.iter().map(one).collect()
}

fn of(variable: &Variable, value: &str, words: &Words) -> String {
    match variable.kind {
        ValueKind::Day => match value.parse::<Date>() {
            Ok(day) => printed_day(words, day),
            Err(_) => value.to_owned(),
        },
        ValueKind::Choice => choice(variable, value, words.lang()),
        ValueKind::Line | ValueKind::Text | ValueKind::Number => value.to_owned(),
    }
}

/// A day as it stands in a document: without the day of the week.
fn printed_day(words: &Words, day: Date) -> String {
    let month = words.t1("time-month", "month", day.month());
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("year", &day.year()), ("month", &month), ("day", &day.day())];
    words.ta("policypaper-day", &values)
}

/// A choice that the template no longer has prints as nothing: a blank.
fn choice(variable: &Variable, value: &str, lang: Lang) -> String {
    let chosen = variable.choices.iter().find(|choice| choice.id == value);
    chosen.map(|choice| choice.label.get(lang).to_owned()).unwrap_or_default()
}
