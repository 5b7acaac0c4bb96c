//! Papers as they were given out: which there are, and what belongs to which.

use hikeshi_db::Tx;
use hikeshi_kernel::Lang;
use hikeshi_web::Problem;
use sea_orm::{EntityTrait as _, QueryOrder as _};
use uuid::Uuid;

use crate::model::{OfIncident as _, document, incident};

/// A paper that is kept with its versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// One page for the president.
    FirstReport,
    /// Everything about the incident.
    Record,
}

impl Paper {
    /// The name in the database, in forms and in keys of words (`papers-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FirstReport => "first-report",
            Self::Record => "record",
        }
    }

    /// The paper of that name, as the database and forms have it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::FirstReport, Self::Record].into_iter().find(|paper| paper.name() == name)
    }
}

/// The file format of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// To read and to print.
    Pdf,
    /// To go on writing in.
    Docx,
}

impl Format {
    /// The name in the database and in forms, and the ending of file names.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }

    /// The format of that name, as the database and forms have it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Pdf, Self::Docx].into_iter().find(|format| format.name() == name)
    }

    /// The media type.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }
}

/// A file that somebody wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Which paper.
    pub paper: Paper,
    /// In which form.
    pub format: Format,
    /// In which language.
    pub lang: Lang,
}

impl Wanted {
    /// Whether `row` is this paper in this form and language, of any version.
    #[must_use]
    pub fn is(self, row: &document::Model) -> bool {
        row.paper == self.paper.name()
            && row.format == self.format.name()
            && row.lang == self.lang.code()
    }
}

/// All files of an incident, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn documents_of(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Vec<document::Model>, Problem> {
    Ok(document::Entity::find()
        .of_incident(incident)
        .order_by_desc(document::Column::MadeAt)
        .order_by_desc(document::Column::Id)
        .all(tx.conn())
        .await?)
}

/// One file of an incident.
///
/// # Errors
/// Not found: unknown, or of another incident; a problem of the database.
pub async fn find_document(
    tx: &Tx,
    incident: &incident::Model,
    id: Uuid,
) -> Result<document::Model, Problem> {
    document::Entity::find_by_id(id)
        .of_incident(incident)
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)
}

/// The version of a paper that was made last.
#[must_use]
pub fn last_of(rows: &[document::Model], paper: Paper) -> Option<&document::Model> {
    rows.iter().filter(|row| row.paper == paper.name()).max_by_key(|row| row.number)
}
