//! Papers: documents that are written once from the facts of an incident, and what becomes of them.
//!
//! A draft follows the facts. What people wrote in it stays beside the generated text, item by
//! item. Checked and approved it is kept as it was; an approved version never changes again.

mod approve;
mod background;
mod change;
mod check;
mod consent;
mod edit;
mod facts;
mod filed;
mod find;
mod follow;
mod freeze;
mod fulfils;
mod items;
mod kinds;
mod life;
mod make;
mod now;
mod origin;
mod recipient;
mod sheet;
mod snapshot;
mod standing;
mod told;
mod withdraw;

pub use approve::{Approval, approve};
pub use background::{Background, Derived};
pub(crate) use change::Change;
pub use check::{Checked, check};
pub use consent::{Answer, NewConsent, consents_of, give_consent};
pub use edit::{Edit, Edited, LONGEST_ITEM, edit_item};
pub use facts::fact_set;
pub use filed::{How, NewFiling, approved_at, file_paper, fulfil_duty};
pub use find::{
    PaperId, approved_version, events_of, file_of, files_of, find_paper, paper_of_version,
    papers_of, readable_versions, version_of_serial, versions_of,
};
pub use follow::{may_follow, shares};
pub use freeze::OFFICIAL;
pub use fulfils::{duty_for, duty_of_new};
pub use items::{ItemNow, KeptItem, basis_of_text};
pub use kinds::{Kinds, kinds};
pub(crate) use life::fits;
pub use life::{Act, Approvals, State, approvals, effective_state, role_may_approve};
pub use make::{NewPaper, PAPER_LANGS, make_paper, make_paper_once, phase_named};
pub use now::PaperNow;
pub(crate) use now::{lang_of, phase_name, phase_of};
pub use origin::Origin;
pub use recipient::{LONGEST_RECIPIENT, Recipient, omission, set_recipient, usual_recipient};
pub use sheet::{form_name, forms_of, said_of, sheet_of_now, sheet_of_version};
pub use snapshot::{Snapshot, SnapshotItem};
pub use standing::standing_approvals;
pub use told::{Told, told};
pub use withdraw::{Withdrawal, withdraw_approval};
