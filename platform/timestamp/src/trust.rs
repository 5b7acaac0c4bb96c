//! Whether a certificate may stamp, and leads to one that the operator trusts.

use jiff::Timestamp;
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, TrustAnchor, UnixTime};
use std::time::Duration;
use webpki::{ALL_VERIFICATION_ALGS, EndEntityCert, KeyUsage, anchor_from_trusted_cert};

use crate::StampError;

/// `id-kp-timeStamping`, 1.3.6.1.5.5.7.3.8.
const TIME_STAMPING: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 8];

/// The certificates at which the chain of an authority must end.
#[derive(Debug, Clone)]
pub struct Anchors(Vec<TrustAnchor<'static>>);

impl Anchors {
    /// Reads certificates from PEM text.
    ///
    /// # Errors
    /// [`StampError::BadAnchors`] if there is none, or one cannot be read.
    pub fn from_pem(pem: &[u8]) -> Result<Self, StampError> {
        let read = |certificate: Result<CertificateDer<'static>, _>| {
            let certificate = certificate.map_err(|_| StampError::BadAnchors)?;
            let anchor =
                anchor_from_trusted_cert(&certificate).map_err(|_| StampError::BadAnchors)?;
            Ok(anchor.to_owned())
        };
        let all: Result<Vec<_>, StampError> =
            CertificateDer::pem_slice_iter(pem).map(read).collect();
        let all = all?;
        if all.is_empty() { Err(StampError::BadAnchors) } else { Ok(Self(all)) }
    }

    /// Checks that `signer` was valid for stamping at `at`, over the certificates that came along.
    /// Whether it was revoked is not asked.
    pub(crate) fn check(
        &self,
        signer: &[u8],
        along: &[&[u8]],
        at: Timestamp,
    ) -> Result<(), StampError> {
        let untrusted = |error: webpki::Error| StampError::Untrusted(error.to_string());
        let signer = CertificateDer::from(signer);
        let along: Vec<_> = along.iter().map(|one| CertificateDer::from(*one)).collect();
        let seconds = u64::try_from(at.as_second()).unwrap_or_default();
        EndEntityCert::try_from(&signer)
            .and_then(|certificate| {
                let time = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
                let usage = KeyUsage::required(TIME_STAMPING);
                let (algorithms, anchors) = (ALL_VERIFICATION_ALGS, &self.0);
                certificate
                    .verify_for_usage(algorithms, anchors, &along, time, usage, None, None)
                    .map(|_| ())
            })
            .map_err(untrusted)
    }
}
