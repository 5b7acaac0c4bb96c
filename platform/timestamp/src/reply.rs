//! The authority's answer as a whole: status, token, and whether they belong to the question.

use der::Tag;
use jiff::Timestamp;

use crate::fields::Field;
use crate::signature::check_signature;
use crate::token::Token;
use crate::{Anchors, Query, StampError};

/// A time-stamp that was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// When the content existed at the latest, by the authority's clock.
    pub at: Timestamp,
    /// The number of the stamp, in hexadecimal.
    pub serial: String,
    /// The authority's policy, as numbers with dots.
    pub policy: String,
    /// Whether the signature was checked against certificates that the operator trusts.
    pub checked: bool,
}

/// Reads the answer to `query`. With `anchors`, signature and certificate are checked too.
///
/// # Errors
/// [`StampError`]: what came is no answer, or not the one to this question, or not to be trusted.
pub fn read_reply(
    reply: &[u8],
    query: &Query,
    anchors: Option<&Anchors>,
) -> Result<Stamp, StampError> {
    let mut fields = Field::only(reply)?.with(Tag::Sequence)?.inside()?;
    granted(fields.take(Tag::Sequence)?)?;
    let token = Token::read(fields.take(Tag::Sequence)?)?;
    let info = token.info()?;
    if info.imprint != Some(&query.imprint) {
        return Err(StampError::OtherImprint);
    }
    if info.nonce != Some(&query.nonce) {
        return Err(StampError::OtherNonce);
    }
    if query.policy.is_some_and(|wanted| wanted != info.policy) {
        return Err(StampError::OtherPolicy { policy: info.policy.to_string() });
    }
    if let Some(anchors) = anchors {
        let signer = check_signature(&token)?;
        anchors.check(signer, &token.certificates, info.at)?;
    }
    Ok(Stamp {
        at: info.at,
        serial: hex::encode(info.serial),
        policy: info.policy.to_string(),
        checked: anchors.is_some(),
    })
}

/// Status 0 (granted) and 1 (granted with changes) come with a token; others with reasons.
fn granted(status: Field<'_>) -> Result<(), StampError> {
    let mut fields = status.inside()?;
    let status = match fields.take(Tag::Integer)?.number()? {
        [] => 0,
        [one] => u32::from(*one),
        _ => u32::MAX,
    };
    if status <= 1 {
        return Ok(());
    }
    let mut words = String::new();
    if let Some(texts) = fields.take_if(Tag::Sequence)? {
        for text in texts.inside()?.rest()?.into_iter().take(3) {
            let text = String::from_utf8_lossy(text.value);
            let plain = text.chars().filter(|c| !c.is_control()).take(200);
            words.push_str(": ");
            words.extend(plain);
        }
    }
    Err(StampError::Refused { status, words })
}
