//! The rows of this slice.

pub mod policy;
pub mod policy_address;
pub mod policy_approval;
pub mod policy_file;
pub mod policy_link;
pub mod policy_publication;
pub mod policy_reader;
pub mod policy_version;
