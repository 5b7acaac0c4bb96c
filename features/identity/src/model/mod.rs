//! The rows of this slice.

pub mod account;
pub mod api_token;
pub mod delegation;
pub mod invitation;
pub mod membership;
pub mod session;
pub mod sign_in_failure;
pub mod sign_in_link;
