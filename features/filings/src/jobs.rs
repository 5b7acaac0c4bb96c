//! The jobs of this slice.

use hikeshi_jobs::Registry;
use hikeshi_web::Platform;

use crate::{
    duties::Remind,
    letters::{DropLetterBlobs, DropLetters, SendLetters},
};

/// Adds the jobs of this slice to the program's.
pub fn register_jobs(registry: &mut Registry<Platform>) {
    registry.register::<Remind>();
    registry.register::<SendLetters>();
    registry.register::<DropLetters>();
    registry.register::<DropLetterBlobs>();
}
