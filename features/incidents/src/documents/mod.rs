//! The papers of an incident: first report, full record, call sheet, help poster, custody
//! sheets and tags of exhibits.
//!
//! A paper is made in four steps: everything is read in one transaction ([`CaseFile`]); a struct of
//! plain strings is filled from it (`gather_*`) in the words of the reader's language; the template
//! from [`design`] places it; [`render`] sets it. The struct is the whole truth about what the paper
//! shows. First report and record are kept as they were given out ([`make_document`]): who holds an older
//! version can always be shown the same file again.

pub mod bounds;
mod case_file;
mod changes;
pub mod data;
pub mod design;
mod facts;
mod gather_call_sheet;
mod gather_custody;
mod gather_decisions;
mod gather_done;
mod gather_exhibits;
mod gather_first_report;
mod gather_poster;
mod gather_record;
mod issue;
mod kept;
mod made;
mod make;
mod record_docx;
mod render;
mod seal;
mod small_words;
mod version;
pub mod words;

pub use bounds::shorten;
pub use case_file::CaseFile;
pub use changes::{Changes, fact_revisions};
pub use data::{CallSheet, CustodySheets, FirstReport, IncidentRecord, Poster, Tags};
pub use gather_call_sheet::gather_call_sheet;
pub use gather_custody::{SheetSource, gather_custody, gather_tags};
pub use gather_decisions::{gather_decisions, options_of};
pub use gather_exhibits::gather_exhibits;
pub use gather_first_report::{FIRST_FACTS, gather_first_report};
pub use gather_poster::gather_poster;
pub use gather_record::gather_record;
pub use issue::Issue;
pub use kept::{Format, Paper, Wanted, documents_of, find_document, last_of};
pub use made::{
    checkpoint_of, set_call_sheet, set_custody, set_docx, set_first_report, set_poster, set_record,
    set_tags,
};
pub use make::{Made, make_document};
pub use record_docx::record_docx;
pub use render::{SettingError, missing_glyphs, render};
pub use seal::Seal;
pub use version::{FIRST_REPORT_SOURCE, Version, version_of};
pub use words::{WORDS, document_words};

use gather_first_report::{level, summary};
use small_words::{actor, desk_name, step_of};
