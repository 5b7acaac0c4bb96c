//! The rows of this slice.

pub mod given_out;
pub mod indicator;
pub mod own_sign;
pub mod share_link;
pub mod share_view;
pub mod share_visit;
