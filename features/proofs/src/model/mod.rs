//! The rows of this slice.

pub mod checkpoint_mail;
pub mod cosignature;
pub mod peer;
pub mod stamp;
