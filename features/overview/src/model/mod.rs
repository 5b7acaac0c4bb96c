//! The tables of this slice.

pub mod peer_counted;
pub mod peer_declined;
pub mod peer_figure;
pub mod peer_place;
