//! The jobs of this slice.

use hikeshi_jobs::Registry;
use hikeshi_web::Platform;

/// Adds the jobs of this slice to the program's.
pub fn register_jobs(_registry: &mut Registry<Platform>) {}
