//! Reading DER field by field, with the very bytes kept: signatures are over bytes.

use der::asn1::ObjectIdentifier;
use der::{AnyRef, Decode as _, Reader as _, SliceReader, Tag, TagNumber};

use crate::StampError;

/// One field: its tag, its content, and all its bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field<'a> {
    pub(crate) tag: Tag,
    pub(crate) value: &'a [u8],
    pub(crate) whole: &'a [u8],
}

/// The fields of a SEQUENCE or SET, in their order.
pub(crate) struct Fields<'a>(SliceReader<'a>);

const CUT: StampError = StampError::NotAReply("it is not DER, or it is cut off");
const UNEXPECTED: StampError = StampError::NotAReply("a field is missing or in another place");

/// The context-specific constructed tag `[number]`.
pub(crate) const fn numbered(number: TagNumber) -> Tag {
    Tag::ContextSpecific { constructed: true, number }
}

impl<'a> Field<'a> {
    /// The one field that the bytes are, without a rest.
    pub(crate) fn only(bytes: &'a [u8]) -> Result<Self, StampError> {
        let mut fields = Fields::of(bytes)?;
        let field = fields.next()?;
        if fields.is_empty() { Ok(field) } else { Err(UNEXPECTED) }
    }

    /// What is inside, as fields.
    pub(crate) fn inside(self) -> Result<Fields<'a>, StampError> {
        Fields::of(self.value)
    }

    pub(crate) fn with(self, tag: Tag) -> Result<Self, StampError> {
        if self.tag == tag { Ok(self) } else { Err(UNEXPECTED) }
    }

    pub(crate) fn oid(self) -> Result<ObjectIdentifier, StampError> {
        ObjectIdentifier::from_bytes(self.with(Tag::ObjectIdentifier)?.value)
            .map_err(|_| UNEXPECTED)
    }

    /// The bytes of a whole number without leading zeros.
    pub(crate) fn number(self) -> Result<&'a [u8], StampError> {
        let value = self.with(Tag::Integer)?.value;
        let zeros = value.iter().take_while(|byte| **byte == 0).count();
        Ok(&value[zeros..])
    }
}

impl<'a> Fields<'a> {
    pub(crate) fn of(bytes: &'a [u8]) -> Result<Self, StampError> {
        SliceReader::new(bytes).map(Self).map_err(|_| CUT)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_finished()
    }

    pub(crate) fn next(&mut self) -> Result<Field<'a>, StampError> {
        let whole = self.0.tlv_bytes().map_err(|_| CUT)?;
        let any = AnyRef::from_der(whole).map_err(|_| CUT)?;
        Ok(Field { tag: der::Tagged::tag(&any), value: any.value(), whole })
    }

    /// The next field, which has this tag.
    pub(crate) fn take(&mut self, tag: Tag) -> Result<Field<'a>, StampError> {
        self.next()?.with(tag)
    }

    /// The next field if it has this tag.
    pub(crate) fn take_if(&mut self, tag: Tag) -> Result<Option<Field<'a>>, StampError> {
        if self.is_empty() || self.0.peek_tag().map_err(|_| CUT)? != tag {
            return Ok(None);
        }
        self.next().map(Some)
    }

    /// All that are left.
    pub(crate) fn rest(mut self) -> Result<Vec<Field<'a>>, StampError> {
        let mut all = Vec::new();
        while !self.is_empty() {
            all.push(self.next()?);
        }
        Ok(all)
    }
}
