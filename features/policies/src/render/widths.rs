//! How wide the columns of a table are on paper. What must not be broken, such as a telephone number
//! or an address of mail, gets its whole width first; sentences share what is left.

use hikeshi_policy::{FilledTable, plain};

/// The text of a page in tenths of a character that is as wide as high.
const PAGE: usize = 500;
/// Room between two columns.
const GAP: usize = 12;
/// A Japanese character.
const WIDE: usize = 10;
/// A Latin letter or a figure.
const NARROW: usize = 6;
/// No column is narrower.
const LEAST: usize = 30;
/// What is not longer than this stays on one line: the first of these for which all columns have room.
const SHORT: [usize; 4] = [110, 80, 50, 0];
/// What is longer than this cannot be kept in one piece beside other columns.
const MOST: usize = 240;
/// Room for what stands around the name of a blank.
const BLANK: &str = "          ";

/// What a column asks for.
#[derive(Debug, Clone, Copy)]
struct Wish {
    /// For what must not be broken.
    least: usize,
    /// For its longest line.
    whole: usize,
}

/// Shares of the width of the page, one for each column.
pub(super) fn widths(table: &FilledTable) -> Vec<usize> {
    let texts: Vec<Vec<String>> = (0..table.head.len()).map(|at| texts(table, at)).collect();
    let wishes = |short: usize| texts.iter().map(|column| wish(column, short)).collect::<Vec<_>>();
    let least = |wishes: &[Wish]| wishes.iter().map(|one| one.least).sum::<usize>();
    let fits = SHORT.into_iter().map(wishes).find(|wishes| least(wishes) < PAGE);
    let wishes = fits.unwrap_or_else(|| wishes(0));
    let least = least(&wishes);
    let whole: usize = wishes.iter().map(|one| one.whole).sum();
    if whole <= PAGE || least >= PAGE {
        let enough = |one: &Wish| if whole <= PAGE { one.whole } else { one.least };
        return wishes.iter().map(enough).collect();
    }
    let (rest, wanted) = (PAGE - least, whole - least);
    wishes.iter().map(|one| one.least + rest * (one.whole - one.least) / wanted).collect()
}

/// What stands in a column, the head last.
fn texts(table: &FilledTable, column: usize) -> Vec<String> {
    let cells = table.rows.iter().filter_map(|row| row.get(column));
    let cells = cells.map(|cell| plain(cell, &|label| format!("{label}{BLANK}")));
    cells.chain(table.head.get(column).cloned()).collect()
}

fn wish(texts: &[String], short: usize) -> Wish {
    let lines = || texts.iter().flat_map(|text| text.lines());
    let longest = lines().map(width).max().unwrap_or_default();
    let piece = lines().flat_map(pieces).map(width).max().unwrap_or_default();
    let kept = lines().map(width).filter(|width| *width <= short).max().unwrap_or_default();
    let least = piece.max(kept).clamp(LEAST, MOST);
    Wish { least: least + GAP, whole: longest.clamp(least, PAGE) + GAP }
}

/// The parts of a line that are not broken: runs of Latin letters, figures and marks, and a whole
/// line of figures such as a telephone number. A line may end after a slash, as in the address of a page.
fn pieces(line: &str) -> Vec<&str> {
    if line.chars().all(|c| c.is_ascii_digit() || " +-()".contains(c)) {
        return vec![line];
    }
    let runs = line.split(|c: char| !c.is_ascii_graphic());
    runs.flat_map(|run| run.split_inclusive('/')).collect()
}

fn width(line: &str) -> usize {
    line.chars().map(|c| if c.is_ascii() { NARROW } else { WIDE }).sum()
}

#[cfg(test)]
mod tests {
    use hikeshi_policy::Span;

    use super::*;

    /// So many Japanese characters.
    fn wide(count: usize) -> String {
        "\u{3042}".repeat(count)
    }

    fn table(head: &[&str], rows: &[&[&str]]) -> FilledTable {
        let row = |cells: &&[&str]| {
            cells.iter().map(|cell| vec![Span::Value((*cell).to_owned())]).collect()
        };
        FilledTable {
            head: head.iter().map(|name| (*name).to_owned()).collect(),
            rows: rows.iter().map(row).collect(),
        }
    }

    #[test]
    fn a_telephone_keeps_its_width_beside_long_sentences() {
        let (role, long) = (wide(14), wide(40));
        let rows: [&[&str]; 2] = [
            &[&role, "Makoto Tanabe", "080-0000-0101", &long],
            &[&role, "Sho Homma", "080-0000-0102", &wide(24)],
        ];
        let widths = widths(&table(&["Role", "Name", "Telephone", "Does"], &rows));
        assert!(widths.iter().sum::<usize>() <= PAGE, "{widths:?}: shares are real widths");
        assert!(widths[2] >= 13 * NARROW + GAP, "{widths:?}: thirteen figures and hyphens");
        assert!(widths[1] >= 13 * NARROW + GAP, "{widths:?}: a short name stays on one line");
        assert!(widths[3] > widths[0] && widths[0] > LEAST + GAP, "{widths:?}");
    }

    #[test]
    fn a_telephone_and_an_address_of_mail_stand_side_by_side() {
        let mail = "hanako.yamada@minato-foods.example.jp";
        let rows: [&[&str]; 1] = [&["3", &wide(12), "+81 80-0000-0101", mail, "10"]];
        let widths = widths(&table(&["Level", "Name", "Telephone", "Mail", "Wait"], &rows));
        assert!(widths.iter().sum::<usize>() <= PAGE, "{widths:?}");
        assert!(widths[3] >= mail.len() * NARROW + GAP, "{widths:?}");
        assert!(widths[2] >= 16 * NARROW + GAP, "{widths:?}: also with spaces");
    }

    #[test]
    fn what_fits_takes_what_it_asks_and_an_endless_word_leaves_room_for_the_others() {
        let few = widths(&table(&["A", "B"], &[&["1", "2"]]));
        assert_eq!(few, [LEAST + GAP, LEAST + GAP]);
        let word = "x".repeat(500);
        let both = widths(&table(&["A", "B"], &[&[&word, "080-0000-0101"]]));
        assert!(both[1] >= 13 * NARROW + GAP && both.iter().sum::<usize>() <= PAGE, "{both:?}");
        let page = widths(&table(&["A", "B"], &[&["https://a.example/b/c", &wide(60)]]));
        assert!(page[0] < page[1], "{page:?}: an address of a page may end a line");
        assert!(widths(&FilledTable::default()).is_empty());
    }
}
