//! What keeps a catalogue from being met.

use serde::{Deserialize, Serialize};

use crate::{Answer, Answers, Catalogue, Sheet};

/// An item that is not met everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// The item.
    pub item: String,
    /// The worst answer of the sites: a no before somebody who does not know, before a waiting question,
    /// before a part.
    pub worst: Answer,
    /// The sites where it is not met.
    pub sites: Vec<String>,
    /// The points that are to be gained.
    pub gain: i32,
}

/// The items that are not met at every site where they apply, in the order of the catalogue.
#[must_use]
pub fn missing(catalogue: &Catalogue, answers: &Answers) -> Vec<Missing> {
    let empty = [Sheet::default()];
    let sheets = if answers.sheets.is_empty() { &empty[..] } else { &answers.sheets[..] };
    let scoring = &catalogue.scoring;
    let one = |item: &crate::Item| {
        let open = |sheet: &&Sheet| {
            let answer = sheet.answer(&item.id);
            answer != Answer::Na && !scoring.is_met(answer)
        };
        let open: Vec<&Sheet> = sheets.iter().filter(open).collect();
        let gain = |sheet: &&Sheet| scoring.best() - scoring.points_of(sheet.answer(&item.id));
        let answers = open.iter().map(|sheet| sheet.answer(&item.id));
        Some(Missing {
            item: item.id.clone(),
            worst: answers.min_by_key(|answer| severity(*answer))?,
            sites: open.iter().map(|sheet| sheet.site.clone()).collect(),
            gain: open.iter().map(gain).sum(),
        })
    };
    catalogue.items().filter_map(one).collect()
}

/// What weighs most comes first.
const fn severity(answer: Answer) -> (u8, u8) {
    match answer {
        Answer::No => (0, 0),
        Answer::Unknown => (1, 0),
        Answer::Unanswered => (2, 0),
        Answer::Level(level) => (3, level),
        Answer::Partly => (4, 0),
        Answer::Na => (5, 0),
        Answer::Yes => (6, 0),
    }
}
