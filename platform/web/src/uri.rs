//! Addresses that no route can read: they are answered before any handler sees them.

use axum::http::Uri;

/// No text of ours has the character U+0000, and PostgreSQL refuses it.
pub(crate) fn holds_nul(uri: &Uri) -> bool {
    uri.path_and_query().is_some_and(|place| place.as_str().contains("%00"))
}

/// Whether a path is text (UTF-8) when its `%E3` and the like are read as bytes.
pub(crate) fn is_text(path: &str) -> bool {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| byte == b'%');
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    std::str::from_utf8(&bytes).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_is_no_text_is_seen() {
        for text in ["/", "/c/%E3%81%82", "/100%", "/%zz/%2", "/%F0%9F%94%A5"] {
            assert!(is_text(text), "{text}");
        }
        for none in ["/%ED%A0%80", "/a%FF", "/%E3%81/x"] {
            assert!(!is_text(none), "{none}");
        }
    }
}
