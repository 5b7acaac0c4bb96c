//! How much is read: what lies beyond is refused with a word, never cut off unsaid.

/// The largest file, in bytes.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;
/// The most rows of a table, or things of another file.
pub const MAX_ROWS: usize = 20_000;
/// The most lines of a table: titles, headings and sums stand beside the rows.
pub const MAX_LINES: usize = MAX_ROWS + 100;
/// The most cells of a table that hold something.
pub const MAX_CELLS: usize = 500_000;
/// The most own fields of one asset.
pub const MAX_OWN: usize = 100;
/// The most columns.
pub const MAX_COLUMNS: usize = 200;
/// The most characters of one value; a longer one is a mistake of its row.
pub const MAX_CELL: usize = 2_000;
