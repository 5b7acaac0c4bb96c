//! Addresses of pages, and e-mail addresses.

use super::{
    address, host,
    pattern::pattern,
    scan::{Is, Scan, plain},
};
use crate::{Caution, Kind};

pattern!(
    URL = r#"(?i)\u{E003}?\b(?:https?|ftps?|sftp|wss?|ldaps?|rmi|tcp|udp|smb|ssh|rdp|telnet)://(?:[!-~&&[^/?\#@"'<>\\]]{1,120}@)?(?:\[[0-9a-f:.]{2,45}\]|[\p{L}\p{N}\p{M}_.\u{E000}\u{E002}-]+)(?::[0-9]{1,5})?(?:[/?\#](?:[!-~&&[^"'<>\\^`{|}]]|\u{E000}|\u{E001})*)?"#
);
pattern!(
    EMAIL = r"[A-Za-z0-9._%+\u{E000}-]{1,64}(?:@|\u{E001})[\p{L}\p{N}\p{M}_-]+(?:[.\u{E000}\u{E002}][\p{L}\p{N}\p{M}_-]+)+"
);

/// Takes out addresses of pages.
pub(super) fn urls(scan: &mut Scan) {
    scan.each(&URL, |piece| {
        let text = without_end(piece.text);
        let Some(at) = text.find("://") else { return Is::Other };
        let scheme = plain(&text[..at]).to_ascii_lowercase();
        let rest = &text[at + 3..];
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let (user, place) = authority.rsplit_once('@').map_or(("", authority), |(u, p)| (u, p));
        let (name, port) = split_port(place);
        let Some((host, cut)) = host_of(name) else { return Is::Other };
        // Prose that follows the host without a space ends the address.
        let (tail, length) = if cut < name.len() {
            (String::new(), text.len() - path.len() - port.len() - (name.len() - cut))
        } else {
            (format!("{port}{}", plain(path)), text.len())
        };
        let user = if user.is_empty() { String::new() } else { format!("{}@", plain(user)) };
        Is::Trace(Kind::Url, format!("{scheme}://{user}{host}{tail}"), length)
    });
}

/// The host in its one form, and how many bytes of `name` it takes.
fn host_of(name: &str) -> Option<(String, usize)> {
    if let Some(six) = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let six: std::net::Ipv6Addr = plain(six).parse().ok()?;
        return Some((format!("[{six}]"), name.len()));
    }
    let bare = plain(name);
    if let Ok(four) = bare.trim_end_matches('.').parse::<std::net::Ipv4Addr>() {
        return Some((four.to_string(), name.len()));
    }
    let found = host::host(name, true)?;
    Some((found.ascii, found.to))
}

fn split_port(place: &str) -> (&str, &str) {
    let port = |at: &usize| place[at + 1..].bytes().all(|b| b.is_ascii_digit());
    place.rfind(':').filter(port).map_or((place, ""), |at| place.split_at(at))
}

/// Without the signs that end a sentence or close a bracket that was opened before.
fn without_end(text: &str) -> &str {
    let mut text = text;
    loop {
        let shorter = text.trim_end_matches(['.', ',', ';', ':', '!', '*', '\u{E000}']);
        let opened = |open: char, close: char| {
            shorter.ends_with(close)
                && shorter.matches(close).count() > shorter.matches(open).count()
        };
        let shorter = if opened('(', ')') || opened('[', ']') {
            &shorter[..shorter.len() - 1]
        } else {
            shorter
        };
        if shorter.len() == text.len() {
            return text;
        }
        text = shorter;
    }
}

/// Takes out e-mail addresses.
pub(super) fn emails(scan: &mut Scan) {
    scan.each(&EMAIL, |piece| {
        let text = piece.text;
        let Some(at) = text.find(['@', super::fold::AT]) else { return Is::Other };
        let sign = text[at..].chars().next().map_or(1, char::len_utf8);
        let Some(host) = host::host(&text[at + sign..], true) else { return Is::Other };
        let user = plain(&text[..at]);
        let user = user.trim_start_matches(['.', '-', '%', '+']);
        if user.is_empty() || user.ends_with('.') {
            return Is::Other;
        }
        Is::Trace(
            Kind::Email,
            format!("{}@{}", user.to_ascii_lowercase(), host.ascii),
            at + sign + host.to,
        )
    });
}

/// What speaks against looking for an address of a page everywhere.
pub(super) fn url_cautions(value: &str) -> Vec<Caution> {
    let Some((_, rest)) = value.split_once("://") else { return Vec::new() };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let (user, place) = authority.rsplit_once('@').map_or((None, authority), |(u, p)| (Some(u), p));
    let (name, _) = split_port(place);
    let name = name.trim_matches(['[', ']']);
    let mut cautions = match name.parse::<std::net::IpAddr>() {
        Ok(_) => address::cautions(name),
        Err(_) => host::cautions(name),
    };
    // One page of a large host may well be bad; its start page is what many rightly use.
    if path.len() > 1 {
        for caution in &mut cautions {
            if *caution == Caution::WellKnown {
                *caution = Caution::SharedHost;
            }
        }
    }
    if user.is_some_and(|user| user.contains(':')) {
        cautions.push(Caution::Credentials);
    }
    cautions
}
