//! The templates on board (`content/policies`), read and checked once.

use std::sync::OnceLock;

use hikeshi_content::{ContentError, Pack};
use hikeshi_policy::{Template, TemplateFile};
use hikeshi_web::Problem;

static TEMPLATES: OnceLock<Vec<Template>> = OnceLock::new();

/// All templates, in the order of the list.
///
/// # Errors
/// A file that does not have its form: a fault of the build.
pub fn templates() -> Result<&'static [Template], Problem> {
    if TEMPLATES.get().is_none() {
        let _ = TEMPLATES.set(read().map_err(Problem::internal)?);
    }
    Ok(TEMPLATES.get().map(Vec::as_slice).unwrap_or_default())
}

/// The template of that id; `None` for one that is no longer on board.
///
/// # Errors
/// As [`templates`].
pub fn template(id: &str) -> Result<Option<&'static Template>, Problem> {
    Ok(templates()?.iter().find(|template| template.file.id == id))
}

/// Reads all files again and names every fault, for the check at the start.
///
/// # Errors
/// Each fault with its file.
pub fn check_content() -> Result<(), String> {
    read().map(|_| ())
}

fn read() -> Result<Vec<Template>, String> {
    let said = |error: ContentError| error.to_string();
    let files: Vec<TemplateFile> = Pack.read_all("policies").map_err(said)?;
    let made = files.into_iter().map(|file| Template::new(file).map_err(|it| it.to_string()));
    let mut all: Vec<Template> = made.collect::<Result<_, _>>()?;
    all.sort_by_key(|template| template.file.order);
    Ok(all)
}
