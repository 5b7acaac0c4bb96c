//! The token of an answer: signed data (RFC 5652 §5) around the time (`TSTInfo`, RFC 3161 §2.4.2).

use der::asn1::ObjectIdentifier;
use der::{Tag, TagNumber};
use jiff::Timestamp;

use crate::StampError;
use crate::fields::{Field, numbered};
use crate::instant::generalized_time;

const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
/// The kind of content that a token signs: a time-stamp.
pub(crate) const TST_INFO: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");
const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");

/// The parts of a token, borrowed from the answer.
pub(crate) struct Token<'a> {
    /// The bytes of `TSTInfo`.
    pub(crate) content: &'a [u8],
    /// The certificates that came along, each as its bytes.
    pub(crate) certificates: Vec<&'a [u8]>,
    /// The one signer (RFC 3161 allows no second one).
    pub(crate) signer: Signer<'a>,
}

/// What a signer says about its signature.
pub(crate) struct Signer<'a> {
    pub(crate) digest: ObjectIdentifier,
    /// The signed attributes: all their bytes, with the tag that they have in the token.
    pub(crate) attributes: Field<'a>,
    pub(crate) signature: &'a [u8],
}

/// What the stamp says.
pub(crate) struct Info<'a> {
    pub(crate) policy: ObjectIdentifier,
    /// The SHA-256 that was stamped; `None` if another hash was used.
    pub(crate) imprint: Option<&'a [u8; 32]>,
    pub(crate) serial: &'a [u8],
    pub(crate) at: Timestamp,
    pub(crate) nonce: Option<&'a [u8; 8]>,
}

impl<'a> Token<'a> {
    /// Takes the `ContentInfo` of an answer apart.
    pub(crate) fn read(token: Field<'a>) -> Result<Self, StampError> {
        let mut outer = token.inside()?;
        if outer.next()?.oid()? != SIGNED_DATA {
            return Err(StampError::NotAReply("it holds no signed data"));
        }
        let signed = Field::only(outer.take(numbered(TagNumber::N0))?.value)?;
        let mut fields = signed.with(Tag::Sequence)?.inside()?;
        fields.take(Tag::Integer)?;
        fields.take(Tag::Set)?;
        let mut wrapped = fields.take(Tag::Sequence)?.inside()?;
        if wrapped.next()?.oid()? != TST_INFO {
            return Err(StampError::NotAReply("it signs something else than a time"));
        }
        let content = Field::only(wrapped.take(numbered(TagNumber::N0))?.value)?;
        let certificates = match fields.take_if(numbered(TagNumber::N0))? {
            Some(all) => all.inside()?.rest()?.into_iter().map(|one| one.whole).collect(),
            None => Vec::new(),
        };
        fields.take_if(numbered(TagNumber::N1))?;
        let signers = fields.take(Tag::Set)?.inside()?.rest()?;
        let [signer] = signers[..] else {
            return Err(StampError::NotAReply("it has not exactly one signer"));
        };
        Ok(Self {
            content: content.with(Tag::OctetString)?.value,
            certificates,
            signer: Signer::read(signer)?,
        })
    }

    /// Reads what the stamp says.
    pub(crate) fn info(&self) -> Result<Info<'a>, StampError> {
        let mut fields = Field::only(self.content)?.with(Tag::Sequence)?.inside()?;
        fields.take(Tag::Integer)?;
        let policy = fields.next()?.oid()?;
        let mut imprint = fields.take(Tag::Sequence)?.inside()?;
        let hash = imprint.take(Tag::Sequence)?.inside()?.next()?.oid()?;
        let hashed = imprint.take(Tag::OctetString)?.value;
        let serial = fields.take(Tag::Integer)?.number()?;
        let at = generalized_time(fields.take(Tag::GeneralizedTime)?.value)
            .ok_or(StampError::NotAReply("its time cannot be read"))?;
        fields.take_if(Tag::Sequence)?;
        fields.take_if(Tag::Boolean)?;
        let nonce = fields.take_if(Tag::Integer)?.map(Field::number).transpose()?;
        Ok(Info {
            policy,
            imprint: hashed.try_into().ok().filter(|_| hash == SHA_256),
            serial,
            at,
            nonce: nonce.and_then(|nonce| nonce.try_into().ok()),
        })
    }
}

impl<'a> Signer<'a> {
    fn read(signer: Field<'a>) -> Result<Self, StampError> {
        let mut fields = signer.with(Tag::Sequence)?.inside()?;
        fields.take(Tag::Integer)?;
        // Which certificate: the signed attributes name it too, and they are signed.
        fields.next()?;
        let digest = fields.take(Tag::Sequence)?.inside()?.next()?.oid()?;
        let attributes = fields.take(numbered(TagNumber::N0))?;
        fields.take(Tag::Sequence)?;
        let signature = fields.take(Tag::OctetString)?.value;
        Ok(Self { digest, attributes, signature })
    }
}
