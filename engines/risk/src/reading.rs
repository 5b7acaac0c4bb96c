//! What people write into the cells of a ledger.

use hikeshi_kernel::{Lang, LocalText, fold_width};
use serde::{Deserialize, Serialize};

use crate::{Kind, Level, RiskModel, Scale};

/// How people call a column of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// What it holds.
    pub field: String,
    /// Its heads in files.
    pub also: Vec<String>,
}

/// A text as it is compared: half width, small letters, no spaces, one kind of long mark.
#[must_use]
pub fn plain(text: &str) -> String {
    let folded = fold_width(text).to_lowercase();
    folded.chars().filter(|c| !c.is_whitespace() && !is_mark(*c)).collect()
}

/// The long mark of Japanese words and dashes: people write them or leave them out.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{30FC}' | '\u{2010}'..='\u{2015}' | '-' | '\u{2212}')
}

impl RiskModel {
    /// What a column with this head holds.
    #[must_use]
    pub fn column(&self, head: &str) -> Option<&str> {
        let head = plain(head);
        let fits = |column: &&Column| column.also.iter().any(|also| plain(also) == head);
        let found = self.columns.iter().find(fits).filter(|_| !head.is_empty());
        found.map(|column| column.field.as_str())
    }

    /// The step that a cell means; `None` for what is none.
    #[must_use]
    pub fn read_level(scale: &Scale, cell: &str) -> Option<Level> {
        let cell = plain(cell);
        let fits = |step: &&crate::Step| {
            cell == step.level.number().to_string()
                || step.also.iter().any(|also| plain(also) == cell)
                || is_title(&step.title, &cell)
        };
        scale.steps.iter().find(fits).map(|step| step.level)
    }

    /// The kinds that a cell names, and the words in it that name none.
    #[must_use]
    pub fn read_kinds(kinds: &[Kind], cell: &str) -> (Vec<String>, Vec<String>) {
        let (mut found, mut rest) = (Vec::new(), Vec::new());
        if let Some(id) = kind_of(kinds, cell) {
            return (vec![id], rest);
        }
        let cell = fold_width(cell);
        for part in parts_of(&cell).into_iter().map(str::trim).filter(|part| !part.is_empty()) {
            match kind_of(kinds, part) {
                Some(id) if found.contains(&id) => {}
                Some(id) => found.push(id),
                None => rest.push(part.to_owned()),
            }
        }
        (found, rest)
    }

    /// Whether a cell says yes.
    #[must_use]
    pub fn says_yes(&self, cell: &str) -> bool {
        let cell = plain(cell);
        self.yes.iter().any(|yes| plain(yes) == cell)
    }

    /// Whether a cell says no, or nothing.
    #[must_use]
    pub fn says_no(&self, cell: &str) -> bool {
        let cell = plain(cell);
        cell.is_empty() || self.no.iter().any(|no| plain(no) == cell)
    }
}

/// The words of a cell. What stands in brackets belongs to the word before it; brackets that do not
/// close are no brackets.
fn parts_of(cell: &str) -> Vec<&str> {
    let closes = cell.matches('(').count() == cell.matches(')').count();
    let mut depth = 0_usize;
    let parts = cell.split(|c: char| {
        match c {
            '(' if closes => depth += 1,
            ')' if closes => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, '\u{3001}' | ',' | ';' | '/' | '\n' | '\u{30FB}')
    });
    parts.collect()
}

fn kind_of(kinds: &[Kind], cell: &str) -> Option<String> {
    let cell = plain(cell);
    let fits = |kind: &&Kind| {
        kind.also.iter().any(|also| plain(also) == cell) || is_title(&kind.title, &cell)
    };
    kinds.iter().find(fits).map(|kind| kind.id.clone())
}

/// Whether a text is a title in any language.
fn is_title(title: &LocalText, cell: &str) -> bool {
    Lang::ALL.into_iter().any(|lang| plain(&without_readings(title.get(lang))) == cell)
}

/// A title as it stands in a table that went out: the readings of its characters stay behind.
fn without_readings(title: &str) -> String {
    const BAR: char = '\u{FF5C}';
    const OPEN: char = '\u{300A}';
    const CLOSE: char = '\u{300B}';
    let mut reading = false;
    let mut shown = |c: &char| match *c {
        OPEN => {
            reading = true;
            false
        }
        CLOSE => {
            reading = false;
            false
        }
        c => !reading && c != BAR,
    };
    title.chars().filter(|c| shown(c)).collect()
}
