//! Documents as PDF: a template and data in, a tagged PDF/UA-1 out.
//!
//! Why a crate of its own: the typesetter (typst) is large, so the rest of the program sees only
//! [`Renderer`], [`Template`] and [`Pdf`]. Nothing here knows what the documents are about.
//!
//! What a template may rely on:
//! - its data: `#let data = json("/data.json")`, exactly the JSON given to [`Renderer::render`];
//! - the common page style: `#import "/sheet.typ": *` (see `style/sheet.typ`);
//! - the sources in [`Template::parts`];
//! - nothing else: no other file, no package, no network, no date of today.
//!
//! Text in the data is never read as markup, because it only ever enters as JSON strings. Characters
//! that the fonts cannot show are replaced by the geta mark and reported in [`Pdf::missing_glyphs`].

mod fonts;
mod qr;
mod renderer;
mod stamp;
mod text;
mod world;

pub use qr::{QrError, qr_svg};
pub use renderer::{MAX_DATA_BYTES, MAX_PAGES, Pdf, PdfError, Renderer};
pub use text::GETA;

/// A document's design: typst source that belongs to a feature and is part of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// Short name for logs and errors, such as `first-report`.
    pub name: &'static str,
    /// The typst source; see the crate's description for what it may use.
    pub source: &'static str,
    /// Sources that several templates of one feature share: path (such as `/case.typ`) and text.
    pub parts: &'static [(&'static str, &'static str)],
}

impl Template {
    /// A template on its own: `Template::new("x", include_str!("x.typ"))`.
    #[must_use]
    pub const fn new(name: &'static str, source: &'static str) -> Self {
        Self { name, source, parts: &[] }
    }

    /// The same template with sources that it imports.
    #[must_use]
    pub const fn with(self, parts: &'static [(&'static str, &'static str)]) -> Self {
        Self { parts, ..self }
    }
}
