//! The one binary `hikeshi` (being written).
fn main() {}
