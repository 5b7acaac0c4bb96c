//! The rows of this slice.

pub mod declaration_data;
pub mod plan_change;
pub mod plan_item;
pub mod plan_proof;
pub mod scs_confirmation;
pub mod star_declaration;
