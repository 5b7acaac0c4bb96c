//! The rows of this slice.

pub mod kit_edition;
pub mod kit_print;
