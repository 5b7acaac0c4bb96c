//! The list as a table to take elsewhere.

use hikeshi_i18n::Words;
use hikeshi_kernel::{from_millis, japan};

use super::{Column, Row};

/// Headings and rows; every cell is a text. What is not known is said so.
#[must_use]
pub fn table(words: &Words, rows: &[Row]) -> Vec<Vec<String>> {
    let head = Column::ALL.map(|column| words.t(&format!("overview-column-{}", column.name())));
    let mut table = vec![head.to_vec()];
    table.extend(rows.iter().map(|row| {
        Column::ALL.into_iter().map(|column| cell(words, row, column)).collect::<Vec<_>>()
    }));
    table
}

/// What stands in a cell.
#[must_use]
pub(crate) fn cell(words: &Words, row: &Row, column: Column) -> String {
    let known = |count: Option<i64>| match count {
        Some(count) => count.to_string(),
        None => words.t("overview-board-unknown"),
    };
    match column {
        Column::Name => row.name.clone(),
        Column::Industry => row.industry.clone(),
        Column::Staff => row.staff.map(|count| count.to_string()).unwrap_or_default(),
        Column::Stars => match row.stars {
            Some(2) => words.t("overview-board-stars-two"),
            Some(1) => words.t("overview-board-stars-one"),
            _ => words.t("overview-board-stars-none"),
        },
        Column::Score => match row.score {
            None => words.t("overview-board-never"),
            Some((total, max)) => {
                let band = row.band.as_deref().unwrap_or_default();
                format!("{total}/{max} {band}").trim().to_owned()
            }
        },
        Column::Finished => match row.finished {
            None => String::new(),
            Some((_, at)) => from_millis(at).to_zoned(japan()).date().to_string(),
        },
        Column::Incidents => row.incidents.to_string(),
        Column::Overdue => row.overdue.to_string(),
        Column::Support => known(row.support),
        Column::Risks => known(row.risks),
        Column::Policies => known(row.policies),
    }
}
