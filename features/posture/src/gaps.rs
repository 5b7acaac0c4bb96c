//! What a finished assessment leaves to be done: what was answered with no, what nobody knew, and on a
//! scale its lowest step. The same on the page and on paper.

use hikeshi_i18n::Words;
use hikeshi_posture_engine::{Answer, Answers, Catalogue, Item, Sheet};

use crate::said::answer_word;

/// A question to which the answer is not yet good.
pub(crate) struct Gap<'a> {
    /// The question, with what to do.
    pub(crate) item: &'a Item,
    /// The answer; of several sites the worst.
    pub(crate) answer: Answer,
    /// The answer in words, with the sites that gave it.
    pub(crate) said: String,
    /// The place of the first of these sites.
    pub(crate) site: usize,
}

/// All of them: first what is not done, then what nobody knew, each in the order of the catalogue.
pub(crate) fn gaps<'a>(words: &Words, catalogue: &'a Catalogue, answers: &Answers) -> Vec<Gap<'a>> {
    let mut all: Vec<Gap<'a>> =
        catalogue.items().filter_map(|item| gap(words, catalogue, answers, item)).collect();
    all.sort_by_key(|gap| gap.answer == Answer::Unknown);
    all
}

fn gap<'a>(
    words: &Words,
    catalogue: &Catalogue,
    answers: &Answers,
    item: &'a Item,
) -> Option<Gap<'a>> {
    let wanting =
        |answer: Answer| matches!(answer, Answer::No | Answer::Unknown | Answer::Level(1));
    let of = |sheet: &Sheet| sheet.answer(&item.id);
    let sheets: Vec<(usize, &Sheet)> =
        answers.sheets.iter().enumerate().filter(|(_, sheet)| wanting(of(sheet))).collect();
    let (site, first) =
        *sheets.iter().find(|(_, it)| of(it) != Answer::Unknown).or(sheets.first())?;
    let line = |(_, sheet): &(usize, &Sheet)| {
        let said = answer_word(words, catalogue, of(sheet));
        match sheet.site.as_str() {
            "" => said,
            name => words.ta("posture-site-says", &[("site", &name), ("answer", &said)]),
        }
    };
    let said = sheets.iter().map(line).collect::<Vec<_>>().join("\n");
    Some(Gap { item, answer: of(first), said, site })
}
