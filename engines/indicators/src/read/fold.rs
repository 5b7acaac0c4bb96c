//! A text as it is searched: half-width, without what cannot be seen, refanged.

use hikeshi_kernel::is_invisible;

use super::pattern::pattern;

/// A full stop that somebody had made harmless.
pub(super) const DOT: char = '\u{E000}';
/// An at sign that somebody had made harmless.
pub(super) const AT: char = '\u{E001}';
/// An ideographic full stop between Latin letters: a typed full stop, or the end of a sentence.
pub(super) const STOP: char = '\u{E002}';
/// Stands before a scheme that somebody had made harmless.
pub(super) const SCHEME: char = '\u{E003}';

pattern!(YEN_PATH = r"(?i)(?:\b[a-z]:|\bHK[A-Z_]{2,20})\u{A5}");
pattern!(
    BRACKET_DOT = r"(?i)[ \t]?[\[({<\u{300C}\u{300E}\u{3010}\u{3014}\u{201C}][ \t]?(?:\.|dot|\u{30C9}\u{30C3}\u{30C8}|\u{3002})[ \t]?[\])}>\u{300D}\u{300F}\u{3011}\u{3015}\u{201D}][ \t]?"
);
pattern!(DOT_AND_LABEL = r"[\[(]\.([A-Za-z0-9-]+)[\])]");
pattern!(OPEN_DOT = r"[\[(]\.([A-Za-z0-9])");
pattern!(DOT_CLOSE = r"([A-Za-z0-9])\.[\])]([A-Za-z0-9])");
pattern!(
    BRACKET_AT = r"(?i)[ \t]?[\[({<\u{300C}\u{300E}\u{3010}\u{3014}][ \t]?(?:@|at|\u{30A2}\u{30C3}\u{30C8}(?:\u{30DE}\u{30FC}\u{30AF})?)[ \t]?[\])}>\u{300D}\u{300F}\u{3011}\u{3015}][ \t]?"
);
pattern!(BRACKET_SIGN = r"[\[({](://|:|//|/)[\])}]");
pattern!(SCHEMES = r"(?i)\b(?:h(?:xx|\*\*|__|tx|xt)p(s?)|(f)xp)[ \t]?(?::[/\\]{2}|:/|//:)");
pattern!(LETTER_STOP = r"([A-Za-z0-9-])\u{3002}([A-Za-z])");
pattern!(DIGIT_STOP = r"([0-9])\u{3002}([0-9])");

/// The text, line for line, in which the signs above stand for what was made harmless.
pub(super) fn folded(text: &str) -> String {
    let mut plain: String = text.chars().filter_map(plain_sign).collect();
    if plain.contains('\u{A5}') {
        plain = backslashes(&plain);
    }
    let steps = [
        (&*BRACKET_DOT, format!("{DOT}")),
        (&*DOT_AND_LABEL, format!("{DOT}$1")),
        (&*OPEN_DOT, format!("{DOT}$1")),
        (&*DOT_CLOSE, format!("${{1}}{DOT}$2")),
        (&*BRACKET_AT, format!("{AT}")),
        (&*BRACKET_SIGN, "$1".to_owned()),
        (&*LETTER_STOP, format!("${{1}}{STOP}$2")),
        // Twice: of "1.2.3.4" each digit stands beside two stops.
        (&*DIGIT_STOP, "$1.$2".to_owned()),
        (&*DIGIT_STOP, "$1.$2".to_owned()),
    ];
    for (pattern, with) in steps {
        plain = pattern.replace_all(&plain, with).into_owned();
    }
    let scheme = |found: &regex::Captures<'_>| {
        if found.get(2).is_some() {
            return format!("{SCHEME}ftp://");
        }
        let secure = if found.get(1).is_some_and(|s| !s.is_empty()) { "s" } else { "" };
        format!("{SCHEME}http{secure}://")
    };
    SCHEMES.replace_all(&plain, scheme).into_owned()
}

/// A sign half-width, as Japanese keyboards mix them; nothing for what cannot be seen. Kana and
/// other letters stay: they are part of the names of files.
fn plain_sign(sign: char) -> Option<char> {
    match sign {
        '\n' | '\t' => Some(sign),
        '\u{E000}'..='\u{E00F}' | '\u{200C}' | '\u{200D}' | '\u{34F}' => None,
        '\u{FE00}'..='\u{FE0F}' | '\u{E0020}'..='\u{E007F}' => None,
        _ if sign.is_control() || is_invisible(sign) => None,
        '\u{3000}' | '\u{A0}' | '\u{2002}'..='\u{200A}' => Some(' '),
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(sign) - 0xFEE0),
        '\u{FFE5}' => Some('\u{A5}'),
        '\u{FF61}' => Some('\u{3002}'),
        '\u{2024}' | '\u{FE52}' => Some('.'),
        _ => Some(sign),
    }
}

/// On Japanese systems a backslash looks like a yen sign and is copied as one.
fn backslashes(text: &str) -> String {
    let line = |line: &str| {
        if YEN_PATH.is_match(line) { line.replace('\u{A5}', "\\") } else { line.to_owned() }
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}
