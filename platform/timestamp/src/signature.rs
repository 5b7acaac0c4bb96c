//! Whether the token is signed by the certificate that it names (RFC 5652 §5.4, RFC 5035, RFC 5816).

use der::Tag;
use der::asn1::ObjectIdentifier;
use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm};
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha384, Sha512};
use webpki::{EndEntityCert, ring};

use crate::StampError;
use crate::fields::Field;
use crate::token::{TST_INFO, Token};

const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_CERTIFICATE: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.12");
const SIGNING_CERTIFICATE_V2: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");

const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const SHA_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.2");
const SHA_512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");

/// Checks the signature and returns the certificate that made it. Whether that certificate is to be
/// trusted is another question.
pub(crate) fn check_signature<'a>(token: &Token<'a>) -> Result<&'a [u8], StampError> {
    let bad = StampError::BadSignature;
    let attributes = Attributes::read(token)?;
    if attributes.content_type != Some(TST_INFO) {
        return Err(bad("it is for another kind of content"));
    }
    let digest = digest(token.signer.digest, token.content)
        .ok_or(bad("its hash is none that is accepted"))?;
    if attributes.digest != Some(&*digest) {
        return Err(bad("what is stamped was changed"));
    }
    let named = |certificate: &&&[u8]| attributes.names(certificate);
    let signer = token.certificates.iter().find(named);
    let signer = *signer.ok_or(bad("the certificate that it names did not come along"))?;
    let der = CertificateDer::from(signer);
    let certificate =
        EndEntityCert::try_from(&der).map_err(|_| bad("its certificate cannot be read"))?;
    // Signed are the attributes as a SET; inside the token they have another tag.
    let mut message = token.signer.attributes.whole.to_vec();
    message[0] = 0x31;
    let valid = algorithms(token.signer.digest).iter().any(|algorithm| {
        certificate.verify_signature(*algorithm, &message, token.signer.signature).is_ok()
    });
    if valid { Ok(signer) } else { Err(bad("it was not made by that certificate")) }
}

/// The signed attributes that matter.
#[derive(Default)]
struct Attributes<'a> {
    content_type: Option<ObjectIdentifier>,
    digest: Option<&'a [u8]>,
    /// Hash algorithm (`None`: SHA-1, the older form) and hash of the signer's certificate.
    certificate: Option<(Option<ObjectIdentifier>, &'a [u8])>,
}

impl<'a> Attributes<'a> {
    fn read(token: &Token<'a>) -> Result<Self, StampError> {
        let mut found = Self::default();
        for attribute in token.signer.attributes.inside()?.rest()? {
            let mut fields = attribute.with(Tag::Sequence)?.inside()?;
            let kind = fields.next()?.oid()?;
            let value = fields.take(Tag::Set)?.inside()?.next()?;
            match kind {
                CONTENT_TYPE => found.content_type = Some(value.oid()?),
                MESSAGE_DIGEST => found.digest = Some(value.with(Tag::OctetString)?.value),
                SIGNING_CERTIFICATE if found.certificate.is_none() => {
                    let mut first = first_certificate(value)?.inside()?;
                    found.certificate = Some((None, first.take(Tag::OctetString)?.value));
                }
                SIGNING_CERTIFICATE_V2 => {
                    let mut first = first_certificate(value)?.inside()?;
                    let named = match first.take_if(Tag::Sequence)? {
                        Some(algorithm) => algorithm.inside()?.next()?.oid()?,
                        None => SHA_256,
                    };
                    found.certificate = Some((Some(named), first.take(Tag::OctetString)?.value));
                }
                _ => {}
            }
        }
        Ok(found)
    }

    fn names(&self, certificate: &[u8]) -> bool {
        match self.certificate {
            Some((None, hash)) => Sha1::digest(certificate).as_slice() == hash,
            Some((Some(named), hash)) => digest(named, certificate).as_deref() == Some(hash),
            None => false,
        }
    }
}

/// `SigningCertificate ::= SEQUENCE { certs SEQUENCE OF …, … }`: the first is the signer's.
fn first_certificate(value: Field<'_>) -> Result<Field<'_>, StampError> {
    value.with(Tag::Sequence)?.inside()?.take(Tag::Sequence)?.inside()?.take(Tag::Sequence)
}

fn digest(named: ObjectIdentifier, bytes: &[u8]) -> Option<Vec<u8>> {
    match named {
        SHA_256 => Some(Sha256::digest(bytes).to_vec()),
        SHA_384 => Some(Sha384::digest(bytes).to_vec()),
        SHA_512 => Some(Sha512::digest(bytes).to_vec()),
        _ => None,
    }
}

/// The algorithms with that hash; the key of the certificate decides which of them it is.
fn algorithms(named: ObjectIdentifier) -> Vec<&'static dyn SignatureVerificationAlgorithm> {
    match named {
        SHA_256 => {
            vec![ring::RSA_PKCS1_2048_8192_SHA256, ring::ECDSA_P256_SHA256, ring::ECDSA_P384_SHA256]
        }
        SHA_384 => {
            vec![ring::RSA_PKCS1_2048_8192_SHA384, ring::ECDSA_P384_SHA384, ring::ECDSA_P256_SHA384]
        }
        SHA_512 => vec![ring::RSA_PKCS1_2048_8192_SHA512],
        _ => Vec::new(),
    }
}
