//! The fonts on board, parsed once, and what they can show.

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Text fonts: a character is shown only if both weights have it, so that bold never loses one.
const TEXT: [&[u8]; 2] = [
    include_bytes!("../fonts/BIZUDPGothic-Regular.ttf"),
    include_bytes!("../fonts/BIZUDPGothic-Bold.ttf"),
];

/// Fixed-width font for hash values: basic Latin only, everything else falls back to the text font.
const FIXED: &[u8] = include_bytes!("../fonts/BIZUDGothic-Regular-ascii.ttf");

/// The fonts with their catalogue and their coverage.
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    coverage: Coverage,
}

impl Fonts {
    /// Parses the fonts on board; `None` if one of the embedded files is damaged.
    pub(crate) fn load() -> Option<Self> {
        let mut fonts = Vec::new();
        for data in TEXT {
            fonts.push(Font::new(Bytes::new(data), 0)?);
        }
        let coverage = Coverage::common(&fonts);
        fonts.push(Font::new(Bytes::new(FIXED), 0)?);
        Some(Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts, coverage })
    }

    pub(crate) fn get(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    /// Whether every text font has a glyph for `c`.
    pub(crate) fn can_show(&self, c: char) -> bool {
        self.coverage.has(c)
    }
}

/// One bit for each code point: asked for every character of every document.
struct Coverage(Vec<u64>);

impl Coverage {
    fn common(fonts: &[Font]) -> Self {
        let mut common = vec![u64::MAX; 0x11_0000 / 64];
        for font in fonts {
            let mut own = vec![0_u64; common.len()];
            for code in font.info().coverage.iter() {
                if let Some(word) = own.get_mut(code as usize / 64) {
                    *word |= 1 << (code % 64);
                }
            }
            for (all, one) in common.iter_mut().zip(own) {
                *all &= one;
            }
        }
        Self(common)
    }

    fn has(&self, c: char) -> bool {
        let code = u32::from(c);
        self.0.get(code as usize / 64).is_some_and(|word| word >> (code % 64) & 1 == 1)
    }
}
