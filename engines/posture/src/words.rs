//! How people write answers and headings, as data.

use serde::{Deserialize, Serialize};

use crate::{Answer, site::is_form};

/// Words for answers and headings: a file of `content/answers`. Compared after letters and digits
/// were made narrow and small, katakana became hiragana and blanks were taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerWords {
    /// Headings of the column of the site.
    pub site: Vec<String>,
    /// Headings of the column of the item.
    pub item: Vec<String>,
    /// Headings of the column of the answer.
    pub answer: Vec<String>,
    /// Headings of a column with a remark.
    pub note: Vec<String>,
    /// Words before a number that names an item, such as `No.`.
    pub before_number: Vec<String>,
    /// Words for each answer.
    pub answers: Vec<AnswerWord>,
}

/// The words for one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerWord {
    /// The answer.
    pub answer: Answer,
    /// How it is written.
    pub words: Vec<String>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Site,
    Item,
    Answer,
    Note,
}

impl AnswerWords {
    /// The answer that a cell says, with the reason that may stand in brackets behind "does not apply".
    pub(crate) fn read(&self, cell: &str) -> Option<(Answer, String)> {
        let folded = hikeshi_kernel::fold_width(cell.trim());
        if let Some(answer) = self.word(&folded) {
            return Some((answer, String::new()));
        }
        let (word, reason) = folded.strip_suffix(')')?.split_once('(')?;
        (self.word(word)? == Answer::Na).then(|| (Answer::Na, reason.trim().to_owned()))
    }

    fn word(&self, text: &str) -> Option<Answer> {
        let text = plain(text);
        if let Ok(answer) = text.parse() {
            return Some(answer);
        }
        let said = |one: &&AnswerWord| one.words.iter().any(|word| plain(word) == text);
        self.answers.iter().find(said).map(|one| one.answer)
    }

    /// What a heading names.
    pub(crate) fn column(&self, heading: &str) -> Option<Column> {
        let heading = plain(heading);
        let columns = [
            (Column::Site, &self.site),
            (Column::Item, &self.item),
            (Column::Answer, &self.answer),
            (Column::Note, &self.note),
        ];
        let named = |(_, words): &(Column, &Vec<String>)| words.iter().any(|w| plain(w) == heading);
        columns.into_iter().find(named).map(|(column, _)| column)
    }
}

/// Narrow, small, in one kind of kana, without blanks and what shows nothing.
pub(crate) fn plain(text: &str) -> String {
    let shown = |c: &char| {
        let nothing = c.is_control() || hikeshi_kernel::is_invisible(*c) || is_form(*c);
        !c.is_whitespace() && !nothing
    };
    let folded = hikeshi_kernel::fold_width(text);
    folded.chars().filter(shown).map(hiragana).flat_map(char::to_lowercase).collect()
}

/// Katakana as hiragana.
fn hiragana(c: char) -> char {
    match c {
        '\u{30A1}'..='\u{30F6}' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        c => c,
    }
}
