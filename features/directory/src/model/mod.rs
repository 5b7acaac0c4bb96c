//! The rows of this slice.

pub mod awaits;
pub mod company;
pub mod contact;
pub mod own_desk;
pub mod provider;
pub mod retired_help_address;
