//! Bytes to text: files come in UTF-8, UTF-16 and the older Japanese encodings.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use crate::{Problem, Reason};

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;
/// One broken letter in so many is a damaged file, more are another encoding.
const LETTERS_PER_FAULT: usize = 200;
/// So many lines with broken letters are named.
const NAMED_LINES: usize = 100;

/// The text of a file in any of the encodings that Japanese programs write, for readers of other
/// formats than ours. Letters that do not fit the encoding become replacement marks.
///
/// # Errors
/// [`Reason`] for a file that is too large, empty, or no text.
pub fn text_of(bytes: &[u8]) -> Result<String, Reason> {
    text_within(bytes, MAX_BYTES)
}

/// As [`text_of`], for files of up to `limit` bytes.
///
/// # Errors
/// [`Reason`] for a file that is too large, empty, or no text.
pub fn text_within(bytes: &[u8], limit: usize) -> Result<String, Reason> {
    let mut problems = Vec::new();
    let refused = |problem: Problem| problem.reason;
    decode_within(bytes, limit, &mut problems)
        .ok_or_else(|| problems.into_iter().next().map_or(Reason::NotText, refused))
}

/// The text of a file, without byte-order mark, with plain line ends.
pub(crate) fn decode(bytes: &[u8], problems: &mut Vec<Problem>) -> Option<String> {
    decode_within(bytes, MAX_BYTES, problems)
}

fn decode_within(bytes: &[u8], limit: usize, problems: &mut Vec<Problem>) -> Option<String> {
    let mut refuse = |line, reason| {
        problems.push(Problem { line, column: None, field: String::new(), reason });
        None
    };
    if bytes.len() > limit {
        return refuse(1, Reason::TooLarge { limit });
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return refuse(1, Reason::OfficeFile);
    }
    let encoding = encoding_of(bytes);
    let (text, _, broken) = encoding.decode(bytes);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if let Some(line) = line_with(&text, |letter| letter == '\0') {
        return refuse(line, Reason::NotText);
    }
    let stranger = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\t');
    let strange = text.chars().filter(|&letter| stranger(letter)).count();
    if strange * 10 > text.chars().count() {
        return refuse(line_with(&text, stranger).unwrap_or(1), Reason::NotText);
    }
    if text.trim().is_empty() {
        return refuse(1, Reason::EmptyFile);
    }
    if broken {
        let name = || encoding.name().to_owned();
        let line = line_with(&text, |letter| letter == '\u{FFFD}').unwrap_or(1);
        if faults(&text) * LETTERS_PER_FAULT > text.chars().count() {
            return refuse(line, Reason::NoEncoding);
        }
        let damaged = text.lines().enumerate().filter(|(_, line)| line.contains('\u{FFFD}'));
        problems.extend(damaged.take(NAMED_LINES).map(|(index, _)| Problem {
            line: index + 1,
            column: None,
            field: String::new(),
            reason: Reason::Encoding { encoding: name() },
        }));
    }
    Some(text)
}

/// The mark says it, or the escapes of the seven-bit encoding, or the one in which the fewest
/// letters are broken.
fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding;
    }
    if has_escapes(bytes) {
        return ISO_2022_JP;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let broken =
        |encoding: &'static Encoding| faults(&encoding.decode_without_bom_handling(bytes).0);
    match (broken(SHIFT_JIS), broken(EUC_JP)) {
        (0, 0) => detected(bytes),
        (shift_jis, euc_jp) => {
            let best = [(broken(UTF_8), UTF_8), (shift_jis, SHIFT_JIS), (euc_jp, EUC_JP)];
            best.into_iter().min_by_key(|(broken, _)| *broken).map_or(UTF_8, |(_, found)| found)
        }
    }
}

/// Both readings are possible: the more usual letters decide.
fn detected(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let found = detector.guess(Some(b"jp"), Utf8Detection::Allow);
    if [SHIFT_JIS, EUC_JP].contains(&found) {
        return found;
    }
    // Text in the one encoding looks like half-width letters in the other.
    let (text, _) = SHIFT_JIS.decode_without_bom_handling(bytes);
    let half_width = text.chars().filter(|c| ('\u{FF61}'..='\u{FF9F}').contains(c)).count();
    if half_width * 2 > text.chars().filter(|c| !c.is_ascii()).count() { EUC_JP } else { SHIFT_JIS }
}

/// The escapes by which ISO-2022-JP changes its letters.
fn has_escapes(bytes: &[u8]) -> bool {
    let escapes: [&[u8]; 4] = [b"\x1B$B", b"\x1B$@", b"\x1B(J", b"\x1B(I"];
    bytes.is_ascii() && bytes.windows(3).any(|part| escapes.contains(&part))
}

/// Two bytes a letter without a mark: every second byte of the beginning is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: Vec<&[u8]> = bytes.chunks_exact(2).take(8).collect();
    let all = |place: usize| {
        head.len() >= 4 && head.iter().all(|pair| pair[place] == 0 && pair[1 - place] != 0)
    };
    if all(1) { Some(UTF_16LE) } else { all(0).then_some(UTF_16BE) }
}

fn faults(text: &str) -> usize {
    text.chars().filter(|&letter| letter == '\u{FFFD}').count()
}

/// The first line that holds such a letter, from 1.
fn line_with(text: &str, holds: impl Fn(char) -> bool) -> Option<usize> {
    text.split('\n').position(|line| line.chars().any(&holds)).map(|index| index + 1)
}
