//! Lines for a mail, in which nothing can be clicked.

use super::Parcel;
use crate::Kind;

/// The marking, the note, and under the name of each kind its values, defanged.
#[must_use]
pub fn text(parcel: &Parcel) -> String {
    let mut text = format!("{}\n", parcel.tlp.label());
    if let Some(name) = &parcel.producer {
        text.push_str(&format!("{name}\n"));
    }
    if !parcel.note.is_empty() {
        text.push_str(&format!("\n{}\n", parcel.note));
    }
    for kind in Kind::ALL {
        let values: Vec<_> = parcel.items.iter().filter(|item| item.kind == *kind).collect();
        if values.is_empty() {
            continue;
        }
        text.push_str(&format!("\n# {}\n", kind.name()));
        for item in values {
            text.push_str(&defanged(*kind, &item.value));
            text.push('\n');
        }
    }
    text
}

/// A value that no program turns into a link, and that [`crate::read`] reads back as it was.
#[must_use]
pub fn defanged(kind: Kind, value: &str) -> String {
    match kind {
        Kind::Ipv4 | Kind::Domain => value.replace('.', "[.]"),
        Kind::Ipv6 => value.replacen(':', "[:]", 1),
        Kind::Cidr if value.contains(':') => value.replacen(':', "[:]", 1),
        Kind::Cidr => value.replace('.', "[.]"),
        Kind::Email => value.replace('@', "[@]").replace('.', "[.]"),
        Kind::Url => url(value),
        _ => value.to_owned(),
    }
}

fn url(value: &str) -> String {
    let Some((scheme, rest)) = value.split_once("://") else { return value.to_owned() };
    let scheme = match scheme {
        "http" => "hxxp".to_owned(),
        "https" => "hxxps".to_owned(),
        "ftp" => "fxp".to_owned(),
        other => other.to_owned(),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (place, path) = rest.split_at(end);
    format!("{scheme}://{}{path}", place.replace('.', "[.]"))
}
