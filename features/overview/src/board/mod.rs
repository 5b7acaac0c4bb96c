//! All companies of a provider in one list. Every figure is asked of the tables as they are when somebody
//! looks: the list is sorted and cut by one query, and the figures of one page of it come with the same
//! query.

mod asked;
mod columns;
mod query;
mod table;

pub use asked::{Asked, Filter, State};
pub use columns::Column;
pub use query::{PAGE, Row, all, industries, page};
pub(crate) use table::cell;
pub use table::table;
