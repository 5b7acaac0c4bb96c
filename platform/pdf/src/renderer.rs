//! The long-lived typesetter.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::Value;
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Bytes, Smart};
use typst::syntax::Source;
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, WorldExt as _};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::Template;
use crate::fonts::Fonts;
use crate::stamp::stamp;
use crate::text::{line, printable};
use crate::world::{DocumentWorld, Paths};

/// The most data one document may be made from, as JSON. A bound on time: features shorten single
/// fields with a note long before.
pub const MAX_DATA_BYTES: usize = 1024 * 1024;

/// The most pages one document may have.
pub const MAX_PAGES: usize = 1000;

/// How many further documents a remembered intermediate result outlives without being used.
const KEEP_FOR: usize = 2;

/// A finished document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file: PDF 1.7, PDF/UA-1, fonts embedded.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// Characters of the data that no font on board has, in code point order, each once. They are
    /// printed as the geta mark; the page that offers the document says so.
    pub missing_glyphs: Vec<char>,
}

/// Why no document was made.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The embedded fonts or the page style are damaged: a broken build.
    #[error("the fonts on board cannot be read")]
    Fonts,
    /// More data than [`MAX_DATA_BYTES`].
    #[error("the data has {bytes} bytes, more than {MAX_DATA_BYTES}")]
    TooMuchData {
        /// Size of the data as JSON.
        bytes: usize,
    },
    /// More pages than [`MAX_PAGES`].
    #[error("the document has {pages} pages, more than {MAX_PAGES}")]
    TooManyPages {
        /// Number of pages it would have.
        pages: usize,
    },
    /// The data could not be written as JSON.
    #[error("the data is not JSON")]
    Data(#[from] serde_json::Error),
    /// The template and the data do not fit together, or the result is not accessible.
    #[error("template {template}: {}", problems.join("; "))]
    Template {
        /// Name of the template.
        template: String,
        /// What is wrong, each with its line in the template.
        problems: Vec<String>,
    },
}

/// Makes documents. Make one at start and share it: fonts and page style are read once.
/// Rendering is pure computing (tens of milliseconds): call it from a blocking thread.
pub struct Renderer {
    library: LazyHash<Library>,
    fonts: Fonts,
    paths: Paths,
    sheet: Source,
    standards: PdfStandards,
}

impl Renderer {
    /// Reads fonts and page style (some ten milliseconds).
    ///
    /// # Errors
    /// [`PdfError::Fonts`] if the files in the program are damaged.
    pub fn new() -> Result<Self, PdfError> {
        let paths = Paths::new().ok_or(PdfError::Fonts)?;
        Ok(Self {
            library: LazyHash::new(Library::default()),
            fonts: Fonts::load().ok_or(PdfError::Fonts)?,
            paths,
            sheet: Source::new(paths.sheet, include_str!("../style/sheet.typ").to_owned()),
            standards: PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|_| PdfError::Fonts)?,
        })
    }

    /// Makes one document from `template` and `data`; `issued` becomes its creation time.
    /// The same three make the same bytes.
    ///
    /// # Errors
    /// [`PdfError`]; all but [`PdfError::TooMuchData`] and [`PdfError::TooManyPages`] are our mistake.
    pub fn render(
        &self,
        template: Template,
        data: &Value,
        issued: Timestamp,
    ) -> Result<Pdf, PdfError> {
        let mut missing = BTreeSet::new();
        let data = printable(data, &|c| self.fonts.can_show(c), &mut missing);
        let json = serde_json::to_vec(&data)?;
        if json.len() > MAX_DATA_BYTES {
            return Err(PdfError::TooMuchData { bytes: json.len() });
        }
        let world = DocumentWorld {
            library: &self.library,
            fonts: &self.fonts,
            paths: self.paths,
            main: Source::new(self.paths.main, template.source.to_owned()),
            sheet: &self.sheet,
            parts: template.parts,
            data: Bytes::new(json),
        };
        let result = self.make(&world, template.name, issued);
        comemo::evict(KEEP_FOR);
        let (bytes, pages) = result?;
        Ok(Pdf { bytes, pages, missing_glyphs: missing.into_iter().collect() })
    }

    /// The characters of `text` that would be printed as the geta mark, in code point order, each
    /// once: what [`Pdf::missing_glyphs`] will say, asked beforehand.
    #[must_use]
    pub fn missing_glyphs(&self, text: &str) -> Vec<char> {
        let mut missing = BTreeSet::new();
        line(text, &|c| self.fonts.can_show(c), &mut missing);
        missing.into_iter().collect()
    }

    fn make(
        &self,
        world: &DocumentWorld<'_>,
        template: &str,
        issued: Timestamp,
    ) -> Result<(Vec<u8>, usize), PdfError> {
        let failed = |problems: &[SourceDiagnostic]| PdfError::Template {
            template: template.to_owned(),
            problems: problems.iter().map(|problem| describe(world, problem)).collect(),
        };
        let compiled = typst::compile::<PagedDocument>(world);
        for warning in &compiled.warnings {
            tracing::warn!(template, warning = %describe(world, warning), "document warning");
        }
        let document = compiled.output.map_err(|problems| failed(&problems))?;
        let pages = document.pages().len();
        if pages > MAX_PAGES {
            return Err(PdfError::TooManyPages { pages });
        }
        let options = PdfOptions {
            creator: Smart::Custom(Some("Hikeshi".to_owned())),
            timestamp: stamp(issued),
            standards: self.standards.clone(),
            ..PdfOptions::default()
        };
        let bytes = typst_pdf::pdf(&document, &options).map_err(|problems| failed(&problems))?;
        Ok((bytes, pages))
    }
}

/// A problem with its line number, for the log and for whoever writes the template.
fn describe(world: &DocumentWorld<'_>, problem: &SourceDiagnostic) -> String {
    let line = problem.span.id().zip(world.range(problem.span)).and_then(|(id, range)| {
        let source = typst::World::source(world, id).ok()?;
        source.lines().byte_to_line(range.start).map(|line| (id, line + 1))
    });
    let hints: String = problem.hints.iter().map(|hint| format!(" ({})", hint.v)).collect();
    match line {
        Some((id, line)) => {
            format!("{} line {line}: {}{hints}", id.vpath().get_without_slash(), problem.message)
        }
        None => format!("{}{hints}", problem.message),
    }
}
