//! Evidence: exhibits (files and things) and the chain of custody.
//!
//! A file is stored first and becomes an exhibit in one transaction afterwards, so an upload
//! that breaks off leaves nothing that anybody sees. With a mistake in its form it waits for a day
//! ([`let_wait`]). What happened to an exhibit is only ever added to ([`add_custody_event`]); who
//! holds it is computed from that ([`custody_of`]). A hand-over counts when both sides say so
//! ([`hand_over`], [`answer_hand_over`]); destroying needs two persons.

mod add;
mod check;
mod clock_offset;
mod copies;
mod custody;
mod custody_kind;
mod delete_blob;
mod disposal;
mod download;
mod file_name;
mod find;
mod form_id;
mod hand_over;
mod hand_over_link;
mod holder;
mod inflow;
mod keep_bytes;
mod keepers;
mod kept;
mod notices;
mod party;
mod photos;
mod recheck;
mod upload;
mod waiting;

pub use add::{NewExhibit, StoredFile, add_exhibits};
pub use check::{CheckResult, Occasion, check, check_in_background, checked_of, last_check};
pub use clock_offset::{OffsetWords, offset_text, read_offset};
pub use copies::{CopyKind, CopyOf, Sameness, add_copies, number_key, sameness};
pub use custody::{
    NewCustodyEvent, add_custody_event, chain_of, chains_of_incident, event_of, event_sha256,
};
pub use custody_kind::CustodyKind;
pub use delete_blob::DeleteBlob;
pub use disposal::{
    Confirmed, Disposal, confirm_disposal, decline_disposal, disposal_of, hold_disposal,
    request_disposal,
};
pub use download::{open_file, open_photo};
pub use file_name::clean_file_name;
pub use find::{EvidenceId, find_exhibit, list_exhibits};
pub use form_id::id_of_form;
pub use hand_over::{
    Answered, HandedOver, NewAnswer, NewHandOver, answer_hand_over, asked_party, asked_side,
    find_hand_over, hand_over, renew_hand_overs, sides, withdraw_hand_over,
};
pub use hand_over_link::{HandOverLink, by_hand_over_link, make_hand_over_link};
pub use holder::{Answer, Custody, Oddity, SealState, answer_to, custody_of, in_order};
pub use keep_bytes::keep_bytes;
pub use keepers::keepers;
pub use kept::KeptBlobs;
pub use notices::tell_of_mismatch;
pub use party::{Party, Side, Way};
pub use photos::{LARGEST_PHOTO, MOST_PHOTOS, find_photo, photos_of};
pub use recheck::recheck_due;
pub use upload::{MOST_FILES, Refused, Upload, read_upload, read_upload_up_to};
pub use waiting::{
    DropWaiting, WaitsFor, drop_waiting, let_wait, wait_no_longer, waiting_for, waiting_form,
};

use copies::next_number;
