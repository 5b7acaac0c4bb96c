//! What tells something of devices: addresses, names, paths, hashes, weaknesses; with the brackets
//! that people write so that nobody clicks on them. Letters of other scripts may stand beside it.

use std::{net::Ipv6Addr, ops::Range, sync::LazyLock};

use regex::Regex;

use super::plain::Plain;

/// Words before a number that are no device: cases, standards.
const NO_DEVICE: [&str; 9] = ["inc", "case", "no", "iso", "iec", "utf", "sha", "jis", "covid"];
/// What counts: behind a number it makes "3 of them" and no name.
const COUNTERS: &str = include_str!("../../data/counters.txt");

type Check = fn(&Plain, Range<usize>) -> bool;

/// A pattern; its first group is what is struck.
struct Pattern {
    regex: Regex,
    check: Check,
}

const PATTERNS: [(&str, Check); 16] = [
    // Addresses of the web and of files, whole.
    (
        r"((?:h(?:tt|xx)ps?|s?ftps?|smb|ldaps?|ssh|rdp|wss?|file|tcp|udp|telnet)\[?:\]?//[!#-;=?-~]+(?:[^\x00-\x7F\s\x{3000}-\x{3002}\x{300C}\x{300D}]{1,40}[/=&?%#._-][!#-;=?-~]*)*)",
        always,
    ),
    (
        r"((?:h(?:tt|xx)ps?|s?ftps?|smb|file)\[?:\]?//[!#-;=?-~]*[/=][^\x00-\x7F\s\x{3000}-\x{3002}\x{300C}\x{300D}][^\s\x{3000}-\x{3002}\x{300C}\x{300D}<>\x22]*)",
        always,
    ),
    // IPv4, also with a letter for the last part, a mask, a port or a range.
    (
        r"(?:^|[^0-9.]|[^0-9]\.)(\d{1,3}(?:\s?(?:\[\.\]|\(\.\)|\{\.\}|[\[({]?dot[\])}]?|\[\.|\.\]|[.\x{3002}])\s?(?:\d{1,3}|x{1,3}|\*)){3}(?:/\d{1,2})?(?::\d{1,5})?(?:-\d{1,3})?\d*)",
        octets,
    ),
    (r"([0-9a-f]{0,4}(?:\[?:\]?[0-9a-f]{0,4}){2,8}(?:%[a-z0-9]+)?(?:/\d{1,3})?)", ipv6),
    (r"(?:^|[^0-9])([0-9a-f]{2}(?:[-:.][0-9a-f]{2}){5,7})", always),
    (r"(?:^|[^0-9])([0-9a-f]{4}(?:\.[0-9a-f]{4}){2})", always),
    // Hashes, keys and other long numbers.
    (r"([0-9a-f]{12,})", hash),
    (r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})", always),
    // Hosts and names of files, with a port or a path behind.
    (
        r"((?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)|\.))+(?:[a-z][a-z0-9-]{1,24}|7z)(?::\d{1,5})?(?:/[!#-;=?-~]*)?)",
        always,
    ),
    (
        r"([\p{Han}\p{Katakana}\x{30FC}a-z0-9_-]+\.(?:jp|com|net|org|info|biz|local|lan|example|exe|dll|sys|ps1|bat|cmd|vbs|js|jse|wsf|hta|lnk|iso|img|vhdx?|docx?|docm|xlsx?|xlsm|pptx?|pdf|txt|csv|log|evtx?|pcap|zip|rar|7z|lzh|tar|gz|eml|msg|jpe?g|png|html?|rtf|one|bak|dmp|mdb|accdb|db|sql|msi|jar|tmp|dat|ini|cfg|conf|json|xml|key|pem|pfx))",
        always,
    ),
    // Paths of Windows, of shares and of the registry; of other systems.
    (
        r"(?:^|[^a-z])([a-z]:[\\/\x{A5}](?:[^\\/\x{A5}<>|\x22\r\n\x{3001}\x{3002}:]{1,60}[\\\x{A5}])*[^\s\x{3000}-\x{3002}<>|\x22]*)",
        always,
    ),
    (
        r"([a-z0-9._$%@()-]*\\(?:[^\\/<>|\x22\r\n\x{3001}\x{3002}:]{1,60}\\)*[^\s\x{3000}-\x{3002}<>|\x22]*)",
        always,
    ),
    (
        r"(?:^|[^a-z0-9./)])(~?/(?:[a-z0-9._@+-]+/)+[a-z0-9._@+-]*|/(?:home|users|root|etc|var|opt|usr|tmp|mnt|srv|volume\d?)/[^\s\x{3000}-\x{3002}<>|\x22]*)",
        always,
    ),
    // Weaknesses and updates.
    (r"((?:cve|jvn(?:db|vu)?|cwe|ghsa|kb)[-_ #]?\d[0-9a-z]{2,}(?:-[0-9a-z]+)*)", always),
    // Devices.
    (r"(?:^|[^a-z0-9])([a-z]{2,}[-_][a-z0-9_-]*\d[a-z0-9_-]*)", device),
    (
        r"(?:^|[^a-z0-9])((?:fs|pc|nas|srv|sv|svr|server|dc|ad|db|web|ap|fw|utm|vpn|rt|sw|client|desktop|laptop|host|node|vm|esxi?|hv|dns|proxy|bk|backup|tab|prn|mfp)\d{1,5}|[a-z]{2,12}0\d{1,4})(?:[^a-z0-9]|$)",
        counted,
    ),
];

static READY: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let ready = |(text, check): &(&str, Check)| {
        Regex::new(text).ok().map(|regex| Pattern { regex, check: *check })
    };
    PATTERNS.iter().filter_map(ready).collect()
});

/// All that is technical, in places of the letters; pieces may overlap.
pub(super) fn technical(plain: &Plain) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for pattern in READY.iter() {
        for groups in pattern.regex.captures_iter(&plain.text) {
            let Some(group) = groups.get(1) else { continue };
            if (pattern.check)(plain, group.range()) {
                found.push(plain.letters_of(group.range()));
            }
        }
    }
    found
}

const fn always(_: &Plain, _: Range<usize>) -> bool {
    true
}

/// No part of an address is above 255: it would be a date.
fn octets(plain: &Plain, at: Range<usize>) -> bool {
    let parts = plain.text[at].split(|c: char| !c.is_ascii_digit());
    parts.take(4).all(|part| part.parse::<u32>().is_ok_and(|n| n <= 255) || part.is_empty())
}

/// An address of IPv6, or most of one; a time of day is none.
fn ipv6(plain: &Plain, at: Range<usize>) -> bool {
    let text = plain.text[at].replace(['[', ']'], "");
    let text = text.split(['%', '/']).next().unwrap_or_default().trim_end_matches(':');
    let whole = plain_ipv6(text) || plain_ipv6(&format!("{text}::"));
    let parts = text.split(':').count();
    let lettered = text.contains(|c: char| c.is_ascii_alphabetic());
    text.contains(|c: char| c.is_ascii_hexdigit()) && (whole || parts >= 4 && lettered)
}

fn plain_ipv6(text: &str) -> bool {
    // Hours, minutes and seconds are no address although two colons may follow them.
    let time = text.split(':').filter(|part| !part.is_empty());
    let timely =
        time.clone().all(|part| part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()));
    text.parse::<Ipv6Addr>().is_ok() && !(timely && time.count() >= 2 && !text.starts_with("::"))
}

fn hash(plain: &Plain, at: Range<usize>) -> bool {
    let text = &plain.text[at];
    let digit = text.bytes().any(|b| b.is_ascii_digit());
    text.len() >= 32 || digit && text.bytes().any(|b| b.is_ascii_alphabetic())
}

fn device(plain: &Plain, at: Range<usize>) -> bool {
    let first = plain.text[at].split(['-', '_']).next().unwrap_or_default();
    !NO_DEVICE.contains(&first)
}

fn counted(plain: &Plain, at: Range<usize>) -> bool {
    let behind = plain.text[at.end..].trim_start();
    let counts = COUNTERS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    !NO_DEVICE.contains(&plain.text[at].trim_end_matches(|c: char| c.is_ascii_digit()))
        && !counts.into_iter().any(|counter| behind.starts_with(counter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_can_be_read() {
        assert_eq!(READY.len(), PATTERNS.len());
    }
}
