//! The rows of this slice.

pub mod own_playbook;
pub mod playbook_draft;
pub mod playbook_original;
pub mod playbook_use;
pub mod playbook_version;
