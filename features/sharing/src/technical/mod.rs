//! Technical traces of an incident, and giving them out without the victim.

mod case_text;
mod give;
mod noted;
mod own;

pub use case_text::case_text;
pub use give::{
    Choice, Given, Held, file_of, find_given, give_out, given_of, note_given, parcel_of, prepare,
    reviewed,
};
pub use noted::{LONGEST_VALUE, indicators_of, note_indicators, remove_indicator, trace_of};
pub use own::{OWN_SIGNS, add_sign, own_signs, remove_sign, signs_of};
