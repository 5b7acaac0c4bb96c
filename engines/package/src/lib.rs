//! What a case package says, without a file or a database: the records of an incident, the
//! manifest, what is struck out for whom, and the same records as CASE/UCO.
//!
//! `docs/case-package.md` describes the format for other people's programs.

mod case_uco;
mod file_name;
mod manifest;
mod parts;
mod records;
mod redact;
mod strike;
mod tables;

pub use case_uco::{Tool, case_uco};
pub use file_name::{PathFault, check_path, exhibit_path, paper_path, photo_path, safe_name};
pub use manifest::{
    FORMAT, FORMAT_VERSION, FileEntry, LeftOut, MANIFEST, Manifest, ManifestError, Origin, Program,
    SIGNATURE, statement,
};
pub use parts::{Audience, Part, PartError, Redaction, parts_named, redactions_named};
pub use records::{
    Correction, CustodyEvent, Decision, Exhibit, FactRecord, FactVersion, Incident, LevelDecision,
    Line, Measure, Paper, PaperItem, Participant, Photo, Records, Source,
};
pub use redact::redact;
pub use strike::{Strikes, name_key};
pub use tables::{custody_table, timeline_table};
