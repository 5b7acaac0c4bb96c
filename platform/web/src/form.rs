//! Posted forms.

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request},
    http::StatusCode,
    response::IntoResponse as _,
};
use serde::de::DeserializeOwned;

use crate::{Problem, ProblemKind};

/// The fields of a posted form, read into `T` (repeated fields become lists), without the character
/// U+0000, which PostgreSQL keeps in no text. A form in another encoding than UTF-8 is refused:
/// [`Problem::not_text`].
#[derive(Debug)]
pub struct Posted<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Posted<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (head, body) = request.into_parts();
        let sent = Request::from_parts(head.clone(), body);
        let bytes = Bytes::from_request(sent, state)
            .await
            .map_err(|refused| refusal(refused.body_text(), refused.status()))?;
        if !is_text(&bytes) {
            return Err(Problem::not_text());
        }
        let request = Request::from_parts(head, Body::from(without_nul(bytes)));
        match axum_extra::extract::Form::<T>::from_request(request, state).await {
            Ok(form) => Ok(Self(form.0)),
            Err(refused) => {
                let cause = refused.to_string();
                Err(refusal(cause, refused.into_response().status()))
            }
        }
    }
}

fn refusal(cause: String, status: StatusCode) -> Problem {
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::too_large();
    }
    Problem { kind: ProblemKind::Invalid, detail: None, cause: Some(cause), retry_after: None }
}

/// Whether an encoded form is UTF-8 once it is decoded.
fn is_text(form: &[u8]) -> bool {
    let mut plain = Vec::with_capacity(form.len());
    let mut rest = form;
    while let [first, after @ ..] = rest {
        let (byte, left) = match (first, after) {
            (b'%', [high, low, left @ ..]) => match hex(*high).zip(hex(*low)) {
                Some((high, low)) => (high << 4 | low, left),
                None => (b'%', after),
            },
            _ => (*first, after),
        };
        plain.push(byte);
        rest = left;
    }
    std::str::from_utf8(&plain).is_ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// An encoded form without the character: as `%00` or as it is. In one pass, so that what is left
/// does not form another one.
fn without_nul(bytes: Bytes) -> Bytes {
    if !bytes.contains(&0) && !bytes.windows(3).any(|three| three == b"%00") {
        return bytes;
    }
    let mut kept = Vec::with_capacity(bytes.len());
    for byte in bytes.into_iter().filter(|byte| *byte != 0) {
        kept.push(byte);
        if kept.ends_with(b"%00") {
            kept.truncate(kept.len() - 3);
        }
    }
    kept.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_of_another_encoding_is_no_text() {
        for text in ["", "a=1&b=%E3%81%82+%", "a=\u{3042}", "a=%4", "a=%zz", "a=%F0%9F%99%82"] {
            assert!(is_text(text.as_bytes()), "{text}");
        }
        // Shift_JIS and EUC-JP, encoded and as they are; half a character at the end of a field.
        for bytes in [&b"a=%82%A0"[..], b"a=%A4%A2", b"a=\x82\xA0", b"a=%E3%81&b=1", b"%82=a"] {
            assert!(!is_text(bytes), "{bytes:?}");
        }
    }

    #[test]
    fn the_character_nul_leaves_a_form_however_it_is_hidden() {
        for (sent, kept) in [
            ("a=1&b=%2500", "a=1&b=%2500"),
            ("a=x%00y&%00b=\0", "a=xy&b="),
            ("a=%%0000", "a="),
            ("a=%%%000000z", "a=z"),
        ] {
            assert_eq!(without_nul(Bytes::from(sent)), kept.as_bytes(), "{sent}");
        }
        assert_eq!(without_nul(Bytes::from_static(b"a=%0\x000b")), &b"a=b"[..]);
    }
}
