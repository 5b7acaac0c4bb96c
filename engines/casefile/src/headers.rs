//! Which column of a table means what: headings are data, `content/times/csv-headers.yaml`.

use hikeshi_kernel::fold_width;
use serde::Deserialize;

/// Headings by column; deserialised from the content pack, whose head is ignored here.
#[derive(Debug, Clone, Deserialize)]
pub struct Headers {
    headers: std::collections::BTreeMap<Column, Vec<String>>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Column {
    Time,
    Date,
    Clock,
    What,
    By,
    To,
    Kind,
    Precision,
}

impl Headers {
    /// The meaning of each heading; each meaning is given to one column only.
    pub(crate) fn columns(&self, headings: &[String]) -> Vec<Option<Column>> {
        let mut columns = vec![None; headings.len()];
        for exact in [true, false] {
            for (index, heading) in headings.iter().enumerate() {
                let found = self.column(&plain(heading), exact);
                if columns[index].is_none() && found.is_some() && !columns.contains(&found) {
                    columns[index] = found;
                }
            }
        }
        columns
    }

    /// The meaning of a name that stands for itself, such as the key of an entry.
    pub(crate) fn named(&self, name: &str) -> Option<Column> {
        self.column(&plain(name), true)
    }

    fn column(&self, heading: &str, exact: bool) -> Option<Column> {
        let fits = |word: &String| {
            let word = plain(word);
            if exact { word == heading } else { is_distinct(&word) && heading.contains(&word) }
        };
        self.headers.iter().find(|(_, words)| words.iter().any(fits)).map(|(&column, _)| column)
    }
}

/// Words that mean the same inside a longer heading: not short Latin ones such as "at".
fn is_distinct(word: &str) -> bool {
    let letters = word.chars().count();
    letters >= 5 || (!word.is_ascii() && letters >= 2)
}

fn plain(heading: &str) -> String {
    fold_width(heading).to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect()
}
