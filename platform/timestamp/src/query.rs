//! The question to an authority.

use der::asn1::ObjectIdentifier;
use hikeshi_kernel::Rng;
use sha2::{Digest as _, Sha256};

use crate::StampError;

/// SHA-256 as algorithm identifier: its object identifier (2.16.840.1.101.3.4.2.1) and NULL.
const SHA_256: [u8; 15] = [0x30, 13, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 5, 0];

/// A question: stamp this content with the time, and show your certificate.
#[derive(Debug, Clone)]
pub struct Query {
    pub(crate) imprint: [u8; 32],
    pub(crate) nonce: [u8; 8],
    pub(crate) policy: Option<ObjectIdentifier>,
}

impl Query {
    /// A question about `content`, with a fresh nonce. `policy` is numbers with dots, or empty for
    /// the authority's own.
    ///
    /// # Errors
    /// [`StampError::BadPolicy`].
    pub fn new(content: &[u8], policy: &str, rng: &dyn Rng) -> Result<Self, StampError> {
        let policy = match policy {
            "" => None,
            text => Some(
                ObjectIdentifier::new(text)
                    .map_err(|_| StampError::BadPolicy { policy: text.to_owned() })?,
            ),
        };
        let mut nonce = [0; 8];
        rng.fill(&mut nonce);
        // A positive number of eight bytes, so that it has one spelling only.
        nonce[0] = (nonce[0] & 0x7f) | 0x40;
        Ok(Self { imprint: Sha256::digest(content).into(), nonce, policy })
    }

    /// The bytes to send (`TimeStampReq`, RFC 3161 §2.4.1).
    #[must_use]
    pub fn to_der(&self) -> Vec<u8> {
        let imprint = [&SHA_256[..], &field(4, &self.imprint)].concat();
        let policy = self.policy.map(|oid| field(6, oid.as_bytes())).unwrap_or_default();
        let parts = [
            field(2, &[1]),
            field(0x30, &imprint),
            policy,
            field(2, &self.nonce),
            field(1, &[0xff]),
        ];
        field(0x30, &parts.concat())
    }
}

/// Tag, length and content; a question stays far below 64 kB.
fn field(tag: u8, content: &[u8]) -> Vec<u8> {
    let [high, low] = u16::try_from(content.len()).unwrap_or(u16::MAX).to_be_bytes();
    let length = match (high, low) {
        (0, 0..0x80) => vec![low],
        (0, _) => vec![0x81, low],
        _ => vec![0x82, high, low],
    };
    [vec![tag], length, content.to_vec()].concat()
}
