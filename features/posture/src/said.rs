//! Answers and points in words, the same on pages, papers and tables.

use hikeshi_i18n::{Words, plain};
use hikeshi_posture_engine::{Answer, Catalogue, Counts};

/// An answer in words; of a scale its number with what it means.
pub(crate) fn answer_word(words: &Words, catalogue: &Catalogue, answer: Answer) -> String {
    match answer {
        Answer::Level(given) => {
            let level = catalogue.scoring.levels.iter().find(|one| one.level == given);
            let title = level.map(|one| plain(one.title.get(words.lang()))).unwrap_or_default();
            format!("{given} {title}")
        }
        other => words.t(&format!("posture-answer-{other}")),
    }
}

/// An item with the name of its site, where there are several.
pub(crate) fn item_at(site: &str, item: &str) -> String {
    [site, item].join(" ").trim().to_owned()
}

/// Tone and icon of an answer.
pub(crate) const fn answer_look(answer: Answer) -> (&'static str, &'static str) {
    match answer {
        Answer::Yes => ("done", "done"),
        Answer::Partly | Answer::Level(_) => ("now", "half"),
        Answer::No => ("danger", "stop"),
        Answer::Unknown => ("caution", "warn"),
        Answer::Unanswered | Answer::Na => ("wait", "open"),
    }
}

/// Points of a total.
pub(crate) fn points_text(words: &Words, total: i32, max: i32) -> String {
    words.ta("posture-points", &[("total", &total), ("max", &max)])
}

/// How often each answer stands; answers that nobody gave are left out.
pub(crate) fn counts_text(words: &Words, counts: &Counts) -> String {
    let named = [
        (counts.yes, "yes"),
        (counts.partly, "partly"),
        (counts.no, "no"),
        (counts.level, "level"),
        (counts.unknown, "unknown"),
        (counts.unanswered, "unanswered"),
        (counts.na, "na"),
    ];
    let said = |(count, name): &(u32, &str)| {
        let answer = words.t(&format!("posture-answer-{name}"));
        words.ta("posture-count", &[("answer", &answer), ("count", count)])
    };
    let given = named.iter().filter(|(count, _)| *count > 0);
    given.map(said).collect::<Vec<_>>().join(&words.t("posture-and"))
}
