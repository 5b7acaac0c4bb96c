//! Evidence: exhibits (files and things) and the chain of custody.
//!
//! A file is stored first and becomes an exhibit in one transaction afterwards, so an upload
//! that breaks off leaves nothing that anybody sees. With a mistake in its form it waits for a day
//! ([`let_wait`]). What happened to an exhibit is only ever
//! added to. Destroying needs two persons.

mod add;
mod check;
mod custody;
mod delete_blob;
mod disposal;
mod download;
mod file_name;
mod find;
mod form_id;
mod inflow;
mod keep_bytes;
mod kept;
mod upload;
mod waiting;

pub use add::{NewExhibit, StoredFile, add_exhibits};
pub use check::{CheckResult, check_in_background, last_check};
pub use custody::{CustodyKind, NewCustodyEvent, add_custody_event, chain_of, chains_of_incident};
pub use delete_blob::DeleteBlob;
pub use disposal::{
    Confirmed, Disposal, confirm_disposal, decline_disposal, disposal_of, hold_disposal,
    request_disposal,
};
pub use download::open_file;
pub use file_name::clean_file_name;
pub use find::{EvidenceId, find_exhibit, list_exhibits};
pub use form_id::id_of_form;
pub use keep_bytes::keep_bytes;
pub use kept::KeptBlobs;
pub use upload::{MOST_FILES, Refused, Upload, read_upload};
pub use waiting::{
    DropWaiting, WaitsFor, drop_waiting, let_wait, wait_no_longer, waiting_for, waiting_form,
};
