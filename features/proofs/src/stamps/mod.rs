//! Time-stamps of checkpoints (RFC 3161): wanted once in a while, taken by a job, waiting honestly
//! while the authority cannot be reached.

mod due;
mod take;

pub(crate) use due::{stamps_due, want_now};
pub(crate) use take::{TakeStamp, file_of};
