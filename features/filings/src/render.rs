//! A paper as a file: PDF, docx, xlsx or plain text. What stands in it is decided elsewhere.
//!
//! Every form prints the same [`Printed`] strings: head, items in their order, what is missing in a
//! draft, what is to be checked. The kind's file says how they are laid out ([`Shape`]).

mod docx;
mod file_name;
mod fill;
mod pdf;
mod printed;
mod readings;
mod shape;
mod text;
mod xlsx;

use std::collections::BTreeMap;

use hikeshi_incidents::documents::Seal;
use hikeshi_web::{Platform, Problem};
use jiff::Timestamp;

pub use fill::{
    FillProblem, MissingCell, cell_for, fill, fill_if_ready, fill_kept, name_of, say_fault,
};
pub(crate) use readings::with_readings;
pub use shape::{Layout, Shape};

use printed::Printed;

/// A paper with its texts as they stand now.
#[derive(Debug, Clone)]
pub struct Paper {
    /// The kind's id in `content/filings`.
    pub kind: String,
    /// Its title in the reader's language.
    pub title: String,
    /// First, follow-up or final report, in words; empty where the kind has only one.
    pub phase: String,
    /// Company, number and title of the incident.
    pub company: String,
    /// Number of the incident.
    pub incident: String,
    /// To whom; a letter's address, one line each.
    pub recipient: String,
    /// Whether it is a drill or a past record: printed over every page; empty otherwise.
    pub mark: String,
    /// Draft or approved with version, in words.
    pub state: String,
    /// Whether it is a draft: marked on every page, and says what is missing.
    pub draft: bool,
    /// When it was made.
    pub made_at: Timestamp,
    /// The items in their order.
    pub items: Vec<PaperItem>,
    /// The reader's language.
    pub lang: hikeshi_kernel::Lang,
    /// Where the paper's form came from and how far it has been checked, in words.
    pub source: String,
    /// The checkpoint of the log at the time of approval; `None` for anything but a paper that is
    /// being frozen.
    pub seal: Option<Seal>,
    /// The hash of the texts, which the log's entry of the approval holds; empty beside no seal.
    pub text_sha256: String,
}

/// One item of a paper.
#[derive(Debug, Clone)]
pub struct PaperItem {
    /// The item's id in the kind.
    pub id: String,
    /// Its number on the official form; may be empty.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The text, generated or edited; lines end with a line feed.
    pub text: String,
    /// Titles of facts that are needed and missing.
    pub missing: Vec<String>,
}

/// What file is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For printing and keeping.
    Pdf,
    /// For editing elsewhere.
    Docx,
    /// A table with the items in order.
    Xlsx,
    /// For mail and web forms.
    Text,
}

impl Form {
    /// The ending of file names, and the media type.
    #[must_use]
    pub const fn file_type(self) -> (&'static str, &'static str) {
        match self {
            Self::Pdf => ("pdf", "application/pdf"),
            Self::Docx => {
                ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
            }
            Self::Xlsx => {
                ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
            }
            Self::Text => ("txt", "text/plain; charset=utf-8"),
        }
    }
}

/// A file.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// A name for saving, in ASCII.
    pub file_name: String,
    /// Its media type.
    pub mime: &'static str,
}

/// What the files print for one item of a paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The text with what is not filled in; empty where nothing is printed.
    pub text: String,
    /// It is a sentence of ours, because the item says nothing.
    pub filler: bool,
    /// What an approved copy prints instead, where a draft says that something is not filled in.
    pub finally: Option<String>,
}

/// What the files print for each item, by its id: pages and answers to programs show the same.
///
/// # Errors
/// The kind's file is not readable: our fault.
pub fn said(platform: &Platform, paper: &Paper) -> Result<BTreeMap<String, Said>, Problem> {
    let shape = Shape::of(&paper.kind)?;
    Ok(printed::said(paper, &shape, &platform.words(paper.lang)))
}

/// Makes the file. It takes up to some hundred milliseconds away from the threads of the web: no
/// transaction may be open.
///
/// # Errors
/// Invalid, in the reader's language, when there is more than one file can hold; otherwise our fault.
pub async fn render(platform: &Platform, paper: &Paper, form: Form) -> Result<Rendered, Problem> {
    let words = platform.words(paper.lang);
    let shape = Shape::of(&paper.kind)?;
    let printed = Printed::new(paper, &shape, &words);
    let made_at = paper.made_at;
    let bytes = match form {
        Form::Pdf => pdf::set(printed, &words, made_at).await?,
        Form::Docx => tokio::task::spawn_blocking(move || docx::write(&printed)).await??,
        Form::Xlsx => tokio::task::spawn_blocking(move || xlsx::write(&printed, made_at)).await??,
        Form::Text => text::write(&printed).into_bytes(),
    };
    let (ending, mime) = form.file_type();
    Ok(Rendered { bytes, file_name: file_name::of(paper, ending), mime })
}
