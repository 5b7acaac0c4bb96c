//! A folder of the operator whose files come before those on board: a law that changes does not
//! wait for a release of the program.

use std::{collections::BTreeMap, path::Path, sync::OnceLock};

use crate::{ContentError, pack};

/// The largest file that is read, in bytes.
const MAX_FILE_BYTES: u64 = 4 * 1024 * 1024;
/// The most files.
const MAX_FILES: usize = 1000;

static OVERLAY: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();

/// Lays the files of `folder` over the pack, for as long as the program runs. A file takes the
/// place of the one with the same path (`duties/ppc.yaml`), or joins its kind under a new name.
/// What is not a `.yaml` in the folder of a kind is left alone. To be called before anything is read.
/// Gives the number of files.
///
/// # Errors
/// [`ContentError::Folder`]: unreadable, a kind that does not exist, too large or too many.
pub fn lay_over(folder: &Path) -> Result<usize, ContentError> {
    let wrong = |path: &Path, cause: String| ContentError::Folder { path: path.into(), cause };
    let mut files = BTreeMap::new();
    for kind in entries(folder)?.into_iter().filter(|path| path.is_dir()) {
        let name = name_of(&kind);
        if !pack::is_kind(&name) {
            return Err(wrong(&kind, "there is no kind of content with this name".to_owned()));
        }
        let yaml = |path: &Path| path.extension().is_some_and(|end| end == "yaml");
        for path in entries(&kind)?.into_iter().filter(|path| yaml(path)) {
            let size = std::fs::metadata(&path).map_err(|e| wrong(&path, e.to_string()))?.len();
            if size > MAX_FILE_BYTES || files.len() == MAX_FILES {
                return Err(wrong(&path, "more content than the program reads".to_owned()));
            }
            let bytes = std::fs::read(&path).map_err(|e| wrong(&path, e.to_string()))?;
            files.insert(format!("{name}/{}", name_of(&path)), bytes);
        }
    }
    let count = files.len();
    let laid = OVERLAY.set(files);
    laid.map(|()| count).map_err(|_| wrong(folder, "another folder is in use".to_owned()))
}

/// The file of the folder that comes before the one on board.
pub(crate) fn file(name: &str) -> Option<&'static [u8]> {
    OVERLAY.get()?.get(name).map(Vec::as_slice)
}

/// The names of all files of the folder.
pub(crate) fn names() -> impl Iterator<Item = &'static String> {
    OVERLAY.get().into_iter().flat_map(BTreeMap::keys)
}

fn entries(folder: &Path) -> Result<Vec<std::path::PathBuf>, ContentError> {
    let wrong =
        |e: std::io::Error| ContentError::Folder { path: folder.into(), cause: e.to_string() };
    let listed = std::fs::read_dir(folder).map_err(wrong)?;
    let mut paths: Vec<_> = listed
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(wrong)?;
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
