//! Names of levels, bands and kinds in the reader's language.

use hikeshi_i18n::{Words, plain};
use hikeshi_risk::{Band, Kind, Level, RiskModel, Scale};
use hikeshi_ui::{Choice, Tone};

use crate::{entry::Entry, field::Field};

/// The title of a step: its number and what it means.
pub(crate) fn step(words: &Words, scale: &Scale, level: Level) -> String {
    let found = scale.steps.iter().find(|step| step.level == level);
    let title = found.map_or("", |step| step.title.get(words.lang()));
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("level", &level.number()), ("title", &title)];
    words.ta("risks-step", &values)
}

/// The steps of a scale as choices, with the answer that nobody knows at the end.
pub(crate) fn steps(words: &Words, scale: &Scale) -> Vec<Choice> {
    let steps = scale
        .steps
        .iter()
        .map(|one| Choice::new(one.level.number().to_string(), step(words, scale, one.level)));
    steps.chain([Choice::new("", words.t("risks-unknown"))]).collect()
}

/// Kinds as choices.
pub(crate) fn kinds(words: &Words, kinds: &[Kind]) -> Vec<Choice> {
    let choice = |kind: &Kind| Choice::new(kind.id.clone(), kind.title.get(words.lang()));
    kinds.iter().map(choice).collect()
}

/// The names of kinds, joined.
pub(crate) fn names(words: &Words, all: &[Kind], ids: &[String]) -> String {
    let name = |id: &String| {
        let found = all.iter().find(|kind| kind.id == *id);
        found.map_or_else(|| id.clone(), |kind| plain(kind.title.get(words.lang())))
    };
    ids.iter().map(name).collect::<Vec<_>>().join(&words.t("risks-comma"))
}

/// How a band looks: tone and icon.
pub(crate) fn look(band: Option<&Band>) -> (&'static str, &'static str) {
    match band.map(|band| band.id.as_str()) {
        Some("large") => ("danger", "stop"),
        Some("medium") => ("caution", "warn"),
        Some(_) => ("done", "done"),
        None => ("wait", "open"),
    }
}

/// The name of a band with the value, or that nothing is known.
pub(crate) fn band(words: &Words, band: Option<&Band>, value: Option<u8>) -> String {
    match band.zip(value) {
        Some((band, value)) => {
            let title = plain(band.title.get(words.lang()));
            words.ta("risks-band-value", &[("band", &title), ("value", &value)])
        }
        None => words.t("risks-band-none"),
    }
}

/// The value of a field as people read it.
pub(crate) fn value(words: &Words, model: &RiskModel, field: Field, entry: &Entry) -> String {
    raw(words, model, field, &entry.value(field))
}

/// The same for a value as the history keeps it.
pub(crate) fn raw(words: &Words, model: &RiskModel, field: Field, value: &str) -> String {
    let list = || value.split(',').filter(|id| !id.is_empty()).map(str::to_owned);
    match field {
        Field::Media => names(words, &model.media, &list().collect::<Vec<_>>()),
        Field::Personal => names(words, &model.personal, &list().collect::<Vec<_>>()),
        Field::RegisteredOn => {
            value.parse().map_or_else(|_| value.to_owned(), |day| words.date(day))
        }
        _ => {
            let level = value.parse::<i64>().ok().and_then(|number| Level::try_from(number).ok());
            let scale = field.scale().and_then(|id| model.scale(id));
            match level.zip(scale) {
                Some((level, scale)) => plain(&step(words, scale, level)),
                None => value.to_owned(),
            }
        }
    }
}

/// The flash after an act.
pub(crate) fn flash(words: &Words, done: &str) -> Option<hikeshi_ui::Flash> {
    let key = match done {
        "added" => "risks-done-added",
        "changed" => "risks-done-changed",
        "treated" => "risks-done-treated",
        "finished" => "risks-done-finished",
        "accepted" => "risks-done-accepted",
        "retired" => "risks-done-retired",
        "returned" => "risks-done-returned",
        "judged" => "risks-done-judged",
        "taken" => "risks-done-taken",
        "undone" => "risks-done-undone",
        _ => return None,
    };
    Some(hikeshi_ui::Flash { kind: Tone::Done, text: words.t(key) })
}
