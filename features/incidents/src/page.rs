//! What pages of other slices inside an incident share with the pages of this one.

pub use crate::pages::{
    case_head::{CaseHead, Tab},
    fact_form::FactForm,
    typed_time::read_time,
};
