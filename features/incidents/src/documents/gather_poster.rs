//! The poster with the help address, from the company and whoever helps it.

use hikeshi_directory::model::{company, provider};
use hikeshi_pdf::{QrError, qr_svg};

use super::{Issue, Poster, data::Head};

/// Fills the poster. Without a provider no telephone number is printed: the help page has them.
///
/// # Errors
/// [`QrError`] for an address too long for a QR code.
pub fn gather_poster(
    company: &company::Model,
    provider: Option<&provider::Model>,
    address: &str,
    issue: &Issue,
) -> Result<Poster, QrError> {
    let (start, secret) = address.split_at(address.rfind('/').map_or(address.len(), |at| at + 1));
    let text = |of: fn(&provider::Model) -> &String| provider.map(of).cloned().unwrap_or_default();
    Ok(Poster {
        head: Head {
            issued: issue.words.date(issue.at.to_zoned(hikeshi_kernel::japan()).date()),
            ..issue.head_of(company)
        },
        words: issue.paper_words(),
        qr_svg: qr_svg(address)?,
        address: start.to_owned(),
        secret: groups_of(secret),
        helper: text(|provider| &provider.name),
        phone: text(|provider| &provider.phone),
        hours: text(|provider| &provider.hours),
    })
}

fn groups_of(secret: &str) -> Vec<String> {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect()).collect()
}
