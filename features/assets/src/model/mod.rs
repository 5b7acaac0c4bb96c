//! The rows of this slice.

pub mod asset;
pub mod asset_secret;
pub mod asset_change;
pub mod asset_import;
pub mod asset_import_row;
