//! What the typesetter can see while it makes one document: a few virtual files and the fonts.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use crate::fonts::Fonts;

/// The addresses of the virtual files. They are the same for every document, as the typesetter keeps
/// each new address for ever.
#[derive(Clone, Copy)]
pub(crate) struct Paths {
    pub(crate) main: FileId,
    pub(crate) sheet: FileId,
    pub(crate) data: FileId,
}

impl Paths {
    pub(crate) fn new() -> Option<Self> {
        let id = |path: &str| {
            let path = VirtualPath::new(path).ok()?;
            Some(RootedPath::new(VirtualRoot::Project, path).intern())
        };
        Some(Self { main: id("/main.typ")?, sheet: id("/sheet.typ")?, data: id("/data.json")? })
    }
}

/// The world of one document.
pub(crate) struct DocumentWorld<'a> {
    pub(crate) library: &'a LazyHash<Library>,
    pub(crate) fonts: &'a Fonts,
    pub(crate) paths: Paths,
    pub(crate) main: Source,
    pub(crate) sheet: &'a Source,
    pub(crate) parts: &'static [(&'static str, &'static str)],
    pub(crate) data: Bytes,
}

impl DocumentWorld<'_> {
    /// A shared source of the template. Only paths that the template lists exist, so that the
    /// typesetter's list of addresses stays short.
    fn part(&self, id: FileId) -> Option<Source> {
        let wanted = id.vpath().get_with_slash();
        let (_, text) = self.parts.iter().find(|(path, _)| *path == wanted)?;
        Some(Source::new(id, (*text).to_owned()))
    }
}

impl World for DocumentWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.paths.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.paths.main {
            Ok(self.main.clone())
        } else if id == self.paths.sheet {
            Ok(self.sheet.clone())
        } else {
            self.part(id).ok_or(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.paths.data { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index)
    }

    /// Always unknown: a document shows only times that were given to it, so that the same data
    /// makes the same bytes on every day.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
