//! The jobs of this slice.

use hikeshi_jobs::Registry;
use hikeshi_web::Platform;

use crate::export::{DropPackage, MakePackage};

/// Adds the jobs of this slice to the program's.
pub fn register_jobs(registry: &mut Registry<Platform>) {
    registry.register::<MakePackage>();
    registry.register::<DropPackage>();
}
