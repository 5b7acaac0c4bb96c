//! What is found in texts as people paste them, and what is not.
#![cfg(test)]

use hikeshi_indicators::{
    Caution, Found, Kind, MAX_TEXT_BYTES, TooMuch, Unread, give::defanged, read,
};
use proptest::prelude::*;

const REPORT: &str = include_str!("texts/report.txt");
const FOUND: &str = include_str!("texts/report.found.txt");

fn found(text: &str) -> Vec<(Kind, String)> {
    read(text).unwrap().found.into_iter().map(|found| (found.kind, found.value)).collect()
}

fn one(text: &str) -> Found {
    let mut all = read(text).unwrap().found;
    assert_eq!(all.len(), 1, "{text}: {all:?}");
    all.remove(0)
}

fn values(text: &str) -> Vec<String> {
    found(text).into_iter().map(|(_, value)| value).collect()
}

#[test]
fn a_report_in_japanese_gives_every_trace_once_and_nothing_else() {
    let lines: Vec<String> =
        found(REPORT).iter().map(|(kind, value)| format!("{}\t{value}", kind.name())).collect();
    assert_eq!(lines.join("\n"), FOUND.trim_end());
}

#[test]
fn versions_commits_and_coins_with_a_slip_are_named_as_passed_over() {
    let reading = read(REPORT).unwrap();
    let passed: Vec<_> =
        reading.passed_over.iter().map(|passed| (passed.reason, passed.text.as_str())).collect();
    for (reason, text) in [
        (Unread::Version, "7.2.4.1"),
        (Unread::Version, "120.0.0.0"),
        (Unread::Version, "10.1.2.3"),
        (Unread::OtherHash, "da39a3ee5e6b4b0d3255bfef95601890afd80708"),
        (Unread::Checksum, "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdx"),
    ] {
        assert!(passed.contains(&(reason, text)), "{text} in {passed:?}");
    }
    assert_eq!(passed.len(), 5, "{passed:?}");
}

#[test]
fn every_usual_way_to_make_an_address_harmless_is_undone() {
    for text in [
        "hxxp://evil.com/a",
        "hXXp://evil[.]com/a",
        "http[:]//evil.com/a",
        "hxxp[://]evil(.)com/a",
        "h**p://evil{.}com/a",
        "hxxp://evil [.] com/a",
        "http://evil[.com/a",
        "http://evil.]com/a",
        "HXXP://EVIL[DOT]COM/a",
        "http://evil[.com]/a",
        "<http://evil.com/a>",
        "(http://evil.com/a).",
        "http://ev\u{200B}il.com/a",
        "\u{FF48}\u{FF54}\u{FF54}\u{FF50}\u{FF1A}\u{FF0F}\u{FF0F}evil\u{FF0E}com\u{FF0F}a",
    ] {
        assert_eq!(one(text).value, "http://evil.com/a", "{text}");
    }
    for text in [
        "203[.]0[.]113[.]5",
        "203.0.113[.]5",
        "203(dot)0(dot)113(dot)5",
        "203\u{3002}0\u{3002}113\u{3002}5",
    ] {
        assert_eq!(values(text), ["203.0.113.5"], "{text}");
    }
    assert!(one("203[.]0[.]113[.]5").defanged && !one("203.0.113.5").defanged);
}

#[test]
fn what_only_looks_like_an_address_is_none() {
    for text in [
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "12:34:56",
        "a::b",
        "std::fmt",
        "10.0.0.1x",
        "OID 1.3.6.1.4.1.311",
        "example",
        "e.g. this",
        "file.unknownending",
        "2026.11.20",
        "node.js.",
        "T-1486",
        "AT1486",
        "CVE-99-1",
        "0123456789abcdef0123456789abcde",
        "user@host",
        "12345678901234567890123456789012",
    ] {
        let all = found(text);
        assert!(
            all.is_empty() || text == "node.js." && all[0].0 == Kind::FileName,
            "{text}: {all:?}"
        );
    }
}

#[test]
fn names_and_files_are_told_apart_by_their_ending_and_by_being_made_harmless() {
    for (text, kind, value) in [
        ("invoice.zip", Kind::FileName, "invoice.zip"),
        ("invoice[.]zip", Kind::Domain, "invoice.zip"),
        ("evil.co.jp", Kind::Domain, "evil.co.jp"),
        ("EVIL.Example.JP.", Kind::Domain, "evil.example.jp"),
        ("xn--r8jz45g.jp", Kind::Domain, "xn--r8jz45g.jp"),
        ("http://\u{4F8B}\u{3048}.jp/x", Kind::Url, "http://xn--r8jz45g.jp/x"),
        ("\\\\FILESV01\\share\\a.docx", Kind::FilePath, "\\\\FILESV01\\share\\a.docx"),
        ("[2001:DB8::1]", Kind::Ipv6, "2001:db8::1"),
        ("::ffff:203.0.113.9", Kind::Ipv4, "203.0.113.9"),
        ("198.51.100.77/24", Kind::Cidr, "198.51.100.0/24"),
    ] {
        let found = one(text);
        assert_eq!((found.kind, found.value.as_str()), (kind, value), "{text}");
    }
}

#[test]
fn addresses_of_every_office_and_of_everybody_carry_a_caution() {
    for (text, caution) in [
        ("192.168.1.20", Caution::Private),
        ("127.0.0.1", Caution::Private),
        ("fe80::1234:1", Caution::Private),
        ("100.64.0.9", Caution::Private),
        ("8.8.8.8", Caution::WellKnown),
        ("www.google.com", Caution::WellKnown),
        ("https://drive.google.com/uc?id=7", Caution::SharedHost),
        ("203.0.113.5", Caution::Reserved),
        ("filesv.corp", Caution::Internal),
        ("http://u:p@evil.com/", Caution::Credentials),
        ("d41d8cd98f00b204e9800998ecf8427e", Caution::EmptyFile),
    ] {
        assert!(one(text).cautions.contains(&caution), "{text}: {:?}", one(text).cautions);
    }
    assert!(one("evil-cdn.com").cautions.is_empty());
}

#[test]
fn the_same_trace_in_two_spellings_is_one_with_both_lines() {
    let found = one("hxxp://Evil[.]com/A\nnothing\nHTTP://evil.com/A");
    assert_eq!((found.lines, found.defanged), (vec![1, 3], true));
}

#[test]
fn a_text_that_is_too_long_is_refused_and_a_hostile_one_ends() {
    assert_eq!(read(&"a".repeat(MAX_TEXT_BYTES + 1)), Err(TooMuch::Bytes));
    for text in [
        "[.]".repeat(50_000),
        "1.".repeat(100_000),
        "C:\\".repeat(30_000),
        "a@".repeat(50_000),
        ":".repeat(90_000),
    ] {
        assert!(read(&text).is_ok());
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_failing(text in "\\PC{0,300}") {
        read(&text).unwrap();
    }

    #[test]
    fn what_is_made_harmless_is_read_back_as_it_was(text in "(https?://)?[a-z]{3,9}\\.(com|co\\.jp|net)(/[a-z]{1,5})?|[1-9]{1,2}(\\.[1-9]{1,2}){3}") {
        for found in read(&text).unwrap().found {
            let again = one(&defanged(found.kind, &found.value));
            prop_assert_eq!((again.kind, again.value), (found.kind, found.value));
        }
    }
}
