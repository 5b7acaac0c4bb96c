//! Content packs: texts and rules that security people review, as data on board.
//!
//! The pack is embedded in the program. Each file is YAML with a head (source,
//! edition, reviewer, confidence); its JSON Schema lies in `content/schema/`.

mod head;
mod overlay;
mod pack;

pub use head::Head;
pub use overlay::lay_over;
pub use pack::{ContentError, Pack};
