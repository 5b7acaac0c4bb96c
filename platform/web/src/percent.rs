//! Any text as one part of an address.

/// Percent-encoding of RFC 3986: every byte of UTF-8 but the unreserved ones, so that the text is
/// one piece of a path, a query or a header value and cannot end it.
pub fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_separates_parts_of_an_address_stays() {
        assert_eq!(percent("a-Z.0_~"), "a-Z.0_~");
        assert_eq!(percent("/?&=#%+ \u{e9}\r\n\""), "%2F%3F%26%3D%23%25%2B%20%C3%A9%0D%0A%22");
    }
}
