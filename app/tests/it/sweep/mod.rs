//! The table of routes, the routes in the code, and the program under test.

mod code;
mod table;
mod world;

pub use code::routes_in_code;
pub use table::{Expected, Row, Visitor, table};
pub use world::Sweep;
