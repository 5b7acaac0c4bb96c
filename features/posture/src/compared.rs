//! This time beside last time, the same on the page and on paper.

use hikeshi_i18n::Words;
use hikeshi_kernel::from_millis;
use hikeshi_posture_engine::Answers;
use hikeshi_web::Problem;

use crate::{
    assessment::Assessment,
    said::{answer_word, item_at},
};

/// An assessment with its answers.
pub(crate) type Told<'a> = (&'a Assessment, &'a Answers);

/// What was reached last time, and which answers are other ones now.
pub(crate) struct Compared {
    /// Points and band of last time; says so when the sheets are other ones.
    pub(crate) sentence: String,
    /// Item, answer of last time, answer of now.
    pub(crate) changes: Vec<[String; 3]>,
}

impl Compared {
    /// `now` beside `before`, which is finished.
    ///
    /// # Errors
    /// A frozen score that this program did not write.
    pub(crate) fn of(words: &Words, before: Told<'_>, now: Told<'_>) -> Result<Self, Problem> {
        let changes = changes(words, before, now);
        Ok(Self { sentence: sentence(words, before, now.0)?, changes })
    }
}

fn sentence(words: &Words, (before, said): Told<'_>, now: &Assessment) -> Result<String, Problem> {
    let sum = before.score(said)?.sum;
    let at = words.date_time(from_millis(before.row.finished_at.unwrap_or_default()));
    let (total, max) = (sum.total, sum.max);
    let band = sum.band.filter(|_| sum.complete);
    let last = match band {
        Some(band) => words.ta(
            "posture-last-time",
            &[("total", &total), ("max", &max), ("band", &band), ("at", &at)],
        ),
        None => {
            words.ta("posture-last-time-points", &[("total", &total), ("max", &max), ("at", &at)])
        }
    };
    let mut sites = [before.sites.clone(), now.sites.clone()];
    sites.iter_mut().for_each(|sites| sites.sort());
    if sites[0] == sites[1] {
        return Ok(last);
    }
    Ok(words.t1("posture-last-time-sites", "last", last))
}

fn changes(words: &Words, (_, said): Told<'_>, (now, answers): Told<'_>) -> Vec<[String; 3]> {
    let word = |answer| answer_word(words, &now.catalogue, answer);
    let mut changes = Vec::new();
    for sheet in &answers.sheets {
        let Some(then) = said.sheets.iter().find(|one| one.site == sheet.site) else { continue };
        for item in now.catalogue.items() {
            let (old, new) = (then.answer(&item.id), sheet.answer(&item.id));
            if old != new && old.is_given() && new.is_given() {
                changes.push([item_at(&sheet.site, &item.id), word(old), word(new)]);
            }
        }
    }
    changes
}
