//! The two ways in which a browser sends a form.

use std::fmt::Write as _;

/// A file put into a form.
#[derive(Debug, Clone, Default)]
pub struct Attachment {
    /// The file's name as the browser tells it.
    pub file_name: String,
    /// Such as `image/png`; nothing stands for `application/octet-stream`.
    pub media_type: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Attachment {
    /// A file of bytes without a better type.
    #[must_use]
    pub fn new(file_name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { file_name: file_name.to_owned(), media_type: String::new(), bytes: bytes.into() }
    }

    /// What a browser sends when nobody chose a file.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }
}

/// Pairs as `application/x-www-form-urlencoded`, as the WHATWG URL standard writes them.
#[must_use]
pub fn urlencode<K: AsRef<str>, V: AsRef<str>>(pairs: &[(K, V)]) -> String {
    let pair = |(key, value): &(K, V)| format!("{}={}", part(key.as_ref()), part(value.as_ref()));
    pairs.iter().map(pair).collect::<Vec<_>>().join("&")
}

fn part(text: &str) -> String {
    // A browser sends every line break as CR LF.
    let text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    text.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b' ' => out.push('+'),
            b'*' | b'-' | b'.' | b'_' => out.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            byte => drop(write!(out, "%{byte:02X}")),
        }
        out
    })
}

/// Pairs and files as `multipart/form-data`: the content type and the body.
pub(crate) fn multipart(
    pairs: &[(String, String)],
    files: &[(String, Attachment)],
) -> (String, Vec<u8>) {
    let boundary = "----hikeshi-testkit-7d1c0b54a9e2f683";
    let mut body = Vec::new();
    for (name, value) in pairs {
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"\r\n\r\n",
            quoted(name)
        );
        body.extend([head.as_bytes(), value.as_bytes(), b"\r\n"].concat());
    }
    for (name, file) in files {
        let media_type =
            if file.media_type.is_empty() { "application/octet-stream" } else { &file.media_type };
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"; filename=\"{}\"\r\n\
             Content-Type: {media_type}\r\n\r\n",
            quoted(name),
            quoted(&file.file_name)
        );
        body.extend([head.as_bytes(), &file.bytes, b"\r\n"].concat());
    }
    body.extend(format!("--{boundary}--\r\n").into_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}

fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
