//! A template of which a newer edition is on board than the one from which a document began.

use hikeshi_policy::{Body, Template, Updated, update};
use hikeshi_web::Problem;

use super::{Change, Document};

/// The newer edition, and what it would change.
#[derive(Debug, Clone)]
pub struct NewEdition {
    /// The template as it is now.
    pub template: &'static Template,
    /// What became of the document if it is taken over.
    pub updated: Updated,
}

/// The newer edition of the template of a document; `None` if it began from the one on board.
///
/// # Errors
/// A row that this program did not write.
pub fn new_edition(document: &Document) -> Result<Option<NewEdition>, Problem> {
    let known = document.row.template_version.as_str();
    let newer = document.template.filter(|template| template.file.version != known);
    let Some(template) = newer else { return Ok(None) };
    let base: Body = serde_json::from_str(&document.row.base_json)?;
    let updated = update(&base, &document.body, &template.begin(document.lang()));
    Ok(Some(NewEdition { template, updated }))
}

/// The change that takes a newer edition over. The company's own words stay.
///
/// # Errors
/// A fault of the program.
pub fn take_new_edition(document: &Document, new: NewEdition) -> Result<Change, Problem> {
    Ok(Change::Whole {
        body: Box::new(new.updated.body),
        base_json: serde_json::to_string(&new.template.begin(document.lang()))?,
        version: new.template.file.version.clone(),
    })
}
