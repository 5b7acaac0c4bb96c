//! Where site, item, answer and remark stand in a table.

use csv::StringRecord;

use crate::{
    AnswerWords, ReadReason,
    item_id::ItemIds,
    table::cells,
    words::{Column, plain},
};

/// Headings stand within the first so many lines that hold something; what is above is a title.
const LINES_ABOVE: usize = 20;

/// Where each thing stands in a line.
pub(crate) struct Columns {
    /// Lines up to the headings; 0 without.
    pub(crate) above: usize,
    pub(crate) site: Option<usize>,
    pub(crate) item: usize,
    pub(crate) answer: usize,
    /// Columns under other words for an answer: they must not say something else.
    pub(crate) also_answer: Vec<usize>,
    pub(crate) note: Option<usize>,
    /// The fewest cells of a line.
    pub(crate) least: usize,
    /// The most cells of a line, those of unnamed columns included.
    pub(crate) most: usize,
}

impl Columns {
    pub(crate) fn of(
        ids: &ItemIds<'_>,
        words: &AnswerWords,
        rows: &[(usize, StringRecord)],
    ) -> Result<Self, (usize, ReadReason)> {
        let mut heads = rows.iter().take(LINES_ABOVE).enumerate();
        let found = heads.find_map(|(at, (line, row))| Some((line, Self::named(words, at, row)?)));
        if let Some((line, columns)) = found {
            return columns.map_err(|reason| (*line, reason));
        }
        let Some((line, first)) = rows.first() else { return Err((1, ReadReason::Nothing)) };
        let is_item = |cell: &str| ids.find(cell).is_some();
        let is_data = first.iter().any(is_item) && first.iter().any(|c| words.read(c).is_some());
        let has = |column| first.iter().any(|cell| words.column(cell) == Some(column));
        match (is_data, has(Column::Item), has(Column::Answer)) {
            (false, true, false) => Err((*line, ReadReason::NoColumn("answer"))),
            (false, false, true) => Err((*line, ReadReason::NoColumn("item"))),
            _ => Ok(Self::bare(rows)),
        }
    }

    /// The columns of a line of headings; a word such as No alone makes none. The same heading twice
    /// leaves open which of them counts.
    fn named(
        words: &AnswerWords,
        at: usize,
        row: &StringRecord,
    ) -> Option<Result<Self, ReadReason>> {
        let head: Vec<Option<Column>> = row.iter().map(|cell| words.column(cell)).collect();
        let all =
            |column| head.iter().enumerate().filter(move |(_, found)| **found == Some(column));
        let place = |column| all(column).map(|(place, _)| place).next();
        let (item, answer) = (place(Column::Item)?, place(Column::Answer)?);
        for column in [Column::Site, Column::Item, Column::Answer] {
            let Some(first) = place(column) else { continue };
            let same = |(other, _): &(usize, _)| plain(&row[*other]) == plain(&row[first]);
            if all(column).skip(1).any(|other| same(&other)) {
                return Some(Err(ReadReason::ColumnTwice(row[first].trim().to_owned())));
            }
        }
        Some(Ok(Self {
            above: at + 1,
            site: place(Column::Site),
            item,
            answer,
            also_answer: all(Column::Answer).skip(1).map(|(place, _)| place).collect(),
            note: place(Column::Note),
            least: 0,
            most: head.len(),
        }))
    }

    /// Without headings: site, item, answer and perhaps a remark; or item and answer.
    fn bare(rows: &[(usize, StringRecord)]) -> Self {
        let widest = rows.iter().map(|(_, row)| cells(row)).max().unwrap_or(0);
        let by = usize::from(widest > 2);
        let site = (by == 1).then_some(0);
        Self {
            above: 0,
            site,
            item: by,
            answer: by + 1,
            also_answer: Vec::new(),
            note: Some(by + 2),
            least: by + 2,
            most: by + 3,
        }
    }

    pub(crate) fn site<'a>(&self, row: &'a StringRecord) -> &'a str {
        self.site.and_then(|place| row.get(place)).unwrap_or_default()
    }
}
