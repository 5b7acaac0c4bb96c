//! Reading packages from outside: everything hostile until it is proved whole.

mod directory;
mod fault;
mod open;
mod verify;

pub use fault::{Fault, Where};
pub use open::Package;
pub(crate) use verify::KEY;
pub use verify::{Report, Signed, verify_package};
