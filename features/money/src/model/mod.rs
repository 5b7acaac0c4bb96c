//! The rows of this slice.

pub mod money_figures;
pub mod money_group;
pub mod money_policy;
