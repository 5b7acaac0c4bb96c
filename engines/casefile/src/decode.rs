//! Bytes to text: files come in UTF-8, UTF-16 and the older Japanese encodings.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use crate::{Problem, Reason};

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;

/// The text of a file in any of the encodings that Japanese programs write, for readers of other
/// formats than ours. Letters that do not fit the encoding become replacement marks.
///
/// # Errors
/// [`Reason`] for a file that is too large, empty, or no text.
pub fn text_of(bytes: &[u8]) -> Result<String, Reason> {
    let mut problems = Vec::new();
    let refused = |problem: Problem| problem.reason;
    decode(bytes, &mut problems)
        .ok_or_else(|| problems.into_iter().next().map_or(Reason::NotText, refused))
}

/// The text of a file, without byte-order mark, with plain line ends.
pub(crate) fn decode(bytes: &[u8], problems: &mut Vec<Problem>) -> Option<String> {
    let mut refuse = |reason| {
        problems.push(Problem { line: 1, column: None, field: String::new(), reason });
    };
    if bytes.len() > MAX_BYTES {
        refuse(Reason::TooLarge { limit: MAX_BYTES });
        return None;
    }
    let encoding = encoding_rs::Encoding::for_bom(bytes)
        .map(|(encoding, _)| encoding)
        .or_else(|| utf16_without_mark(bytes))
        .unwrap_or_else(|| guess(bytes));
    let (text, _, broken) = encoding.decode(bytes);
    if text.contains('\0') {
        refuse(Reason::NotText);
        return None;
    }
    if text.trim().is_empty() {
        refuse(Reason::EmptyFile);
        return None;
    }
    if broken {
        let line = text.lines().position(|line| line.contains('\u{FFFD}')).map_or(1, |at| at + 1);
        let reason = Reason::Encoding { encoding: encoding.name().to_owned() };
        problems.push(Problem { line, column: None, field: String::new(), reason });
    }
    Some(text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn guess(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return encoding_rs::UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(Some(b"jp"), Utf8Detection::Allow)
}

/// Two bytes a letter without a mark: every second byte of the beginning is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head: Vec<&[u8]> = bytes.chunks_exact(2).take(8).collect();
    let all = |place: usize| {
        head.len() >= 4 && head.iter().all(|pair| pair[place] == 0 && pair[1 - place] != 0)
    };
    if all(1) { Some(encoding_rs::UTF_16LE) } else { all(0).then_some(encoding_rs::UTF_16BE) }
}
